import { Binary, BSON, type Document, ObjectId } from 'bson'
import { badValue, MongoError } from '../errors.ts'

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/** Reads a document. Types outside the subset stay objects of `bson`, so that {@link assertStorable} sees them. */
export function decode(bytes: Uint8Array): Document {
  return BSON.deserialize(bytes, { promoteLongs: false, bsonRegExp: true })
}

/** @throws MongoError 10334 when the document is over 16 MiB. */
export function encode(document: Document): Buffer {
  const bytes = BSON.serialize(document, { ignoreUndefined: true })
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new MongoError(10334, 'BSONObjectTooLarge', `BSONObj size: ${bytes.length} is over ${MAX_DOCUMENT_BYTES}`)
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !('_bsontype' in value)
  )
}

/** `{$…}`, which holds operators, as opposed to a document that is a value. */
export function isOperators(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true
}

/** @throws MongoError 2 for a type, 52 for a field name that is not stored. */
export function assertStorable(value: unknown): void {
  if (Array.isArray(value)) value.forEach(assertStorable)
  else if (isDocument(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (name.startsWith('$')) {
        throw new MongoError(52, 'DollarPrefixedFieldName', `The dollar ($) prefixed field '${name}' is not allowed`)
      }
      assertStorable(inner)
    }
  } else if (typeof value === 'object' && value !== null) {
    if (value instanceof Date || value instanceof ObjectId || value instanceof Binary) return
    throw badValue(`BSON type ${(value as { _bsontype?: string })._bsontype} is not supported by the embedded store`)
  }
}

export const splitPath = (path: string): readonly string[] => path.split('.')

export function fieldOf(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined
}
