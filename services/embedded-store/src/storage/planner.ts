import { BSONRegExp, type Document } from 'bson'
import { compileFilter, isOperators } from '../query/filter.ts'
import type { SortField } from '../query/sort.ts'
import { isTruthy, RANK, rank } from '../values/bson-values.ts'
import { encodeBound, encodeKeyPart, encodeValue, following, identity, rankBound } from '../values/key-encoding.ts'
import type { Index } from './catalog.ts'
import type { KeyRange } from './key-value-store.ts'

/** Which entries of which indexes to read. `ordered`: each range comes in the order of the sort. */
export interface Plan {
  readonly indexNames: readonly string[]
  readonly ranges: readonly KeyRange[]
  readonly ordered: boolean
}

/** What a filter says about one field, as far as an index can use it. */
interface Bound {
  /** All the values it may have. */
  among?: readonly unknown[]
  low?: unknown
  high?: unknown
  exists?: boolean
  readonly conditions: unknown[]
}

const MAX_POINTS = 2000

/**
 * Chooses how to find the documents of a filter in the order of a sort: undefined means reading all of them. What the
 * ranges lead to may be more than matches, never less.
 */
export function planQuery(indexes: readonly Index[], filter: Document, sort: readonly SortField[]): Plan | undefined {
  const single = bestPlan(indexes, filter, sort)
  const { $or: branches, ...rest } = filter
  if (single || !Array.isArray(branches)) return single
  const plans = branches.map((branch) => bestPlan(indexes, { $and: [branch, rest] }, sort))
  if (!plans.every((plan) => plan !== undefined)) return undefined
  return {
    indexNames: plans.flatMap((plan) => plan.indexNames),
    ranges: plans.flatMap((plan) => plan.ranges),
    ordered: plans.every((plan) => plan.ordered),
  }
}

function bestPlan(indexes: readonly Index[], filter: Document, sort: readonly SortField[]): Plan | undefined {
  const bounds = collectBounds(filter)
  let best: { plan: Plan; score: number } | undefined
  for (const index of indexes) {
    const candidate = usableFor(index, bounds) ? planIndex(index, bounds, sort) : undefined
    if (candidate && candidate.score > (best?.score ?? 0)) best = candidate
  }
  return best?.plan
}

/** An index holds the elements of an array, so whole arrays and documents cannot be looked up in it. */
function isScalar(value: unknown): boolean {
  if (value instanceof BSONRegExp) return false
  return rank(value) !== RANK.object && rank(value) !== RANK.array
}

function collectBounds(filter: Document, bounds = new Map<string, Bound>()): Map<string, Bound> {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and') for (const part of condition) collectBounds(part, bounds)
    if (name.startsWith('$')) continue
    const bound: Bound = bounds.get(name) ?? { conditions: [] }
    bounds.set(name, bound)
    bound.conditions.push(condition)
    if (isOperators(condition))
      for (const [operator, operand] of Object.entries(condition)) narrow(bound, operator, operand)
    else narrow(bound, '$eq', condition)
  }
  return bounds
}

function narrow(bound: Bound, operator: string, operand: unknown): void {
  if (operator === '$exists') bound.exists ||= isTruthy(operand)
  if (operator === '$in' && Array.isArray(operand) && operand.every(isScalar)) bound.among ??= operand
  if (!isScalar(operand)) return
  if (operator === '$eq') bound.among ??= [operand]
  if (operand === null) return
  if (operator === '$gt' || operator === '$gte') bound.low ??= operand
  if (operator === '$lt' || operator === '$lte') bound.high ??= operand
}

/** Whether every document the filter can match has an entry in the index. */
function usableFor(index: Index, bounds: ReadonlyMap<string, Bound>): boolean {
  const { sparse, partialFilterExpression } = index.spec
  if (sparse && !index.fields.some(({ name }) => excludesMissing(bounds.get(name)))) return false
  return Object.entries(partialFilterExpression ?? {}).every(([name, wanted]) =>
    implies(bounds.get(name), name, wanted),
  )
}

