import { Binary, BSON, BSONRegExp, type Document, type Double, type Int32, Long, ObjectId } from 'bson'
import { badValue, MongoError } from '../errors.ts'

/** Reads a document keeping the number types (Int32, Double, Long), so that what is stored again is what was sent. */
export function decode(bytes: Uint8Array): Document {
  return BSON.deserialize(bytes, {
    promoteValues: false,
    promoteLongs: false,
    promoteBuffers: false,
    bsonRegExp: true,
  })
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/** @throws MongoError 10334 when the document is over 16 MiB. */
export function encode(document: Document): Buffer {
  const bytes = BSON.serialize(document, { ignoreUndefined: true })
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new MongoError(10334, 'BSONObjectTooLarge', `BSONObj size: ${bytes.length} is over ${MAX_DOCUMENT_BYTES}`)
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** What an empty array counts as in a sort and in an index: less than null. */
export const EMPTY_ARRAY = Symbol('empty array')

/** The order of types, as MongoDB sorts them; also the first byte of an encoded key, so never 0 or above 0xfe. */
export const RANK = {
  emptyArray: 0x0f,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  binary: 0x60,
  objectId: 0x70,
  boolean: 0x80,
  date: 0x90,
} as const

/** @throws MongoError 2 for the types that are not supported (Decimal128, Timestamp, regular expressions, code …). */
export function rank(value: unknown): number {
  if (value === null || value === undefined) return RANK.null
  if (typeof value === 'string') return RANK.string
  if (typeof value === 'number') return RANK.number
  if (typeof value === 'boolean') return RANK.boolean
  if (value === EMPTY_ARRAY) return RANK.emptyArray
  if (Array.isArray(value)) return RANK.array
  if (value instanceof Date) return RANK.date
  if (value instanceof ObjectId) return RANK.objectId
  if (value instanceof Binary) return RANK.binary
  const type = (value as { _bsontype?: string })._bsontype
  if (type === 'Int32' || type === 'Double' || type === 'Long') return RANK.number
  if (type !== undefined) throw badValue(`BSON type ${type} is not supported by the embedded store`)
  return RANK.object
}

export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !(value instanceof BSONRegExp) && rank(value) === RANK.object
export const isNumber = (value: unknown): value is number | Int32 | Double | Long =>
  value != null && !(value instanceof BSONRegExp) && rank(value) === RANK.number
export const isMissingOrNull = (value: unknown): value is null | undefined => value === null || value === undefined

/** The number itself; a bigint where a double would lose digits. */
export function numberOf(value: number | Int32 | Double | Long): number | bigint {
  if (typeof value === 'number') return value
  if (!(value instanceof Long)) return value.value
  const big = value.toBigInt()
  return BigInt.asIntN(54, big) === big ? Number(big) : big
}

/** The number as JavaScript has it. @throws MongoError 14 when `value` is no number. */
export function toNumber(value: unknown, what: string): number {
  if (!isNumber(value)) throw new MongoError(14, 'TypeMismatch', `${what} must be a number`)
  return Number(numberOf(value))
}

/** What MongoDB takes for true: everything but false, 0, null and missing. */
export const isTruthy = (value: unknown): boolean =>
  isNumber(value) ? Number(numberOf(value)) !== 0 : value !== false && !isMissingOrNull(value)

function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
}

function compareDocuments(a: Document, b: Document): number {
  const left = Object.entries(a)
  const right = Object.entries(b)
  for (const [i, [name, value]] of left.entries()) {
    const other = right[i]
    if (!other) return 1
    const order = rank(value) - rank(other[1]) || compareValues(name, other[0]) || compareValues(value, other[1])
    if (order) return order
  }
  return left.length - right.length
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (const [i, value] of a.entries()) {
    if (i >= b.length) return 1
    const order = compareValues(value, b[i])
    if (order) return order
  }
  return a.length - b.length
}

function compareBinaries(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value())
}

/** Orders any two values as MongoDB does without a collation: by type, then by value; missing counts as null. */
export function compareValues(a: unknown, b: unknown): number {
  const kind = rank(a)
  const order = kind - rank(b)
  if (order) return order
  switch (kind) {
    case RANK.number:
      return compareNumbers(numberOf(a as number), numberOf(b as number))
    case RANK.string:
      return a === b ? 0 : Buffer.compare(Buffer.from(a as string), Buffer.from(b as string))
    case RANK.object:
      return compareDocuments(a as Document, b as Document)
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[])
    case RANK.binary:
      return compareBinaries(a as Binary, b as Binary)
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id)
    case RANK.boolean:
    case RANK.date:
      return Number(a) - Number(b)
    default:
      return 0
  }
}

export const equal = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0

/** @throws MongoError when a document holds a type or a field name that cannot be stored. */
export function assertStorable(value: unknown): void {
  if (Array.isArray(value)) for (const element of value) assertStorable(element)
  else if (rank(value) === RANK.object) {
    for (const [name, inner] of Object.entries(value as Document)) {
      if (name.startsWith('$')) {
        throw new MongoError(52, 'DollarPrefixedFieldName', `The dollar ($) prefixed field '${name}' is not allowed`)
      }
      assertStorable(inner)
    }
  }
}
