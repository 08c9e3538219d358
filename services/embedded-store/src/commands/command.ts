import type { Document } from 'bson'
import { badValue, MongoError, notSupported, typeMismatch, unknownField } from '../errors.ts'
import type { DocumentStore } from '../storage/documents.ts'
import { ANY_FIELD, COMMANDS, type CommandName, GENERIC_FIELDS, isOneOf } from '../subset.ts'
import { isDocument, isNumber, toNumber } from '../values/bson-values.ts'
import type { Cursors } from './cursors.ts'

/** What commands work on. */
export interface Session {
  readonly store: DocumentStore
  readonly cursors: Cursors
}

/** A command that passed {@link parseCommand}. */
export interface Command {
  readonly name: CommandName
  readonly database: string
  /** The collection, for the commands whose first field names one. */
  readonly target: string
  readonly body: Document
}

export type Handler = (command: Command, session: Session) => Document | Promise<Document>

const NAMES = Object.keys(COMMANDS) as CommandName[]
const TRANSACTION_FIELDS = ['txnNumber', 'autocommit', 'startTransaction']

/**
 * Checks a command against the subset.
 * @throws MongoError 59 for other commands, 40415 for fields a command does not take, 20 for transactions, 238 for
 * what MongoDB has and this server has not.
 */
export function parseCommand(body: Document): Command {
  const [name = ''] = Object.keys(body)
  if (!isOneOf(NAMES, name)) throw new MongoError(59, 'CommandNotFound', `no such command: '${name}'`)
  const { $db: database = 'admin' } = body
  if (typeof database !== 'string' || !/^[^/\\. "$\0]+$/.test(database)) {
    throw new MongoError(73, 'InvalidNamespace', `Invalid database name: '${String(database)}'`)
  }
  if (TRANSACTION_FIELDS.some((field) => field in body)) {
    const message = 'Transaction numbers are only allowed on a replica set member or mongos'
    throw new MongoError(20, 'IllegalOperation', message)
  }
  const allowed: readonly string[] = [name, ...COMMANDS[name], ...GENERIC_FIELDS]
  if (!allowed.includes(ANY_FIELD)) refuseUnknown(body, allowed, name)
  refuseConcerns(body)
  return { name, database, target: String(body[name]), body }
}

/** @throws MongoError 40415 for the first field that is not allowed. */
export function refuseUnknown(document: Document, allowed: readonly string[], where: string): void {
  refuseNotSupported(document)
  const unknown = Object.keys(document).find((field) => !allowed.includes(field))
  if (unknown !== undefined) throw unknownField(where, unknown)
}

function refuseNotSupported(document: Document): void {
  const field = ['collation', 'hint', 'let', 'arrayFilters'].find((name) => name in document)
  if (field) throw notSupported(field)
}

function refuseConcerns({ readConcern, writeConcern }: Document): void {
  const reading = Object.entries(readConcern ?? {}).find(([key, value]) => key !== 'level' || value !== 'local')
  if (reading) throw notSupported(`the read concern ${reading[0]} '${String(reading[1])}'`)
  const { w } = writeConcern ?? {}
  if (isNumber(w) ? toNumber(w, 'w') > 1 : w !== undefined && w !== 'majority') {
    throw badValue("cannot use 'w' > 1 when a host is not replicated")
  }
}

/** A field that must be a document; `{}` when it is not there. */
export function documentField(body: Document, field: string): Document {
  const value: unknown = body[field] ?? {}
  if (!isDocument(value)) throw typeMismatch(`the field '${field}' must be an object`)
  return value
}

/** A field that must be an array of documents. */
export function documentsField(body: Document, field: string): Document[] {
  const value: unknown = body[field]
  if (!Array.isArray(value) || !value.every(isDocument))
    throw typeMismatch(`the field '${field}' must be an array of objects`)
  return value
}

/** A field that must be a number, 0 or more, when it is there. */
export function countField(body: Document, field: string): number | undefined {
  if (body[field] === undefined || body[field] === null) return undefined
  const value = toNumber(body[field], field)
  if (value < 0) throw badValue(`the field '${field}' must not be negative`)
  return value
}
