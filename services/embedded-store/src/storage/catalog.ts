import type { Document } from 'bson'
import { MongoError, notSupported } from '../errors.ts'
import { compileFilter, isOperators, type Predicate } from '../query/filter.ts'
import { isArrayIndex } from '../query/paths.ts'
import { parseSort, type SortField } from '../query/sort.ts'
import { INDEX_OPTIONS, PARTIAL_FILTER_OPERATORS } from '../subset.ts'
import { decode, encode, isDocument, isNumber, isTruthy, toNumber } from '../values/bson-values.ts'
import { following } from '../values/key-encoding.ts'
import type { KeyRange, KeyValueStore } from './key-value-store.ts'

export interface IndexSpec extends Document {
  readonly name: string
  readonly key: Document
  readonly unique?: boolean
  readonly sparse?: boolean
  readonly partialFilterExpression?: Document
  readonly expireAfterSeconds?: number
}

export interface Index {
  readonly number: number
  readonly spec: IndexSpec
  readonly fields: readonly SortField[]
  readonly covers: Predicate
  readonly prefix: Buffer
  /** Longest key part, so that a whole key fits LMDB's 1978 bytes. */
  readonly partLimit: number
  /** Some document has more than one entry, or an entry that lost its order by being cut. Once true, it stays so. */
  readonly marks: { multikey: boolean; cut: boolean }
}

export interface Collection {
  readonly database: string
  readonly name: string
  readonly number: number
  readonly indexes: readonly Index[]
}

const MAX_KEY_BYTES = 1900
const MAX_PART_BYTES = 600
const MAX_FIELDS = 32
const MAX_NAMESPACE_BYTES = 255
const CATALOG = Buffer.from('C')

/** A key prefix of the collection's documents (`R`), an index's entries (`I`) or its marks (`M`). */
export function numberedPrefix(letter: 'R' | 'I' | 'M', number: number): Buffer {
  const out = Buffer.from(`${letter}0000`)
  out.writeUInt32BE(number, 1)
  return out
}

export const rangeOf = (prefix: Buffer): KeyRange => ({ start: prefix, end: following(prefix) })
export const namespaceOf = ({ database, name }: Pick<Collection, 'database' | 'name'>) => `${database}.${name}`
const catalogKey = (collection: Collection) => Buffer.concat([CATALOG, Buffer.from(namespaceOf(collection))])

export const MARK_BYTES = { multikey: Buffer.from('m'), cut: Buffer.from('c') } as const

function makeIndex(number: number, spec: IndexSpec, store: KeyValueStore): Index {
  const fields = parseSort(spec.key)
  const marked = (mark: Buffer) => store.get(Buffer.concat([numberedPrefix('M', number), mark])) !== undefined
  return {
    number,
    spec,
    fields,
    covers: spec.partialFilterExpression ? compileFilter(spec.partialFilterExpression) : () => true,
    prefix: numberedPrefix('I', number),
    partLimit: Math.min(MAX_PART_BYTES, Math.floor(MAX_KEY_BYTES / fields.length)),
    marks: { multikey: marked(MARK_BYTES.multikey), cut: marked(MARK_BYTES.cut) },
  }
}

/**
 * Reads an index specification of `createIndexes`.
 * @throws MongoError 197 for options, 67 for kinds of index that are not in the subset.
 */
export function parseIndexSpec(source: unknown): IndexSpec {
  const fields = isDocument(source) && isDocument(source.key) ? Object.keys(source.key).length : 0
  if (!isDocument(source) || fields === 0 || fields > MAX_FIELDS) {
    throw new MongoError(67, 'CannotCreateIndex', `an index needs a key with 1 to ${MAX_FIELDS} fields`)
  }
  for (const option of Object.keys(source)) {
    if (!INDEX_OPTIONS.includes(option)) {
      const message = `The field '${option}' is not valid for an index specification`
      throw new MongoError(197, 'InvalidIndexSpecificationOption', message)
    }
  }
  const { key, unique, sparse, partialFilterExpression, expireAfterSeconds } = source
  for (const [name, kind] of Object.entries(key)) {
    if (!isNumber(kind) || Math.abs(toNumber(kind, name)) !== 1)
      throw notSupported(`an index of the kind ${String(kind)}`)
    if (name.split('.').some(isArrayIndex)) throw notSupported(`an index on an array position ('${name}')`)
  }
  if (partialFilterExpression) assertPartialFilter(partialFilterExpression)
  if (expireAfterSeconds !== undefined && Object.keys(key).length > 1) {
    throw new MongoError(67, 'CannotCreateIndex', 'TTL indexes are single-field indexes')
  }
  return {
    name: source.name ?? Object.entries(key).flat().join('_'),
    key,
    ...(isTruthy(unique) && { unique: true }),
    ...(isTruthy(sparse) && { sparse: true }),
    ...(partialFilterExpression && { partialFilterExpression }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds: toNumber(expireAfterSeconds, 'expireAfterSeconds') }),
  }
}

