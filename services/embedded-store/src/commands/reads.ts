import type { Document } from 'bson'
import { failedToParse, notSupported, typeMismatch } from '../errors.ts'
import { compilePipeline, project } from '../query/pipeline.ts'
import { isDocument } from '../values/bson-values.ts'
import { parseKey } from '../values/keys.ts'
import { countField, documentField, type Handler, refuseUnknown } from './command.ts'

function* first(documents: Iterable<Document>, limit: number): Generator<Document> {
  let left = limit
  for (const document of documents) {
    yield document
    if (--left === 0) return
  }
}

const find: Handler = ({ database, target, body }, { store, cursors }) => {
  const collection = store.catalog.find(database, target)
  const found = store.find(collection, documentField(body, 'filter'), parseKey(documentField(body, 'sort')))
  const limited = first(found, countField(body, 'limit') ?? 0)
  const projection = documentField(body, 'projection')
  const shown = Object.keys(projection).length > 0 ? project(projection)(limited) : limited
  return cursors.start(`${database}.${target}`, shown, countField(body, 'batchSize'), body.singleBatch === true)
}

const aggregate: Handler = ({ database, target, body }, { store, cursors }) => {
  const { pipeline, cursor } = body
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array")
  if (!isDocument(cursor)) throw failedToParse("The 'cursor' option is required")
  refuseUnknown(cursor, ['batchSize'], 'aggregate.cursor')
  const run = compilePipeline(pipeline)
  if (typeof body.aggregate !== 'string') throw notSupported('an aggregation without a collection')
  // The store applies a $match at the beginning too, so that an index can serve it.
  const found = store.find(store.catalog.find(database, target), pipeline[0]?.$match ?? {})
  return cursors.start(`${database}.${target}`, run(found), countField(cursor, 'batchSize'))
}

const getMore: Handler = ({ body }, { cursors }) => cursors.more(body.getMore, countField(body, 'batchSize'))
const killCursors: Handler = ({ body }, { cursors }) => cursors.kill(body.cursors ?? [])

export const READ_COMMANDS = { find, aggregate, getMore, killCursors } satisfies Record<string, Handler>
