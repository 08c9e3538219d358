import type { Document } from 'bson'
import { compilePipeline, type FindIn } from '../aggregation/stages.ts'
import { failedToParse, notSupported, typeMismatch } from '../errors.ts'
import { splitPath, valuesAt } from '../query/paths.ts'
import { compileProjection } from '../query/projection.ts'
import { parseSort } from '../query/sort.ts'
import type { Row } from '../storage/documents.ts'
import { compareValues, isDocument, isNumber, isTruthy } from '../values/bson-values.ts'
import { identity } from '../values/key-encoding.ts'
import { type Command, countField, documentField, type Handler, refuseUnknown, type Session } from './command.ts'

function* documentsOf(rows: Iterable<Row>, skip = 0, limit = 0): Generator<Document> {
  let passed = 0
  for (const { document } of rows) {
    if (passed >= skip) yield document
    passed++
    if (limit > 0 && passed >= skip + limit) return
  }
}

function* map<T>(items: Iterable<T>, transform: (item: T) => T): Generator<T> {
  for (const item of items) yield transform(item)
}

const find: Handler = ({ database, target, body }, { store, cursors }) => {
  const collection = store.catalog.find(database, target)
  const rows = store.find(collection, documentField(body, 'filter'), parseSort(documentField(body, 'sort')))
  const documents = documentsOf(rows, countField(body, 'skip'), countField(body, 'limit'))
  const projection = documentField(body, 'projection')
  const shown = Object.keys(projection).length > 0 ? map(documents, compileProjection(projection)) : documents
  return cursors.start(`${database}.${target}`, shown, countField(body, 'batchSize'), isTruthy(body.singleBatch))
}

const count: Handler = ({ database, target, body }, { store }) => {
  const collection = store.catalog.find(database, target)
  const query = documentField(body, 'query')
  const [skip, limit] = [countField(body, 'skip'), countField(body, 'limit')]
  if (collection && !skip && !limit && Object.keys(query).length === 0) return { n: store.count(collection), ok: 1 }
  return { n: [...documentsOf(store.find(collection, query), skip, limit)].length, ok: 1 }
}

const distinct: Handler = ({ database, target, body }, { store }) => {
  if (typeof body.key !== 'string') throw typeMismatch("the field 'key' must be a string")
  const path = splitPath(body.key)
  const rows = store.find(store.catalog.find(database, target), documentField(body, 'query'))
  const found = new Map<string, unknown>()
  for (const { document } of rows) {
    for (const value of valuesAt(document, path).flat()) if (value !== undefined) found.set(identity(value), value)
  }
  return { values: [...found.values()].sort(compareValues), ok: 1 }
}

/** What of a pipeline's beginning the store does itself, so that indexes serve it. */
function splitPipeline(pipeline: readonly unknown[]): { filter: Document; sort: Document; rest: readonly unknown[] } {
  const [first, second] = pipeline
  const filter = isDocument(first) && isDocument(first.$match) ? first.$match : undefined
  const next = filter ? second : first
  const sort = isDocument(next) && isDocument(next.$sort) ? next.$sort : undefined
  return { filter: filter ?? {}, sort: sort ?? {}, rest: pipeline.slice(Number(!!filter) + Number(!!sort)) }
}

const aggregate: Handler = ({ database, target, body }, { store, cursors }) => {
  const pipeline: unknown = body.pipeline
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array")
  if (!isDocument(body.cursor)) throw failedToParse("The 'cursor' option is required")
  refuseUnknown(body.cursor, ['batchSize'], 'aggregate.cursor')
  const findIn: FindIn = (name, filter) => documentsOf(store.find(store.catalog.find(database, name), filter))
  compilePipeline(pipeline, findIn)
  if (isNumber(body.aggregate)) throw notSupported('an aggregation without a collection')
  const { filter, sort, rest } = splitPipeline(pipeline)
  const rows = store.find(store.catalog.find(database, target), filter, parseSort(sort))
  const documents = compilePipeline(rest, findIn)(documentsOf(rows))
  return cursors.start(`${database}.${target}`, documents, countField(body.cursor, 'batchSize'))
}

export const READ_COMMANDS = {
  find,
  count,
  distinct,
  aggregate,
  getMore: ({ body }: Command, { cursors }: Session) => cursors.more(body.getMore, countField(body, 'batchSize')),
  killCursors: ({ body }: Command, { cursors }: Session) => cursors.kill(body.cursors ?? []),
} satisfies Record<string, Handler>