function assertPartialFilter(filter: unknown): void {
  if (Array.isArray(filter)) filter.forEach(assertPartialFilter)
  if (!isDocument(filter)) return
  for (const [name, operand] of Object.entries(filter)) {
    const refused = name.startsWith('$') && !PARTIAL_FILTER_OPERATORS.includes(name)
    if (refused || (name === '$exists' && !isTruthy(operand))) {
      throw new MongoError(67, 'CannotCreateIndex', `unsupported expression in partial index: ${name}`)
    }
    if (['$and', '$or'].includes(name) || isOperators(operand)) assertPartialFilter(operand)
  }
}

/**
 * The collections and their indexes. Inside a write the newest state counts; readers see what is committed, so that no
 * query uses an index before its entries are there.
 */
export class Catalog {
  readonly #store: KeyValueStore
  #newest: ReadonlyMap<string, Collection> = new Map()
  #committed: ReadonlyMap<string, Collection> = new Map()
  #nextNumber = 1

  constructor(store: KeyValueStore) {
    this.#store = store
    const found = new Map<string, Collection>()
    for (const { value } of store.range(rangeOf(CATALOG))) {
      const { indexes, ...collection } = decode(value)
      const numbered = indexes.map((entry: Document) => makeIndex(Number(entry.number), entry.spec, store))
      const one = { ...collection, number: Number(collection.number), indexes: numbered } as Collection
      found.set(namespaceOf(one), one)
      this.#nextNumber = Math.max(this.#nextNumber, one.number + 1, ...one.indexes.map(({ number }) => number + 1))
    }
    this.#newest = found
    this.#committed = found
  }

  find(database: string, name: string): Collection | undefined {
    return this.#committed.get(namespaceOf({ database, name }))
  }

  all(): Collection[] {
    return [...this.#committed.values()]
  }

  /** Runs a write and shows its changes of the catalog to readers once it is committed; undoes them when it fails. */
  async write<T>(action: () => T): Promise<T> {
    let after = this.#newest
    try {
      const result = await this.#store.write(() => {
        const before = this.#newest
        try {
          return action()
        } catch (error) {
          this.#newest = before
          throw error
        } finally {
          after = this.#newest
        }
      })
      this.#committed = after
      return result
    } catch (error) {
      if (!(error instanceof MongoError)) this.#newest = this.#committed
      throw error
    }
  }

  /** Within a write. */
  newest(database: string, name: string): Collection | undefined {
    return this.#newest.get(namespaceOf({ database, name }))
  }

  /** Within a write: the collection, made when it is not there. */
  ensure(database: string, name: string): Collection {
    const existing = this.newest(database, name)
    if (existing) return existing
    const tooLong = Buffer.byteLength(namespaceOf({ database, name })) > MAX_NAMESPACE_BYTES
    if (!name || tooLong || /[$\0]|^system\./.test(name)) {
      throw new MongoError(73, 'InvalidNamespace', `Invalid collection name: ${name}`)
    }
    const primary = makeIndex(this.#nextNumber++, { name: '_id_', key: { _id: 1 }, unique: true }, this.#store)
    return this.#save({ database, name, number: this.#nextNumber++, indexes: [primary] })
  }

  /** Within a write: adds an index, whose entries the caller makes. Undefined when it was there already. */
  addIndex(collection: Collection, spec: IndexSpec): { collection: Collection; index: Index } | undefined {
    for (const { spec: present } of collection.indexes) {
      const sameKey = sameOptional(present, spec, 'key') && sameOptional(present, spec, 'partialFilterExpression')
      const same =
        sameKey && ['sparse', 'expireAfterSeconds', 'unique'].every((option) => sameOptional(present, spec, option))
      if ((same && present.name === spec.name) || (sameKey && spec.key._id && present.name === '_id_')) return undefined
      if (sameKey) {
        throw new MongoError(
          85,
          'IndexOptionsConflict',
          `Index already exists with different options or name: ${present.name}`,
        )
      }
      if (present.name === spec.name) {
        throw new MongoError(86, 'IndexKeySpecsConflict', `An existing index has the same name: ${spec.name}`)
      }
    }
    const index = makeIndex(this.#nextNumber++, spec, this.#store)
    return { collection: this.#save({ ...collection, indexes: [...collection.indexes, index] }), index }
  }

  /** Within a write: forgets a collection, whose documents and entries the caller removes. */
  remove(collection: Collection): void {
    this.#store.remove(catalogKey(collection))
    const rest = new Map(this.#newest)
    rest.delete(namespaceOf(collection))
    this.#newest = rest
  }

  #save(collection: Collection): Collection {
    const indexes = collection.indexes.map(({ number, spec }) => ({ number, spec }))
    this.#store.put(catalogKey(collection), encode({ ...collection, indexes }))
    this.#newest = new Map(this.#newest).set(namespaceOf(collection), collection)
    return collection
  }
}

function sameOptional(a: IndexSpec, b: IndexSpec, option: string): boolean {
  return encode({ value: a[option] }).equals(encode({ value: b[option] }))
}
