import { BSONRegExp, type Document } from 'bson'
import { badValue, notSupported } from '../errors.ts'
import { FIELD_OPERATORS, isOneOf, LOGICAL_OPERATORS, REGEX_FLAGS } from '../subset.ts'
import { compareValues, equal, isDocument, isTruthy, rank, toNumber } from '../values/bson-values.ts'
import { splitPath, valuesAt } from './paths.ts'

export type Predicate = (document: Document) => boolean
/** Tests the values at a path; `expand` also offers the elements of those that are arrays. */
type ValuesTest = (values: readonly unknown[], expand: boolean) => boolean
type ValueTest = (value: unknown) => boolean

/** `{…}` that holds operators, as opposed to a document to be equal to. */
export function isOperators(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true
}

/**
 * Compiles a query filter.
 * @throws MongoError 2 for operators that are not in the subset and for operands they do not take.
 */
export function compileFilter(filter: Document): Predicate {
  const parts = Object.entries(filter).map(([key, operand]) => {
    if (key.startsWith('$')) return compileLogical(key, operand)
    const path = splitPath(key)
    const test = compileCondition(operand)
    return (document: Document) => test(valuesAt(document, path), true)
  })
  return (document) => parts.every((part) => part(document))
}

function compileLogical(name: string, operand: unknown): Predicate {
  if (!isOneOf(LOGICAL_OPERATORS, name)) throw badValue(`unknown top level operator: ${name}`)
  if (!Array.isArray(operand) || operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array')
  const branches = operand.map((branch) => {
    if (!isDocument(branch)) throw badValue('$or/$and/$nor entries need to be full objects')
    return compileFilter(branch)
  })
  if (name === '$and') return (document) => branches.every((branch) => branch(document))
  const wanted = name === '$or'
  return (document) => branches.some((branch) => branch(document)) === wanted
}

function compileCondition(operand: unknown): ValuesTest {
  if (!isOperators(operand)) return any(equality(operand))
  const tests = Object.entries(operand).map(([name, argument]) => {
    if (!isOneOf(FIELD_OPERATORS, name)) throw badValue(`unknown operator: ${name}`)
    return OPERATORS[name](argument, operand)
  })
  return (values, expand) => tests.every((test) => test(values, expand))
}

function any(test: ValueTest): ValuesTest {
  return (values, expand) => values.some((value) => test(value) || (expand && Array.isArray(value) && value.some(test)))
}

function none(test: ValuesTest): ValuesTest {
  return (values, expand) => !test(values, expand)
}

function equality(operand: unknown): ValueTest {
  if (operand instanceof BSONRegExp) return matches(operand.pattern, operand.options)
  const kind = rank(operand)
  return (value) => rank(value) === kind && equal(value, operand)
}

/** Only values of the operand's own type compare; of null, only equality can hold. */
function ordered(holds: (order: number) => boolean): (operand: unknown) => ValuesTest {
  return (operand) => {
    if (operand instanceof BSONRegExp) throw badValue("Can't have RegEx as arg to predicate over field")
    const kind = rank(operand)
    return any((value) => rank(value) === kind && !eitherNaN(value, operand) && holds(compareValues(value, operand)))
  }
}

/** NaN is equal to itself, and in no other order to a number, in a query. */
function eitherNaN(a: unknown, b: unknown): boolean {
  return isNaNValue(a) !== isNaNValue(b)
}
const isNaNValue = (value: unknown) => Number.isNaN((value as { value?: number } | null | undefined)?.value)

function matches(pattern: string, flags: string): ValueTest {
  if ([...flags].some((flag) => !REGEX_FLAGS.includes(flag)))
    throw notSupported(`the regular expression flags '${flags}'`)
  const expression = tryCompile(pattern, `${flags}u`) ?? tryCompile(pattern, flags)
  if (!expression) throw badValue(`Regular expression is invalid: ${pattern}`)
  return (value) => typeof value === 'string' && expression.test(value)
}

/** With the u flag `.` is a whole character, as in MongoDB; without it needless escapes such as `\\-` are allowed. */
function tryCompile(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return undefined
  }
}

function oneOf(operand: unknown): ValuesTest {
  if (!Array.isArray(operand)) throw badValue('$in needs an array')
  const strings = new Set(operand.filter((item) => typeof item === 'string'))
  const others = operand.filter((item) => typeof item !== 'string').map(equality)
  return any((value) => (typeof value === 'string' && strings.has(value)) || others.some((test) => test(value)))
}

/** Operators test the element itself, never the elements of an element; a filter tests elements that are documents. */
function elementTest(operand: Document): ValueTest {
  const [first = ''] = Object.keys(operand)
  if (isOperators(operand) && !isOneOf(LOGICAL_OPERATORS, first)) {
    const condition = compileCondition(operand)
    return (element) => condition([element], false)
  }
  const filter = compileFilter(operand)
  return (element) => isDocument(element) && filter(element)
}

function elementMatches(operand: unknown): ValuesTest {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object')
  const test = elementTest(operand)
  return (values) => values.some((value) => Array.isArray(value) && value.some(test))
}

function negation(operand: unknown): ValuesTest {
  if (operand instanceof BSONRegExp || (isOperators(operand) && Object.keys(operand).length > 0)) {
    return none(compileCondition(operand))
  }
  throw badValue('$not needs a regex or a document')
}

function regularExpression(operand: unknown, siblings: Document): ValuesTest {
  const flags = siblings.$options
  if (operand instanceof BSONRegExp) return any(matches(operand.pattern, flags ?? operand.options))
  if (typeof operand !== 'string') throw badValue('$regex has to be a string')
  return any(matches(operand, flags ?? ''))
}

const OPERATORS: Record<(typeof FIELD_OPERATORS)[number], (operand: unknown, siblings: Document) => ValuesTest> = {
  $eq: (operand) => any(equality(operand)),
  $ne: (operand) => none(any(equality(operand))),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $in: oneOf,
  $nin: (operand) => none(oneOf(operand)),
  $exists: (operand) => {
    const wanted = isTruthy(operand)
    return (values) => values.some((value) => value !== undefined) === wanted
  },
  $not: negation,
  $elemMatch: elementMatches,
  $size: (operand) => {
    const length = toNumber(operand, '$size')
    return (values) => values.some((value) => Array.isArray(value) && value.length === length)
  },
  $regex: regularExpression,
  $options: (_operand, siblings) => {
    if (!('$regex' in siblings)) throw badValue('$options needs a $regex')
    return () => true
  },
}
