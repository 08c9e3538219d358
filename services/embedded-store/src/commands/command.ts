import type { Document } from 'bson'
import { badValue, MongoError, notSupported, numbered, typeMismatch } from '../errors.ts'
import type { DocumentStore } from '../storage/documents.ts'
import { ANY_FIELD, COMMANDS, type CommandName, GENERIC_FIELDS, isOneOf, REFUSED_WHEN_TRUE } from '../subset.ts'
import { isDocument } from '../values/bson-values.ts'
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

/**
 * Checks a command against the subset.
 * @throws MongoError 59 for other commands, 40415 for fields a command does not take, 238 for values it does not take.
 */
export function parseCommand(body: Document): Command {
  const [name = ''] = Object.keys(body)
  if (!isOneOf(NAMES, name)) throw new MongoError(59, 'CommandNotFound', `no such command: '${name}'`)
  const { $db: database = 'admin' } = body
  if (typeof database !== 'string' || !/^[^/\\. "$\0]+$/.test(database)) {
    throw new MongoError(73, 'InvalidNamespace', `Invalid database name: '${String(database)}'`)
  }
  refuseUnknown(body, [name, ...COMMANDS[name], ...GENERIC_FIELDS], name)
  return { name, database, target: String(body[name]), body }
}

/** @throws MongoError 40415 for the first field that is not allowed, 238 for one that may only be false. */
export function refuseUnknown(document: Document, allowed: readonly string[], where: string): void {
  if (allowed.includes(ANY_FIELD)) return
  const unknown = Object.keys(document).find((field) => !allowed.includes(field))
  if (unknown !== undefined) throw numbered(40415, `BSON field '${where}.${unknown}' is an unknown field.`)
  const refused = REFUSED_WHEN_TRUE.find((field) => document[field])
  if (refused !== undefined) throw notSupported(`'${refused}' of ${where}`)
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
  const value: unknown = body[field] ?? undefined
  if (value !== undefined && (typeof value !== 'number' || value < 0)) throw badValue(`'${field}' must not be negative`)
  return value
}
