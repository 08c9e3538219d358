import type { Document } from 'bson'
import { notSupported, numbered } from '../errors.ts'
import { isDocument, isNumber, isTruthy } from '../values/bson-values.ts'
import { splitPath } from './paths.ts'

/** Field → keep or drop it whole, or what to do within it. */
export type FieldTree = Map<string, boolean | FieldTree>

/** Puts a dotted path into the tree. @throws MongoError 31250 when one path is the beginning of another. */
function plant(tree: FieldTree, path: readonly string[], leaf: boolean): void {
  const [head = '', ...rest] = path
  const here = tree.get(head)
  if (here !== undefined && (rest.length === 0 || typeof here === 'boolean')) {
    throw numbered(31250, `Path collision at ${path.join('.')}`)
  }
  if (rest.length === 0) tree.set(head, leaf)
  else {
    const branch: FieldTree = here instanceof Map ? here : new Map()
    tree.set(head, branch)
    plant(branch, rest, leaf)
  }
}

/** Copies a value with only (`keep`) or without (not `keep`) the fields of the tree; arrays element by element. */
function prune(value: unknown, tree: FieldTree, keep: boolean): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((element) => !keep || isDocument(element) || Array.isArray(element))
      .map((element) => prune(element, tree, keep))
  }
  if (!isDocument(value)) return value
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const branch = tree.get(name)
    if (branch === undefined) return keep ? [] : [[name, inner]]
    if (branch === true) return [[name, inner]]
    if (branch === false) return []
    return keep && !isDocument(inner) && !Array.isArray(inner) ? [] : [[name, prune(inner, branch, keep)]]
  })
  return Object.fromEntries(entries)
}

/**
 * Compiles an inclusion or exclusion such as `{a: 1, 'b.c': 1, _id: 0}`. `computed` tells that other fields are added
 * beside, which makes an otherwise empty projection an inclusion.
 * @throws MongoError when inclusion and exclusion are mixed, or for projection operators.
 */
export function compileProjection(spec: Document, computed = false): (document: Document) => Document {
  const fields = Object.entries(spec).map(([name, value]) => {
    if (typeof value !== 'boolean' && !isNumber(value)) throw notSupported(`the projection of '${name}'`)
    return [name, isTruthy(value)] as const
  })
  const [first] = fields.filter(([name]) => name !== '_id')
  const keep = computed || (first ?? fields[0])?.[1] === true
  const tree: FieldTree = new Map()
  for (const [name, included] of fields) {
    if (included !== keep && name !== '_id') {
      const [doing, other] = keep ? ['exclusion', 'inclusion'] : ['inclusion', 'exclusion']
      throw numbered(keep ? 31254 : 31253, `Cannot do ${doing} on field ${name} in ${other} projection`)
    }
    plant(tree, splitPath(name), included)
  }
  if (keep && !tree.has('_id')) tree.set('_id', true)
  return (document) => prune(document, tree, keep) as Document
}
