import type { Document } from 'bson'
import { badValue, notSupported } from '../errors.ts'
import { compareValues, isNumber, toNumber } from '../values/bson-values.ts'
import { keyValuesAt, splitPath } from './paths.ts'

export interface SortField {
  readonly name: string
  readonly path: readonly string[]
  readonly direction: 1 | -1
}

/** Reads `{field: 1 | -1}`. @throws MongoError when a direction is anything else. */
export function parseSort(spec: Document | undefined): readonly SortField[] {
  return Object.entries(spec ?? {}).map(([name, value]) => {
    if (!isNumber(value)) throw notSupported(`sorting '${name}' by something other than 1 or -1`)
    const direction = toNumber(value, `sort '${name}'`)
    if (direction !== 1 && direction !== -1) throw badValue('$sort key ordering must be 1 or -1')
    return { name, path: splitPath(name), direction }
  })
}

/** What a document is sorted by: of an array its smallest element, its largest when descending. */
export function sortKey(document: Document, fields: readonly SortField[]): unknown[] {
  return fields.map(({ path, direction }) => {
    const { values, multi } = keyValuesAt(document, path)
    if (!multi) return values[0]
    return values.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best))
  })
}

export function compareSortKeys(a: unknown[], b: unknown[], fields: readonly SortField[]): number {
  for (const [i, { direction }] of fields.entries()) {
    const order = compareValues(a[i], b[i])
    if (order) return order * direction
  }
  return 0
}

/** A stable sort that computes each key once. */
export function sortBy<T>(rows: Iterable<T>, fields: readonly SortField[], documentOf: (row: T) => Document): T[] {
  return Array.from(rows, (row) => ({ row, key: sortKey(documentOf(row), fields) }))
    .sort((a, b) => compareSortKeys(a.key, b.key, fields))
    .map(({ row }) => row)
}
