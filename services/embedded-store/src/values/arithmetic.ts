import { Double, Int32, Long } from 'bson'
import { badValue } from '../errors.ts'
import { numberOf } from './bson-values.ts'

export type BsonNumber = number | Int32 | Double | Long

const INT32_MAX = 2 ** 31 - 1

/** Which type a result takes: the wider of the operands', 0 int, 1 long, 2 double. */
function width(value: BsonNumber): 0 | 1 | 2 {
  if (value instanceof Long) return 1
  if (value instanceof Int32) return 0
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT32_MAX ? 0 : 2
}

function combine(
  a: BsonNumber,
  b: BsonNumber,
  ints: (a: bigint, b: bigint) => bigint,
  doubles: typeof plus,
): BsonNumber {
  const widest = Math.max(width(a), width(b))
  if (widest === 2) return new Double(doubles(Number(numberOf(a)), Number(numberOf(b))))
  const result = ints(BigInt(numberOf(a)), BigInt(numberOf(b)))
  if (widest === 0 && BigInt.asIntN(32, result) === result) return new Int32(Number(result))
  if (BigInt.asIntN(64, result) !== result) throw badValue('integer overflow')
  return Long.fromBigInt(result)
}

const plus = (a: number, b: number) => a + b

/** Adds as MongoDB does: int + int is an int, or a long when it does not fit; a double makes a double. */
export const add = (a: BsonNumber, b: BsonNumber): BsonNumber => combine(a, b, (x, y) => x + y, plus)
export const subtract = (a: BsonNumber, b: BsonNumber): BsonNumber =>
  combine(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  )
export const multiply = (a: BsonNumber, b: BsonNumber): BsonNumber =>
  combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  )
/** Always a double. @throws MongoError 2 on division by zero. */
export function divide(a: BsonNumber, b: BsonNumber): BsonNumber {
  if (Number(numberOf(b)) === 0) throw badValue("can't $divide by zero")
  return new Double(Number(numberOf(a)) / Number(numberOf(b)))
}
