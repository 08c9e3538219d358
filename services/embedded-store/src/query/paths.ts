import type { Document } from 'bson'
import { EMPTY_ARRAY, isDocument } from '../values/bson-values.ts'

export const splitPath = (path: string): readonly string[] => path.split('.')
export const isArrayIndex = (part: string | undefined): part is string => part !== undefined && /^\d+$/.test(part)

/**
 * The values a query sees at a path, arrays whole: one for each way through the arrays on it, undefined where a
 * document lacks the field. Elements that are no documents offer no way.
 */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [head, ...rest] = path
  if (head === undefined) return [value]
  if (Array.isArray(value)) {
    const indexed = isArrayIndex(head) && Number(head) < value.length ? valuesAt(value[Number(head)], rest) : []
    return [...indexed, ...value.filter(isDocument).flatMap((element) => valuesAt(element, path))]
  }
  if (!isDocument(value)) return [undefined]
  return valuesAt(Object.hasOwn(value, head) ? value[head] : undefined, rest)
}

/** The values an index or a sort sees at a path: arrays fan out, `multi` tells that one did. */
export function keyValuesAt(document: Document, path: readonly string[]): { values: unknown[]; multi: boolean } {
  const values: unknown[] = []
  let multi = false
  const fanOut = (array: unknown[], each: (element: unknown) => void) => {
    multi = true
    if (array.length === 0) values.push(EMPTY_ARRAY)
    array.forEach(each)
  }
  const walk = (value: unknown, depth: number): void => {
    const head = path[depth]
    if (head === undefined) {
      if (Array.isArray(value)) fanOut(value, (element) => values.push(element))
      else values.push(value)
    } else if (Array.isArray(value)) {
      if (isArrayIndex(head) && Number(head) < value.length) walk(value[Number(head)], depth + 1)
      else fanOut(value, (element) => (isDocument(element) ? walk(element, depth) : values.push(undefined)))
    } else {
      walk(isDocument(value) && Object.hasOwn(value, head) ? value[head] : undefined, depth + 1)
    }
  }
  walk(document, 0)
  return { values, multi }
}
