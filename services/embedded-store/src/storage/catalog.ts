import type { Document } from 'bson'
import { MongoError, notSupported } from '../errors.ts'
import { compileFilter, type Predicate } from '../query/filter.ts'
import { INDEX_OPTIONS } from '../subset.ts'
import { decode, encode, isDocument } from '../values/bson-values.ts'
import { following, type KeyField, parseKey } from '../values/keys.ts'
import type { KeyRange, KeyValueStore } from './key-value-store.ts'

export interface IndexSpec {
  readonly name: string
  readonly key: Document
  readonly unique?: boolean
  readonly partialFilterExpression?: Document
}

export interface Index {
  readonly spec: IndexSpec
  /** What the keys of its entries begin with. */
  readonly prefix: Buffer
  /** The fields of an entry's key: those of the index, then `_id`, so that each entry is another's. */
  readonly fields: readonly KeyField[]
  readonly covers: Predicate
}

export interface Collection {
  readonly database: string
  readonly name: string
  /** The documents themselves, by `_id`. */
  readonly primary: Index
  /** Their entries lead to the keys of the documents. */
  readonly secondary: readonly Index[]
}

const MAX_NAMESPACE_BYTES = 255
const PRIMARY: IndexSpec = { name: '_id_', key: { _id: 1 }, unique: true }

export const rangeOf = (prefix: Buffer): KeyRange => ({ start: prefix, end: following(prefix) })
export const indexesOf = ({ primary, secondary }: Collection): readonly Index[] => [primary, ...secondary]
export const namespaceOf = ({ database, name }: Pick<Collection, 'database' | 'name'>) => `${database}.${name}`

/**
 * Key layout: `C<namespace>` describes a collection, `D<namespace>\0<_id>` is a document,
 * `I<namespace>\0<index>\0<fields>` leads to one. No name holds a zero byte, no database name a dot.
 */
function makeIndex(namespace: string, spec: IndexSpec): Index {
  const fields = parseKey(spec.key)
  return {
    spec,
    prefix: Buffer.from(spec === PRIMARY ? `D${namespace}\0` : `I${namespace}\0${spec.name}\0`),
    fields: '_id' in spec.key ? fields : [...fields, ...parseKey(PRIMARY.key)],
    covers: compileFilter(spec.partialFilterExpression ?? {}),
  }
}

/**
 * Reads an index specification of `createIndexes`.
 * @throws MongoError 197 for options, 67 or 238 for kinds of index that are not in the subset.
 */
export function parseIndexSpec(source: Document): IndexSpec {
  const { key, name, unique, partialFilterExpression } = source
  const option = Object.keys(source).find((given) => !INDEX_OPTIONS.includes(given))
  if (option !== undefined) {
    const message = `The field '${option}' is not valid for an index specification`
    throw new MongoError(197, 'InvalidIndexSpecificationOption', message)
  }
  if (!isDocument(key) || Object.keys(key).length === 0) {
    throw new MongoError(67, 'CannotCreateIndex', 'an index needs a key of one or more fields')
  }
  for (const kind of Object.values(key))
    if (typeof kind === 'string') throw notSupported(`an index of the kind '${kind}'`)
  const spec = {
    name: typeof name === 'string' ? name : Object.entries(key).flat().join('_'),
    key,
    ...(unique && { unique: true }),
    ...(partialFilterExpression && { partialFilterExpression }),
  }
  makeIndex('', spec)
  return spec
}

/** The collections and their indexes, kept in the store itself: a reader sees what is committed, a write its own changes. */
export class Catalog {
  readonly #store: KeyValueStore
  readonly #parsed = new Map<string, { bytes: Buffer; collection: Collection }>()

  constructor(store: KeyValueStore) {
    this.#store = store
  }

  find(database: string, name: string): Collection | undefined {
    const namespace = namespaceOf({ database, name })
    const bytes = this.#store.get(Buffer.from(`C${namespace}`))
    if (!bytes) return undefined
    const known = this.#parsed.get(namespace)
    if (known?.bytes.equals(bytes)) return known.collection
    const secondary = decode(bytes).indexes.map((spec: IndexSpec) => makeIndex(namespace, spec))
    const collection = { database, name, primary: makeIndex(namespace, PRIMARY), secondary }
    this.#parsed.set(namespace, { bytes: Buffer.from(bytes), collection })
    return collection
  }

  names(database: string): string[] {
    const start = `C${database}.`
    const entries = [...this.#store.range(rangeOf(Buffer.from(start)))]
    return entries.map(({ key }) => key.toString('utf8', Buffer.byteLength(start)))
  }

  /** Within a write: the collection, made when it is not there. */
  ensure(database: string, name: string): Collection {
    const existing = this.find(database, name)
    if (existing) return existing
    const tooLong = Buffer.byteLength(namespaceOf({ database, name })) > MAX_NAMESPACE_BYTES
    if (!name || tooLong || /[$\0]|^system\./.test(name)) {
      throw new MongoError(73, 'InvalidNamespace', `Invalid collection name: ${name}`)
    }
    return this.#save(database, name, [])
  }

  /** Within a write: adds an index, whose entries the caller makes. Undefined when it was there already. */
  addIndex(collection: Collection, spec: IndexSpec): Index | undefined {
    const present = indexesOf(collection).find(
      ({ spec: { key, name } }) => name === spec.name || JSON.stringify(key) === JSON.stringify(spec.key),
    )
    if (!present) {
      const specs = [...collection.secondary.map((index) => index.spec), spec]
      return this.#save(collection.database, collection.name, specs).secondary.at(-1)
    }
    if (present === collection.primary || encode({ ...present.spec }).equals(encode({ ...spec }))) return undefined
    throw new MongoError(85, 'IndexOptionsConflict', `An index with this name or key exists: ${present.spec.name}`)
  }

  /** Within a write: forgets the collections of a database, their documents and their indexes. */
  dropDatabase(database: string): void {
    for (const letter of 'CDI') this.#store.removeAll(rangeOf(Buffer.from(`${letter}${database}.`)))
  }

  #save(database: string, name: string, indexes: readonly IndexSpec[]): Collection {
    this.#store.put(Buffer.from(`C${namespaceOf({ database, name })}`), encode({ indexes }))
    return this.find(database, name) as Collection
  }
}