function excludesMissing(bound: Bound | undefined): boolean {
  if (!bound) return false
  if (bound.exists || bound.low !== undefined || bound.high !== undefined) return true
  return bound.among !== undefined && !bound.among.includes(null)
}

function implies(bound: Bound | undefined, name: string, wanted: unknown): boolean {
  if (!bound || name.startsWith('$')) return false
  if (bound.conditions.some((condition) => !(condition instanceof BSONRegExp) && identical(condition, wanted)))
    return true
  if (bound.among) {
    const accepts = compileFilter({ value: wanted })
    return bound.among.every((value) => accepts({ value }))
  }
  return isOperators(wanted) && Object.keys(wanted).join() === '$exists' && excludesMissing(bound)
}

function identical(a: unknown, b: unknown): boolean {
  return encodeValue(a).equals(encodeValue(b))
}

/** The plan for one index with a score for what it saves, or undefined when it saves nothing. */
function planIndex(index: Index, bounds: ReadonlyMap<string, Bound>, sort: readonly SortField[]) {
  let prefixes = [index.prefix]
  let fixed = 0
  for (const { name, direction } of index.fields) {
    const among = bounds.get(name)?.among
    if (!among || among.length * prefixes.length > MAX_POINTS) break
    const distinct = [...new Map(among.map((value) => [identity(value), value])).values()]
    const parts = distinct.map((value) => encodeKeyPart(value, direction < 0, index.partLimit).bytes)
    prefixes = prefixes.flatMap((prefix) => parts.map((part) => Buffer.concat([prefix, part])))
    fixed++
  }
  const next = index.fields[fixed]
  const bound = next && bounds.get(next.name)
  const ranged = bound !== undefined && (bound.low !== undefined || bound.high !== undefined)
  const order = sortOrder(index, fixed, sort)
  const exact = index.spec.unique && fixed === index.fields.length
  const score = fixed * 10 + (ranged ? 5 : 0) + (order ? 8 : 0) + (exact ? 20 : 0)
  if (score === 0) return undefined
  const ranges = prefixes.map((prefix) => ({
    ...(next && ranged
      ? boundedRange(prefix, bound, next.direction < 0, index)
      : { start: prefix, end: following(prefix) }),
    reverse: order === 'backward',
  }))
  return { plan: { indexNames: [index.spec.name], ranges, ordered: order !== undefined }, score }
}

/** How to read the entries, whose first `fixed` fields do not vary, so that they come sorted. */
function sortOrder(index: Index, fixed: number, sort: readonly SortField[]): 'forward' | 'backward' | undefined {
  if (sort.length === 0 || index.marks.multikey || index.marks.cut) return undefined
  const constant = new Set(index.fields.slice(0, fixed).map(({ name }) => name))
  const varying = sort.filter(({ name }) => !constant.has(name))
  const fields = index.fields.slice(fixed, fixed + varying.length)
  if (varying.some(({ name }, i) => fields[i]?.name !== name)) return undefined
  const turned = varying.map(({ direction }, i) => direction === fields[i]?.direction)
  if (turned.every((same) => same)) return 'forward'
  return turned.some((same) => same) ? undefined : 'backward'
}

/** Entries between the bounds; with several entries a document, each bound may be met by another, so one is used. */
function boundedRange(
  prefix: Buffer,
  { low, high }: Bound,
  descending: boolean,
  { partLimit, marks }: Index,
): KeyRange {
  const kind = rankBound(rank(low ?? high), descending)
  const useHigh = high !== undefined && (low === undefined || (!marks.multikey && rank(low) === rank(high)))
  const lowBytes = low === undefined ? kind : encodeBound(low, descending, partLimit)
  const highBytes = useHigh ? encodeBound(high, descending, partLimit) : kind
  const [first, last] = descending ? [highBytes, lowBytes] : [lowBytes, highBytes]
  return { start: Buffer.concat([prefix, first]), end: following(Buffer.concat([prefix, last])) }
}
