import { MongoError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { indexesOf, namespaceOf, parseIndexSpec } from '../storage/catalog.ts'
import { documentField, documentsField, type Handler } from './command.ts'

const dropDatabase: Handler = async ({ database }, { store }) => {
  await store.write(() => store.catalog.dropDatabase(database))
  return { dropped: database, ok: 1 }
}

const createIndexes: Handler = async ({ database, target, body }, { store }) => {
  const specs = documentsField(body, 'indexes').map(parseIndexSpec)
  return store.write(() => {
    const before = store.catalog.find(database, target)
    for (const spec of specs) store.createIndex(store.catalog.ensure(database, target), spec)
    return {
      numIndexesBefore: before ? indexesOf(before).length : 1,
      numIndexesAfter: indexesOf(store.catalog.ensure(database, target)).length,
      createdCollectionAutomatically: before === undefined,
      ok: 1,
    }
  })
}

const listIndexes: Handler = ({ database, target }, { store, cursors }) => {
  const collection = store.catalog.find(database, target)
  if (!collection) throw new MongoError(26, 'NamespaceNotFound', `ns does not exist: ${database}.${target}`)
  const described = indexesOf(collection).map(({ spec }) => ({ v: 2, ...spec }))
  return cursors.start(namespaceOf(collection), described)
}

const listCollections: Handler = ({ database, body }, { store, cursors }) => {
  const described = store.catalog.names(database).map((name) => ({ name, type: 'collection' }))
  const found = described.filter(compileFilter(documentField(body, 'filter')))
  return cursors.start(`${database}.$cmd.listCollections`, found)
}

export const COLLECTION_COMMANDS = { dropDatabase, createIndexes, listIndexes, listCollections } satisfies Record<
  string,
  Handler
>
