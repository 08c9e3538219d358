import { Int32 } from 'bson'
import type { ACCUMULATORS } from '../subset.ts'
import { add, type BsonNumber, divide } from '../values/arithmetic.ts'
import { compareValues, isMissingOrNull, isNumber } from '../values/bson-values.ts'
import { identity } from '../values/key-encoding.ts'

type Reduce = (values: readonly unknown[]) => unknown

const present = (values: readonly unknown[]) => values.filter((value) => !isMissingOrNull(value))
const sum = (values: readonly unknown[]) => values.filter(isNumber).reduce<BsonNumber>(add, new Int32(0))

function average(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumber)
  return numbers.length === 0 ? null : divide(sum(numbers), new Int32(numbers.length))
}

function extreme(sign: 1 | -1): Reduce {
  return (values) =>
    present(values).reduce<unknown>(
      (best, value) => (best === null || compareValues(value, best) * sign > 0 ? value : best),
      null,
    )
}

/** What each accumulator makes of the values of a group, in order; missing values are undefined. */
export const REDUCERS: Record<(typeof ACCUMULATORS)[number], Reduce> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [
    ...new Map(values.filter((value) => value !== undefined).map((value) => [identity(value), value])).values(),
  ],
  $count: (values) => new Int32(values.length),
}
