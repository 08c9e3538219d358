import { createHash } from 'node:crypto'
import type { Binary, Document, Long, ObjectId } from 'bson'
import { numberOf, RANK, rank } from './bson-values.ts'

/** Zero bytes become 00 ff and the end is 00 01, so that a string sorts before its continuations. */
function terminated(text: string): Buffer {
  const bytes = Buffer.from(text)
  if (!bytes.includes(0)) return Buffer.concat([bytes, TERMINATOR])
  return Buffer.concat([Buffer.from([...bytes].flatMap((byte) => (byte === 0 ? [0, 0xff] : [byte]))), TERMINATOR])
}
const TERMINATOR = Buffer.from([0, 1])
const END = Buffer.from([0])

/** A double whose bytes sort as numbers do, then how far a Long is from it (a double cannot hold every Long). */
function encodeNumber(value: number | bigint): Buffer {
  const out = Buffer.alloc(12)
  const nearest = Number(value)
  if (!Number.isNaN(nearest)) {
    out.writeDoubleBE(nearest === 0 ? 0 : nearest)
    if (out.readUInt8(0) & 0x80) for (let i = 0; i < 8; i++) out.writeUInt8(~out.readUInt8(i) & 0xff, i)
    else out.writeUInt8(out.readUInt8(0) | 0x80, 0)
  }
  const rest = typeof value === 'bigint' ? Number(value - BigInt(nearest)) : 0
  out.writeUInt32BE(rest + 0x80000000, 8)
  return out
}

function encodeBinary(value: Binary): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(value.position)
  head.writeUInt8(value.sub_type, 4)
  return Buffer.concat([head, value.value()])
}

function encodeFields(document: Document): Buffer {
  const parts = Object.entries(document).flatMap(([name, value]) => [
    Buffer.from([rank(value)]),
    terminated(name),
    encodeValue(value),
  ])
  return Buffer.concat([...parts, END])
}

function encodeBody(kind: number, value: unknown): Buffer {
  switch (kind) {
    case RANK.number:
      return encodeNumber(numberOf(value as number | Long))
    case RANK.string:
      return terminated(value as string)
    case RANK.object:
      return encodeFields(value as Document)
    case RANK.array:
      return Buffer.concat([...(value as unknown[]).map(encodeValue), END])
    case RANK.binary:
      return encodeBinary(value as Binary)
    case RANK.objectId:
      return Buffer.from((value as ObjectId).id)
    case RANK.boolean:
      return Buffer.from([value ? 1 : 0])
    case RANK.date:
      return encodeNumber((value as Date).getTime())
    default:
      return Buffer.alloc(0)
  }
}

/** Bytes that compare as {@link compareValues} does, and no encoding is the beginning of another. */
export function encodeValue(value: unknown): Buffer {
  const kind = rank(value)
  return Buffer.concat([Buffer.from([kind]), encodeBody(kind, value)])
}

const DIGEST_BYTES = 20

const inverted = (bytes: Buffer) => Buffer.from(bytes.map((byte) => ~byte & 0xff))

/** One field of an index key, at most `limit` bytes: longer ones end in a digest, which keeps equality but not order. */
export function encodeKeyPart(value: unknown, descending: boolean, limit: number): { bytes: Buffer; cut: boolean } {
  const whole = encodeValue(value)
  const cut = whole.length > limit
  const bytes = cut
    ? Buffer.concat([whole.subarray(0, limit - DIGEST_BYTES), createHash('sha1').update(whole).digest()])
    : whole
  return { bytes: descending ? inverted(bytes) : bytes, cut }
}

/** A bound that no key part on the right side of `value` lies beyond, cut ones included. */
export function encodeBound(value: unknown, descending: boolean, limit: number): Buffer {
  const bytes = encodeValue(value).subarray(0, limit - DIGEST_BYTES)
  return descending ? inverted(bytes) : bytes
}

/** The bound at which the values of one type begin. */
export function rankBound(kind: number, descending: boolean): Buffer {
  return Buffer.from([descending ? ~kind & 0xff : kind])
}

/** The smallest bytes above everything that begins with `prefix` (which is never all 0xff). */
export function following(prefix: Buffer): Buffer {
  let end = prefix.length
  while (end > 1 && prefix[end - 1] === 0xff) end--
  const out = Buffer.from(prefix.subarray(0, end))
  out.writeUInt8(out.readUInt8(end - 1) + 1, end - 1)
  return out
}

/** The same text for equal values, another for others; for use as a Map key. */
export const identity = (value: unknown): string => encodeValue(value).toString('latin1')
