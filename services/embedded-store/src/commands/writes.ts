import type { Document } from 'bson'
import { MongoError, notSupported } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { compileUpdate, type Update, upsertSeed } from '../query/update.ts'
import { DELETE_STATEMENT_FIELDS, UPDATE_STATEMENT_FIELDS } from '../subset.ts'
import { parseKey } from '../values/keys.ts'
import { type Command, documentField, documentsField, type Handler, refuseUnknown, type Session } from './command.ts'

/** Runs the statements of a write command as one transaction. In order, the first that fails is the last that runs. */
async function eachStatement(
  { body }: Command,
  { store }: Session,
  field: string,
  run: (statement: Document, index: number) => void,
): Promise<Document> {
  const statements = documentsField(body, field)
  const writeErrors: Document[] = []
  await store.write(() => {
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

function insertInto({ database, target }: Command, { store }: Session, document: Document): Document {
  return store.insert(store.catalog.ensure(database, target), document)
}

const insert: Handler = async (command, session) => {
  let n = 0
  const errors = await eachStatement(command, session, 'documents', (document) => {
    insertInto(command, session, document)
    n++
  })
  return { n, ...errors, ok: 1 }
}

function firstMatch({ database, target }: Command, { store }: Session, query: Document, sort: Document = {}) {
  const collection = store.catalog.find(database, target)
  for (const document of store.find(collection, query, parseKey(sort))) return collection && { collection, document }
  return undefined
}

const update: Handler = async (command, session) => {
  let [n, nModified] = [0, 0]
  const upserted: Document[] = []
  const errors = await eachStatement(command, session, 'updates', (statement, index) => {
    refuseUnknown(statement, UPDATE_STATEMENT_FIELDS, 'update.updates')
    const query = documentField(statement, 'q')
    const change = compileUpdate(statement.u)
    const found = firstMatch(command, session, query)
    if (found) {
      if (session.store.replace(found.collection, found.document, change(found.document, false))) nModified++
    } else if (statement.upsert === true) {
      upserted.push({ index, _id: insertInto(command, session, change(upsertSeed(query), true))._id })
    } else return
    n++
  })
  return { n, nModified, ...(upserted.length > 0 && { upserted }), ...errors, ok: 1 }
}

const remove: Handler = async (command, session) => {
  let n = 0
  const errors = await eachStatement(command, session, 'deletes', (statement) => {
    refuseUnknown(statement, DELETE_STATEMENT_FIELDS, 'delete.deletes')
    const collection = session.store.catalog.find(command.database, command.target)
    for (const document of session.store.find(collection, documentField(statement, 'q'))) {
      if (collection) session.store.remove(collection, document)
      n++
      if (statement.limit === 1) return
    }
  })
  return { n, ...errors, ok: 1 }
}

const findAndModify: Handler = (command, session) => {
  const { body } = command
  if (body.upsert) throw notSupported("'upsert' of findAndModify")
  const query = documentField(body, 'query')
  compileFilter(query)
  const change: Update = compileUpdate(body.update)
  return session.store.write(() => {
    const found = firstMatch(command, session, query, documentField(body, 'sort'))
    if (!found) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 }
    const document = change(found.document, false)
    session.store.replace(found.collection, found.document, document)
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: body.new ? document : found.document, ok: 1 }
  })
}

export const WRITE_COMMANDS = { insert, update, delete: remove, findAndModify } satisfies Record<string, Handler>
