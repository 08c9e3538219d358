import { Binary, type Document, Int32, Long, ObjectId } from 'bson'
import { badValue, MongoError, notSupported, numbered } from '../errors.ts'
import { splitPath } from '../query/paths.ts'
import { EXPRESSION_VARIABLES, EXPRESSIONS, isOneOf } from '../subset.ts'
import { add, type BsonNumber, divide, multiply, subtract } from '../values/arithmetic.ts'
import {
  compareValues,
  equal,
  isDocument,
  isMissingOrNull,
  isNumber,
  isTruthy,
  numberOf,
  toNumber,
} from '../values/bson-values.ts'
import { REDUCERS } from './accumulators.ts'
import { formatDate, truncateDate } from './dates.ts'

/** Computes a value from a document; undefined is a missing field. */
export type Expression = (document: Document) => unknown

/**
 * Compiles an aggregation expression.
 * @throws MongoError 168 for operators outside the subset, 17276 for variables outside it.
 */
export function compileExpression(source: unknown): Expression {
  if (typeof source === 'string' && source.startsWith('$$')) return compileVariable(source.slice(2))
  if (typeof source === 'string' && source.startsWith('$')) return fieldPath(source.slice(1))
  if (Array.isArray(source)) {
    const items = source.map(compileExpression)
    return (document) => items.map((item) => item(document) ?? null)
  }
  if (!isDocument(source)) return () => source
  const [first] = Object.keys(source)
  return first?.startsWith('$') ? compileOperator(source) : compileObject(source)
}

function compileVariable(text: string): Expression {
  const [name = '', ...path] = splitPath(text)
  if (!EXPRESSION_VARIABLES.includes(name)) throw numbered(17276, `Use of undefined variable: ${name}`)
  if (name === 'REMOVE') return () => undefined
  return path.length > 0 ? fieldPath(path.join('.')) : (document) => document
}

/** A path through arrays gives the array of what is found in their elements. */
function fieldPath(text: string): Expression {
  const path = splitPath(text)
  if (path.includes('')) throw numbered(15998, 'FieldPath field names may not be empty strings.')
  const walk = (value: unknown, depth: number): unknown => {
    const name = path[depth]
    if (name === undefined) return value
    if (Array.isArray(value)) return value.map((element) => walk(element, depth)).filter((found) => found !== undefined)
    return isDocument(value) && Object.hasOwn(value, name) ? walk(value[name], depth + 1) : undefined
  }
  return (document) => walk(document, 0)
}

function compileObject(source: Document): Expression {
  const fields = Object.entries(source).map(([name, value]) => [name, compileExpression(value)] as const)
  return (document) => {
    const entries = fields.map(([name, expression]) => [name, expression(document)] as const)
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }
}

function compileOperator(source: Document): Expression {
  const [name = '', ...more] = Object.keys(source)
  if (more.length > 0) throw numbered(15983, 'An object representing an expression must have exactly one field')
  if (!isOneOf(EXPRESSIONS, name)) {
    throw new MongoError(168, 'InvalidPipelineOperator', `Unrecognized expression '${name}'`)
  }
  const operand = source[name]
  if (name === '$literal') return () => operand
  if (name === '$cond') return conditional(operand)
  if (name === '$dateToString' || name === '$dateTrunc') return dateOperator(name, operand)
  const operator = OPERATORS[name]
  if (FOLDS.includes(name) && !(Array.isArray(operand) && operand.length > 1))
    return overOneArray(operator.apply, operand)
  const items: unknown[] = Array.isArray(operand) ? operand : [operand]
  const [least, most] = operator.arity
  if (items.length < least || items.length > most) {
    throw numbered(16020, `Expression ${name} takes ${least} to ${most} arguments. ${items.length} were passed in.`)
  }
  const operands = items.map(compileExpression)
  return (document) => operator.apply(operands.map((item) => item(document)))
}

/** Operators that, given one array, take its elements for their operands. */
const FOLDS: readonly string[] = ['$sum', '$min', '$max']

/** `{$sum: '$array'}`: of the elements; anything but an array is taken as it is. */
function overOneArray(apply: Operator['apply'], operand: unknown): Expression {
  const expression = compileExpression(Array.isArray(operand) ? operand[0] : operand)
  return (document) => {
    const value = expression(document)
    return apply(Array.isArray(value) ? value : [value])
  }
}

function conditional(operand: unknown): Expression {
  const parts = isDocument(operand) ? operand : undefined
  const extra = Object.keys(parts ?? {}).find((key) => !['if', 'then', 'else'].includes(key))
  if (extra) throw numbered(17083, `Unrecognized parameter to $cond: ${extra}`)
  const sources: unknown = parts ? [parts.if, parts.then, parts.else] : operand
  if (!Array.isArray(sources) || sources.length !== 3 || sources.includes(undefined)) {
    throw numbered(16020, 'Expression $cond takes exactly 3 arguments')
  }
  const [condition, whenTrue, whenFalse] = sources.map(compileExpression)
  return (document) => (isTruthy(condition?.(document)) ? whenTrue?.(document) : whenFalse?.(document))
}

const DATE_PARAMETERS = {
  $dateToString: ['date', 'format', 'timezone', 'onNull'],
  $dateTrunc: ['date', 'unit', 'timezone', 'startOfWeek'],
} as const

