import { ObjectId } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeValue, following, keyOf, parseKey } from './keys.ts'

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 0, 2 ** 53, Number.NEGATIVE_INFINITY, Number.MIN_VALUE),
)
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u{ff}', '\u{e000}', '\u{1f600}') })
const objectId = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes))
const date = fc.date({ noInvalidDate: true })
const value = fc.oneof(number, text, fc.constant(null), fc.boolean(), date, objectId)

/** The order as MongoDB documents it, written down a second time. */
function compare(a: unknown, b: unknown): number {
  const types = ['null', 'number', 'string', 'objectId', 'boolean', 'date']
  const typeOf = (one: unknown) => {
    if (one === null) return 'null'
    if (one instanceof Date) return 'date'
    return one instanceof ObjectId ? 'objectId' : typeof one
  }
  const order = types.indexOf(typeOf(a)) - types.indexOf(typeOf(b))
  if (order !== 0 || a === null) return order
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(String(b)))
  if (a instanceof ObjectId) return Buffer.compare(a.id, (b as ObjectId).id)
  return Number(Number(a) > Number(b)) - Number(Number(a) < Number(b))
}

describe('the order of values', () => {
  test('the bytes of two values are in the order of the values', () => {
    for (const kind of [value, number, text, objectId]) {
      fc.assert(
        fc.property(kind, kind, (a, b) => {
          expect(Buffer.compare(encodeValue(a), encodeValue(b))).toBe(Math.sign(compare(a, b)))
        }),
        { numRuns: 2000 },
      )
    }
  })

  test('types sort as in MongoDB: null and missing, numbers, strings, ids, booleans, dates', () => {
    const sorted = [undefined, -9, 'a', new ObjectId(), true, new Date(0)].map(encodeValue)
    expect(sorted.toReversed().sort(Buffer.compare)).toEqual(sorted)
    expect(encodeValue(undefined)).toEqual(encodeValue(null))
  })

  test.each([[[1]], [{ a: 1 }], [Number.NaN], [new Date(Number.NaN)]])('%j has no place in it', (one) => {
    expect(() => encodeValue(one)).toThrow(expect.objectContaining({ code: 238 }))
  })
})

describe('keys', () => {
  test('no value is the beginning of another, so that a compound key is read one way only', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [one, other] = [encodeValue(a), encodeValue(b)]
        fc.pre(!one.equals(other))
        expect(other.subarray(0, one.length).equals(one)).toBe(false)
      }),
    )
  })

  test('of several fields sort by the first that differs, descending ones the other way round', () => {
    const fields = parseKey({ a: 1, b: -1 })
    fc.assert(
      fc.property(value, value, value, value, (a, b, c, d) => {
        const order = compare(a, c) || -compare(b, d)
        expect(Buffer.compare(keyOf({ a, b }, fields), keyOf({ a: c, b: d }, fields))).toBe(Math.sign(order) + 0)
      }),
    )
  })

  test('what begins with a prefix lies between it and what follows it', () => {
    fc.assert(
      fc.property(value, fc.uint8Array(), (one, rest) => {
        const prefix = encodeValue(one)
        const longer = Buffer.concat([prefix, rest])
        expect(Buffer.compare(longer, prefix)).toBeGreaterThanOrEqual(0)
        expect(Buffer.compare(longer, following(prefix))).toBe(-1)
      }),
    )
  })
})
