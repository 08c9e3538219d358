import type { Document } from 'bson'

/** A failure in MongoDB's shape; `details` are added to the reply (or to the write error) beside code and message. */
export class MongoError extends Error {
  readonly code: number
  readonly codeName: string
  readonly details: Document

  constructor(code: number, codeName: string, message: string, details: Document = {}) {
    super(message)
    this.name = 'MongoError'
    this.code = code
    this.codeName = codeName
    this.details = details
  }
}

export const badValue = (message: string) => new MongoError(2, 'BadValue', message)
export const failedToParse = (message: string) => new MongoError(9, 'FailedToParse', message)
export const typeMismatch = (message: string) => new MongoError(14, 'TypeMismatch', message)
/** MongoDB has it, this server does not. */
export const notSupported = (what: string) =>
  new MongoError(238, 'NotImplemented', `${what} is not supported by the embedded store`)
/** Errors that MongoDB numbers but does not name. */
export const numbered = (code: number, message: string) => new MongoError(code, `Location${code}`, message)
