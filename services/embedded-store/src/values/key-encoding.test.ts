import { Binary, Double, Int32, Long, ObjectId } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareValues } from './bson-values.ts'
import { encodeBound, encodeKeyPart, encodeValue, following, rankBound } from './key-encoding.ts'

const number = fc.oneof(
  fc.integer().map((value) => new Int32(value)),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.constantFrom(new Double(-0), new Double(Number.NaN), new Double(2 ** 53), Long.fromBigInt(2n ** 53n + 1n)),
)
const scalar = fc.oneof(
  number,
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u{ff}', '\u{e000}', '\u{1f600}') }),
  fc.constant(null),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes)),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'ab', 'b\u{e000}'), tie('value'), { maxKeys: 3 }),
  ),
}))

const LIMIT = 40
const sign = (order: number) => Math.sign(order)

describe('the order of values', () => {
  test('the bytes of two values are in the order of the values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(sign(compareValues(a, b)))
      }),
      { numRuns: 2000 },
    )
  })

  test('numbers of different types compare by what they are worth, exactly', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(sign(compareValues(a, b)))
      }),
      { numRuns: 2000 },
    )
    expect(compareValues(Long.fromBigInt(2n ** 53n + 1n), new Double(2 ** 53))).toBeGreaterThan(0)
    expect(compareValues(new Int32(5), new Double(5))).toBe(0)
  })

  test('types sort as in MongoDB: null, numbers, strings, documents, arrays, binary, ids, booleans, dates', () => {
    const sorted = [
      null,
      new Int32(9),
      'a',
      { a: 1 },
      [1],
      new Binary(Buffer.from('x')),
      new ObjectId(),
      true,
      new Date(0),
    ]
    expect(sorted.toReversed().sort(compareValues)).toEqual(sorted)
  })
})

describe('index keys', () => {
  test('no key is the beginning of another, so that a compound key is read one way only', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [short, long] = [encodeValue(a), encodeValue(b)].sort((x, y) => x.length - y.length)
        fc.pre(compareValues(a, b) !== 0 && short !== undefined && long !== undefined)
        expect(long?.subarray(0, short?.length)).not.toEqual(short)
      }),
    )
  })

  test('a descending key turns the order round', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        const [x, y] = [encodeKeyPart(a, true, 600).bytes, encodeKeyPart(b, true, 600).bytes]
        expect(sign(Buffer.compare(x, y))).toBe(-sign(compareValues(a, b)) + 0)
      }),
    )
  })

  test('cut keys differ where the values do, and lie within the bounds of a range', () => {
    const long = fc.string({ minLength: 0, maxLength: 90, unit: fc.constantFrom('a', 'b') })
    fc.assert(
      fc.property(long, long, fc.boolean(), (a, b, descending) => {
        const [low, high] = a <= b ? [a, b] : [b, a]
        const key = encodeKeyPart(high, descending, LIMIT).bytes
        expect(key.equals(encodeKeyPart(low, descending, LIMIT).bytes)).toBe(low === high)
        const bound = encodeBound(low, descending, LIMIT)
        if (descending) expect(Buffer.compare(key, following(bound))).toBeLessThan(0)
        else expect(Buffer.compare(key, bound)).toBeGreaterThanOrEqual(0)
        expect(Buffer.compare(key, rankBound(0x30, descending))).toBeGreaterThan(0)
        expect(key.length).toBeLessThanOrEqual(LIMIT)
      }),
    )
  })
})
