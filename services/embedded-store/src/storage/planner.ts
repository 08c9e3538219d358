import type { Document } from 'bson'
import { compileFilter } from '../query/filter.ts'
import { isOperators } from '../values/bson-values.ts'
import { encodePart, encodeValue, following, type KeyField } from '../values/keys.ts'
import type { Index } from './catalog.ts'
import { type KeyRange, MAX_KEY_BYTES } from './key-value-store.ts'

/** Which entries of an index to read. `ordered`: they come in the order of the sort. */
export interface Plan {
  readonly index: Index
  readonly ranges: readonly KeyRange[]
  readonly ordered: boolean
}

/** What a filter says about one field, as far as an index can use it. */
interface Bound {
  /** All the values it may have. */
  readonly among?: readonly unknown[]
  readonly low?: unknown
  readonly high?: unknown
}

const MAX_POINTS = 2000

/**
 * Chooses the index that saves most; the primary one, which holds every document by its `_id`, when none saves anything.
 * What the ranges lead to may be more than the filter matches, never less.
 */
export function planQuery([primary, ...others]: readonly Index[], filter: Document, sort: readonly KeyField[]): Plan {
  const bounds = new Map(Object.entries(filter).map(([name, condition]) => [name, boundOf(condition)]))
  const first = planIndex(primary as Index, bounds, sort)
  return others
    .filter((index) => holdsAll(index, bounds))
    .map((index) => planIndex(index, bounds, sort))
    .reduce((best, plan) => (plan.score > best.score ? plan : best), first)
}

function boundOf(condition: unknown): Bound {
  if (!isOperators(condition)) return { among: [condition] }
  const { $eq, $in = '$eq' in condition ? [$eq] : undefined, $gt, $gte = $gt, $lte } = condition
  return {
    ...($in && { among: $in }),
    ...($gte !== undefined && { low: $gte }),
    ...($lte !== undefined && { high: $lte }),
  }
}

/** Whether a partial index has every document the filter can match: the filter fixes what the index asks. */
function holdsAll({ spec }: Index, bounds: ReadonlyMap<string, Bound>): boolean {
  return Object.entries(spec.partialFilterExpression ?? {}).every(([name, condition]) => {
    const accepts = compileFilter({ value: condition })
    return bounds.get(name)?.among?.every((value) => accepts({ value })) === true
  })
}

/** The plan for one index, with a score for what it saves. */
function planIndex(index: Index, bounds: ReadonlyMap<string, Bound>, sort: readonly KeyField[]) {
  let prefixes = [index.prefix]
  let fixed = 0
  for (const field of index.fields) {
    const among = bounds.get(field.name)?.among
    if (!among || among.length * prefixes.length > MAX_POINTS) break
    const parts = new Map(among.map((value) => [encodeValue(value).toString('latin1'), encodePart(value, field)]))
    prefixes = prefixes.flatMap((prefix) => [...parts.values()].map((part) => Buffer.concat([prefix, part])))
    fixed++
  }
  const next = index.fields[fixed]
  const bound: Bound = (next && bounds.get(next.name)) ?? {}
  const ranged = next !== undefined && ('low' in bound || 'high' in bound)
  const order = prefixes.length > 1 ? undefined : sortOrder(index.fields, fixed, sort)
  const exact = index.spec.unique && fixed >= Object.keys(index.spec.key).length
  const ranges = prefixes.map((prefix) => ({
    ...clipped(ranged ? boundedRange(prefix, bound, next) : { start: prefix, end: following(prefix) }),
    reverse: order === 'backward',
  }))
  const ordered = order !== undefined
  return { index, ranges, ordered, score: fixed * 10 + (ranged ? 5 : 0) + (ordered ? 8 : 0) + (exact ? 20 : 0) }
}

/** How to read the entries, whose first `fixed` fields do not vary, so that they come sorted. */
function sortOrder(fields: readonly KeyField[], fixed: number, sort: readonly KeyField[]) {
  const constant = new Set(fields.slice(0, fixed).map(({ name }) => name))
  const varying = sort.filter(({ name }) => !constant.has(name))
  const following = fields.slice(fixed, fixed + varying.length)
  if (varying.some(({ name }, i) => following[i]?.name !== name)) return undefined
  const same = varying.filter(({ direction }, i) => direction === following[i]?.direction).length
  if (same === varying.length) return 'forward'
  return same === 0 ? 'backward' : undefined
}

/** The entries of the bounds' type between them; of two types nothing can match, and the lower bound will do. */
function boundedRange(prefix: Buffer, bound: Bound, field: KeyField): KeyRange {
  const part = (value: unknown) => encodePart(value, field)
  const kind = part('low' in bound ? bound.low : bound.high).subarray(0, 1)
  const low = 'low' in bound ? part(bound.low) : kind
  const high = 'high' in bound && part(bound.high)[0] === kind[0] ? part(bound.high) : kind
  const [first, last] = field.direction === 1 ? [low, high] : [high, low]
  return { start: Buffer.concat([prefix, first]), end: following(Buffer.concat([prefix, last])) }
}

/** The same entries, as no key is longer; LMDB takes no longer bounds either. */
function clipped({ start, end }: KeyRange): KeyRange {
  const last = end.length > MAX_KEY_BYTES ? following(end.subarray(0, MAX_KEY_BYTES)) : end
  return { start: start.subarray(0, MAX_KEY_BYTES), end: last }
}
