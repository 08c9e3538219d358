import type { Document } from 'bson'
import { badValue, notSupported } from '../errors.ts'
import { isOneOf, QUERY_OPERATORS } from '../subset.ts'
import { isOperators, splitPath } from '../values/bson-values.ts'
import { encodeValue, isScalar, valueAt } from '../values/keys.ts'

export type Predicate = (document: Document) => boolean
type Test = (value: Buffer) => boolean

/**
 * Compiles a query filter.
 * @throws MongoError 2 for operators, 238 for operands outside the subset; the predicate throws 238 when it meets an array.
 */
export function compileFilter(filter: Document): Predicate {
  const parts = Object.entries(filter).map(([name, condition]) => {
    if (name.startsWith('$')) throw badValue(`unknown top level operator: ${name}`)
    return { path: splitPath(name), tests: compileCondition(condition) }
  })
  return (document) =>
    parts.every(({ path, tests }) => {
      const value = valueAt(document, path)
      if (Array.isArray(value)) throw notSupported(`a filter on the array '${path.join('.')}'`)
      if (!isScalar(value)) return false
      const bytes = encodeValue(value)
      return tests.every((test) => test(bytes))
    })
}

function compileCondition(condition: unknown): Test[] {
  if (!isOperators(condition)) return [among([condition])]
  return Object.entries(condition).map(([name, operand]) => {
    if (!isOneOf(QUERY_OPERATORS, name)) throw badValue(`unknown operator: ${name}`)
    return OPERATORS[name](operand)
  })
}

function among(operands: readonly unknown[]): Test {
  const wanted = new Set(operands.map((operand) => encodeValue(operand).toString('latin1')))
  return (value) => wanted.has(value.toString('latin1'))
}

/** Only values of the operand's own type compare. */
function ordered(holds: (order: number) => boolean): (operand: unknown) => Test {
  return (operand) => {
    const bound = encodeValue(operand)
    return (value) => value[0] === bound[0] && holds(Buffer.compare(value, bound))
  }
}

const OPERATORS: Record<(typeof QUERY_OPERATORS)[number], (operand: unknown) => Test> = {
  $eq: (operand) => among([operand]),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lte: ordered((order) => order <= 0),
  $in: (operand) => {
    if (!Array.isArray(operand)) throw badValue('$in needs an array')
    return among(operand)
  },
}
