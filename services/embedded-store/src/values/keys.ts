import { type Document, ObjectId } from 'bson'
import { badValue, notSupported } from '../errors.ts'
import { fieldOf, isDocument, splitPath } from './bson-values.ts'

/** The order of the types that have one here; the first byte of an encoded value, so never 0 or 0xff. */
const RANK = { null: 0x10, number: 0x20, string: 0x30, objectId: 0x70, boolean: 0x80, date: 0x90 } as const
const TERMINATOR = Buffer.from([0, 1])

/** Zero bytes become 00 ff and the end is 00 01, so that a string sorts before its continuations. */
function encodeString(text: string): Buffer {
  const bytes = Buffer.from(text)
  if (!bytes.includes(0)) return Buffer.concat([bytes, TERMINATOR])
  return Buffer.concat([Buffer.from([...bytes].flatMap((byte) => (byte === 0 ? [0, 0xff] : [byte]))), TERMINATOR])
}

/** A double whose bytes sort as numbers do. */
function encodeNumber(value: number): Buffer {
  if (Number.isNaN(value)) throw notSupported('NaN in a filter, a sort or an index')
  const out = Buffer.alloc(8)
  out.writeDoubleBE(value === 0 ? 0 : value)
  if (out.readUInt8(0) & 0x80) return inverted(out)
  out.writeUInt8(out.readUInt8(0) | 0x80, 0)
  return out
}

const inverted = (bytes: Buffer) => Buffer.from(bytes.map((byte) => ~byte & 0xff))
const tagged = (rank: number, body: Uint8Array) => Buffer.concat([Buffer.from([rank]), body])

/** Whether the value can be compared: null, a missing field, a number, string, ObjectId, boolean or date. */
export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date || value instanceof ObjectId
}

/**
 * Bytes in the order that MongoDB gives values without a collation: by type, then by value; missing counts as null. No
 * encoding is the beginning of another.
 * @throws MongoError 238 for arrays, documents and binary data, which are stored but not compared.
 */
export function encodeValue(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.from([RANK.null])
  if (typeof value === 'number') return tagged(RANK.number, encodeNumber(value))
  if (typeof value === 'string') return tagged(RANK.string, encodeString(value))
  if (typeof value === 'boolean') return Buffer.from([RANK.boolean, value ? 1 : 0])
  if (value instanceof Date) return tagged(RANK.date, encodeNumber(value.getTime()))
  if (value instanceof ObjectId) return tagged(RANK.objectId, value.id)
  const kind = Array.isArray(value) ? 'an array' : ((value as { _bsontype?: string })._bsontype ?? 'a document')
  throw notSupported(`${kind} in a filter, a sort or an index`)
}

/** One field of a sort or of an index. */
export interface KeyField {
  readonly name: string
  readonly path: readonly string[]
  readonly direction: 1 | -1
}

/** Reads `{field: 1 | -1}` of a sort or of an index. @throws MongoError 2 when a direction is anything else. */
export function parseKey(spec: Document): readonly KeyField[] {
  return Object.entries(spec).map(([name, direction]) => {
    if (direction !== 1 && direction !== -1) throw badValue(`the direction of '${name}' must be 1 or -1`)
    return { name, path: splitPath(name), direction }
  })
}

/** The value at a path, undefined where there is none. @throws MongoError 238 when the path leads through an array. */
export function valueAt(document: Document, path: readonly string[]): unknown {
  let value: unknown = document
  for (const name of path) {
    if (Array.isArray(value)) throw notSupported(`the path '${path.join('.')}' through an array`)
    value = isDocument(value) ? fieldOf(value, name) : undefined
  }
  return value
}

export function encodePart(value: unknown, { direction }: KeyField): Buffer {
  return direction === 1 ? encodeValue(value) : inverted(encodeValue(value))
}

/** Bytes that sort as documents do by these fields. */
export function keyOf(document: Document, fields: readonly KeyField[]): Buffer {
  return Buffer.concat(fields.map((field) => encodePart(valueAt(document, field.path), field)))
}

/** A stable sort. */
export function sortBy(documents: Iterable<Document>, fields: readonly KeyField[]): Document[] {
  return Array.from(documents, (document) => ({ document, key: keyOf(document, fields) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ document }) => document)
}

/** The smallest bytes above everything that begins with `prefix` (which is never all 0xff). */
export function following(prefix: Buffer): Buffer {
  let end = prefix.length
  while (end > 1 && prefix[end - 1] === 0xff) end--
  const out = Buffer.from(prefix.subarray(0, end))
  out.writeUInt8(out.readUInt8(end - 1) + 1, end - 1)
  return out
}