function dateOperator(name: keyof typeof DATE_PARAMETERS, operand: unknown): Expression {
  if (!isDocument(operand)) throw numbered(18629, `${name} only supports an object as its argument`)
  const known: readonly string[] = DATE_PARAMETERS[name]
  const extra = Object.keys(operand).find((key) => !known.includes(key))
  if (extra) throw notSupported(`the parameter '${extra}' of ${name}`)
  const parameters = compileObject(operand)
  return (document) => {
    const { date, format, unit, timezone, startOfWeek, onNull } = parameters(document) as Document
    if (isMissingOrNull(date)) return onNull ?? null
    return name === '$dateTrunc' ? truncateDate(date, unit, timezone, startOfWeek) : formatDate(date, format, timezone)
  }
}

interface Operator {
  readonly arity: readonly [number, number]
  readonly apply: (operands: readonly unknown[]) => unknown
}

const operator = (least: number, most: number, apply: Operator['apply']): Operator => ({ arity: [least, most], apply })

/** Missing is less than null in a comparison of expressions. */
function compareOperands(a: unknown, b: unknown): number {
  return Number(a !== undefined) - Number(b !== undefined) || compareValues(a, b)
}

const comparison = (holds: (order: number) => boolean) => operator(2, 2, ([a, b]) => holds(compareOperands(a, b)))

/** Null when an operand is null or missing; dates count as milliseconds where `dates` says what to make of them. */
function arithmetic(
  arity: [number, number],
  apply: (a: BsonNumber, b: BsonNumber) => BsonNumber,
  dates?: typeof dateSum,
): Operator {
  return operator(...arity, (operands) => {
    if (operands.some(isMissingOrNull)) return null
    return operands.reduce((a, b) => {
      if (dates && (a instanceof Date || b instanceof Date)) return dates(a, b)
      if (!isNumber(a) || !isNumber(b)) throw typeMismatchIn(a, b)
      return apply(a, b)
    })
  })
}

const typeMismatchIn = (a: unknown, b: unknown) =>
  new MongoError(
    14,
    'TypeMismatch',
    `only numbers and dates are allowed in arithmetic, not ${typeof a} and ${typeof b}`,
  )

function dateSum(a: unknown, b: unknown): unknown {
  const [date, amount] = a instanceof Date ? [a, b] : [b, a]
  if (!(date instanceof Date) || !isNumber(amount)) throw badValue('only one date allowed in an $add expression')
  return new Date(date.getTime() + toNumber(amount, 'amount'))
}

function dateDifference(a: unknown, b: unknown): unknown {
  if (!(a instanceof Date)) throw badValue("can't $subtract a date from a number")
  if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime())
  return new Date(a.getTime() - toNumber(b, 'amount'))
}

function elementAt([array, index]: readonly unknown[]): unknown {
  if (isMissingOrNull(array) || isMissingOrNull(index)) return null
  if (!Array.isArray(array)) throw numbered(28689, "$arrayElemAt's first argument must be an array")
  return array.at(toNumber(index, "$arrayElemAt's second argument"))
}

function endOf(name: '$first' | '$last', index: 0 | -1): Operator {
  return operator(1, 1, ([array]) => {
    if (isMissingOrNull(array)) return null
    if (!Array.isArray(array)) throw numbered(28689, `${name}'s argument must be an array`)
    return array.at(index)
  })
}

function concatenate(operands: readonly unknown[]): string | null {
  if (operands.some(isMissingOrNull)) return null
  if (operands.some((text) => typeof text !== 'string')) throw numbered(16702, '$concat only supports strings')
  return operands.join('')
}

function convertToString([value]: readonly unknown[]): string | null {
  if (isMissingOrNull(value)) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ObjectId) return value.toHexString()
  if (isNumber(value)) return String(numberOf(value))
  if (value instanceof Binary || typeof value === 'object') {
    throw new MongoError(241, 'ConversionFailure', 'Unsupported conversion to string in $convert with no onError value')
  }
  return String(value)
}

function sizeOf([array]: readonly unknown[]): Int32 {
  if (!Array.isArray(array)) throw numbered(17124, 'The argument to $size must be an array')
  return new Int32(array.length)
}

function contains([value, array]: readonly unknown[]): boolean {
  if (!Array.isArray(array)) throw numbered(40081, '$in requires an array as a second argument')
  return array.some((element) => equal(element, value))
}

const MANY = Number.POSITIVE_INFINITY
type Special = '$literal' | '$cond' | '$dateToString' | '$dateTrunc'

const OPERATORS: Record<Exclude<(typeof EXPRESSIONS)[number], Special>, Operator> = {
  $add: arithmetic([1, MANY], add, dateSum),
  $subtract: arithmetic([2, 2], subtract, dateDifference),
  $multiply: arithmetic([1, MANY], multiply),
  $divide: arithmetic([2, 2], divide),
  $sum: operator(1, MANY, REDUCERS.$sum),
  $min: operator(1, MANY, REDUCERS.$min),
  $max: operator(1, MANY, REDUCERS.$max),
  $ifNull: operator(2, MANY, (operands) => operands.find((value) => !isMissingOrNull(value)) ?? operands.at(-1)),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $and: operator(0, MANY, (operands) => operands.every(isTruthy)),
  $or: operator(0, MANY, (operands) => operands.some(isTruthy)),
  $not: operator(1, 1, ([value]) => !isTruthy(value)),
  $in: operator(2, 2, contains),
  $size: operator(1, 1, sizeOf),
  $first: endOf('$first', 0),
  $last: endOf('$last', -1),
  $arrayElemAt: operator(2, 2, elementAt),
  $concat: operator(0, MANY, concatenate),
  $toString: operator(1, 1, convertToString),
}
