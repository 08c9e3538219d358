import type { Document } from 'bson'
import { failedToParse, MongoError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { compileProjection } from '../query/projection.ts'
import { parseSort, type SortField } from '../query/sort.ts'
import { compileUpdate, type Update, upsertSeed } from '../query/update.ts'
import type { Row } from '../storage/documents.ts'
import { DELETE_STATEMENT_FIELDS, UPDATE_STATEMENT_FIELDS } from '../subset.ts'
import { decode, encode, isTruthy, toNumber } from '../values/bson-values.ts'
import { type Command, documentField, documentsField, type Handler, refuseUnknown, type Session } from './command.ts'

/** Runs the statements of a write command as one transaction. In order, the first that fails is the last that runs. */
async function eachStatement<T>(
  { body }: Command,
  { store }: Session,
  statements: readonly T[],
  run: (statement: T, index: number) => void,
): Promise<Document> {
  const writeErrors: Document[] = []
  await store.write(() => {
    writeErrors.length = 0
    for (const [index, statement] of statements.entries()) {
      try {
        run(statement, index)
      } catch (error) {
        if (!(error instanceof MongoError)) throw error
        writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details })
        if (body.ordered !== false) break
      }
    }
  })
  return writeErrors.length > 0 ? { writeErrors } : {}
}

const insert: Handler = async (command, session) => {
  const { store } = session
  let n = 0
  const errors = await eachStatement(command, session, documentsField(command.body, 'documents'), (document) => {
    store.insert(store.catalog.ensure(command.database, command.target), document)
    n++
  })
  return { n, ...errors, ok: 1 }
}

/** The new document that a row becomes, from a copy of its own. */
const updated = (row: Row, update: Update) => update.apply(decode(encode(row.document)), false)

function insertFor({ database, target }: Command, { store }: Session, query: Document, update: Update): Document {
  return store.insert(store.catalog.ensure(database, target), update.apply(upsertSeed(query), true))
}

const update: Handler = async (command, session) => {
  const { store } = session
  let [n, nModified] = [0, 0]
  const upserted: Document[] = []
  const errors = await eachStatement(command, session, documentsField(command.body, 'updates'), (statement, index) => {
    refuseUnknown(statement, UPDATE_STATEMENT_FIELDS, 'update.updates')
    const query = documentField(statement, 'q')
    const change = compileUpdate(statement.u)
    const multi = isTruthy(statement.multi)
    if (multi && change.isReplacement) throw failedToParse('multi update is not supported for replacement-style update')
    const collection = store.catalog.newest(command.database, command.target)
    const rows = firstOrAll(store.find(collection, query), multi)
    for (const row of rows) if (collection && store.replace(collection, row, updated(row, change))) nModified++
    n += rows.length
    if (rows.length > 0 || !isTruthy(statement.upsert)) return
    upserted.push({ index, _id: insertFor(command, session, query, change)._id })
    n++
  })
  return { n, nModified, ...(upserted.length > 0 && { upserted }), ...errors, ok: 1 }
}

/** Reads before anything is changed, so that no row is met twice. */
function firstOrAll(rows: Iterable<Row>, all: boolean): Row[] {
  if (all) return [...rows]
  for (const row of rows) return [row]
  return []
}

const remove: Handler = async (command, session) => {
  const { store } = session
  let n = 0
  const errors = await eachStatement(command, session, documentsField(command.body, 'deletes'), (statement) => {
    refuseUnknown(statement, DELETE_STATEMENT_FIELDS, 'delete.deletes')
    const collection = store.catalog.newest(command.database, command.target)
    const rows = store.find(collection, documentField(statement, 'q'))
    for (const row of firstOrAll(rows, toNumber(statement.limit, 'limit') === 0)) {
      if (collection) store.remove(collection, row)
      n++
    }
  })
  return { n, ...errors, ok: 1 }
}

const findAndModify: Handler = (command, session) => {
  const { body } = command
  const removes = isTruthy(body.remove)
  if (removes === (body.update !== undefined)) throw failedToParse("Either an 'update' or 'remove' must be specified")
  if (removes && (isTruthy(body.upsert) || isTruthy(body.new))) {
    throw failedToParse("Cannot specify both 'remove' and 'upsert' or 'new'")
  }
  const query = documentField(body, 'query')
  compileFilter(query)
  const sort = parseSort(documentField(body, 'sort'))
  const change = removes ? undefined : compileUpdate(body.update)
  const fields = documentField(body, 'fields')
  const show = Object.keys(fields).length > 0 ? compileProjection(fields) : (document: Document) => document
  return session.store.write(() => modifyFirst(command, session, { query, sort, change, show }))
}

interface Modification {
  readonly query: Document
  readonly sort: readonly SortField[]
  /** Undefined removes the document. */
  readonly change: Update | undefined
  readonly show: (document: Document) => Document
}

function modifyFirst(command: Command, session: Session, { query, sort, change, show }: Modification): Document {
  const { store } = session
  const wantsNew = isTruthy(command.body.new)
  const collection = store.catalog.newest(command.database, command.target)
  const [row] = firstOrAll(store.find(collection, query, sort), false)
  if (!row || !collection) {
    if (!change || !isTruthy(command.body.upsert))
      return modified({ n: 0, ...(change && { updatedExisting: false }) }, null)
    const document = insertFor(command, session, query, change)
    return modified({ n: 1, updatedExisting: false, upserted: document._id }, wantsNew ? show(document) : null)
  }
  if (!change) {
    store.remove(collection, row)
    return modified({ n: 1 }, show(row.document))
  }
  const document = updated(row, change)
  store.replace(collection, row, document)
  return modified({ n: 1, updatedExisting: true }, show(wantsNew ? document : row.document))
}

const modified = (lastErrorObject: Document, value: Document | null): Document => ({ lastErrorObject, value, ok: 1 })

export const WRITE_COMMANDS = { insert, update, delete: remove, findAndModify } satisfies Record<string, Handler>
