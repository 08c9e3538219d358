import type { Document } from 'bson'
import { MongoError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { type Collection, namespaceOf, parseIndexSpec } from '../storage/catalog.ts'
import { type Command, documentField, documentsField, type Handler, type Session } from './command.ts'

const create: Handler = async ({ database, target }, { store }) => {
  await store.write(() => {
    if (store.catalog.newest(database, target)) {
      throw new MongoError(48, 'NamespaceExists', `Collection ${database}.${target} already exists.`)
    }
    store.catalog.ensure(database, target)
  })
  return { ok: 1 }
}

const drop: Handler = async ({ database, target }, { store }) => {
  await store.write(() => {
    const collection = store.catalog.newest(database, target)
    if (collection) store.drop(collection)
  })
  return { ok: 1 }
}

const dropDatabase: Handler = async ({ database }, { store }) => {
  await store.write(() => {
    for (const { name } of collectionsOf(database, store.catalog.all())) {
      const collection = store.catalog.newest(database, name)
      if (collection) store.drop(collection)
    }
  })
  return { dropped: database, ok: 1 }
}

const collectionsOf = (database: string, all: readonly Collection[]) => all.filter((one) => one.database === database)

const createIndexes: Handler = async ({ database, target, body }, { store }) => {
  const specs = documentsField(body, 'indexes').map(parseIndexSpec)
  return store.write(() => {
    const before = store.catalog.newest(database, target)
    let collection = store.catalog.ensure(database, target)
    for (const spec of specs) {
      store.createIndex(collection, spec)
      collection = store.catalog.ensure(database, target)
    }
    return {
      numIndexesBefore: before?.indexes.length ?? 1,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: before === undefined,
      ok: 1,
    }
  })
}

const listIndexes: Handler = ({ database, target }, { store, cursors }) => {
  const collection = store.catalog.find(database, target)
  if (!collection) throw new MongoError(26, 'NamespaceNotFound', `ns does not exist: ${database}.${target}`)
  const described = collection.indexes.map(({ spec: { unique, ...spec } }) => ({
    v: 2,
    ...spec,
    ...(unique && spec.name !== '_id_' && { unique }),
  }))
  return cursors.start(namespaceOf(collection), described, Number.POSITIVE_INFINITY)
}

function listCollections({ database, body }: Command, { store, cursors }: Session): Document {
  const matches = compileFilter(documentField(body, 'filter'))
  const described = collectionsOf(database, store.catalog.all()).map(({ name }) => ({
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  }))
  return cursors.start(`${database}.$cmd.listCollections`, described.filter(matches), Number.POSITIVE_INFINITY)
}

const listDatabases: Handler = ({ body }, { store }) => {
  const matches = compileFilter(documentField(body, 'filter'))
  const names = [...new Set(store.catalog.all().map(({ database }) => database))]
  const databases = names.map((name) => ({ name, sizeOnDisk: 1, empty: false })).filter(matches)
  return { databases, totalSize: databases.length, ok: 1 }
}

export const COLLECTION_COMMANDS = {
  create,
  drop,
  dropDatabase,
  createIndexes,
  listIndexes,
  listCollections,
  listDatabases,
} satisfies Record<string, Handler>
