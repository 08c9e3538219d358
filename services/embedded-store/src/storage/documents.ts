import type { Document } from 'bson'
import { MongoError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { keyValuesAt } from '../query/paths.ts'
import { compareSortKeys, type SortField, sortBy, sortKey } from '../query/sort.ts'
import { withIdFirst } from '../query/update.ts'
import { assertStorable, decode, EMPTY_ARRAY, encode } from '../values/bson-values.ts'
import { encodeKeyPart } from '../values/key-encoding.ts'
import {
  Catalog,
  type Collection,
  type Index,
  type IndexSpec,
  MARK_BYTES,
  namespaceOf,
  numberedPrefix,
  rangeOf,
} from './catalog.ts'
import { type Durability, type KeyRange, KeyValueStore } from './key-value-store.ts'
import { planQuery } from './planner.ts'

/** A stored document and where it is. */
export interface Row {
  readonly recordId: Buffer
  readonly document: Document
}

interface IndexKey {
  readonly bytes: Buffer
  readonly values: readonly unknown[]
}

const RECORD_ID_BYTES = 6
const NOTHING = Buffer.alloc(0)

/**
 * Documents and the entries of their indexes. All methods are synchronous and, but for {@link find}, to be called within
 * {@link write}, which makes them one transaction.
 */
export class DocumentStore {
  readonly catalog: Catalog
  readonly #store: KeyValueStore
  #nextRecord: number

  constructor(folder: string, durability: Durability) {
    this.#store = new KeyValueStore(folder, durability)
    this.catalog = new Catalog(this.#store)
    this.#nextRecord = 1 + Math.max(0, ...this.catalog.all().map((collection) => this.#lastRecord(collection)))
  }

  #lastRecord(collection: Collection): number {
    const records = { ...rangeOf(numberedPrefix('R', collection.number)), reverse: true }
    const [last] = this.#store.first(records, 1)
    return last ? recordIdOf(last.key).readUIntBE(0, RECORD_ID_BYTES) : 0
  }

  write<T>(action: () => T): Promise<T> {
    return this.catalog.write(action)
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  count(collection: Collection): number {
    return this.#store.count(rangeOf(numberedPrefix('R', collection.number)))
  }

  /** Adds a document, with an `_id` in front. @throws MongoError 11000 when a unique index has its key already. */
  insert(collection: Collection, source: Document): Document {
    assertStorable(source)
    const document = withIdFirst(source)
    if (Array.isArray(document._id)) throw new MongoError(53, 'InvalidIdField', "The '_id' value cannot be an array")
    const recordId = Buffer.alloc(RECORD_ID_BYTES)
    recordId.writeUIntBE(this.#nextRecord++, 0, RECORD_ID_BYTES)
    const bytes = encode(document)
    this.#reindex(collection, recordId, undefined, document)
    this.#store.put(recordKey(collection, recordId), bytes)
    return document
  }

  /** Stores `document` in place of the row's. @returns whether anything changed. */
  replace(collection: Collection, row: Row, document: Document): boolean {
    assertStorable(document)
    const bytes = encode(document)
    if (bytes.equals(encode(row.document))) return false
    this.#reindex(collection, row.recordId, row.document, document)
    this.#store.put(recordKey(collection, row.recordId), bytes)
    return true
  }

  remove(collection: Collection, row: Row): void {
    this.#reindex(collection, row.recordId, row.document, undefined)
    this.#store.remove(recordKey(collection, row.recordId))
  }

  /** @returns false when the index was there already. */
  createIndex(collection: Collection, spec: IndexSpec): boolean {
    const added = this.catalog.addIndex(collection, spec)
    if (!added) return false
    for (const { recordId, document } of this.#scanAll(collection)) {
      for (const { bytes } of this.#newKeys(added.collection, added.index, recordId, document, new Set())) {
        this.#store.put(Buffer.concat([bytes, recordId]), NOTHING)
      }
    }
    return true
  }

  drop(collection: Collection): void {
    const prefixes = collection.indexes.flatMap(({ number }) => [
      numberedPrefix('I', number),
      numberedPrefix('M', number),
    ])
    for (const prefix of [numberedPrefix('R', collection.number), ...prefixes]) {
      for (const { key } of this.#store.range(rangeOf(prefix))) this.#store.remove(key)
    }
    this.catalog.remove(collection)
  }

  /**
   * The documents a filter matches, as they are asked for; in the order of `sort`, or of insertion where no index is
   * used. @throws MongoError 2 at once for a filter outside the subset.
   */
  find(collection: Collection | undefined, filter: Document, sort: readonly SortField[] = []): Iterable<Row> {
    const matches = compileFilter(filter)
    if (!collection) return []
    const plan = planQuery(collection.indexes, filter, sort)
    const scans = plan?.ranges.map((range) => this.#scan(collection, range))
    if (scans && plan?.ordered && sort.length > 0) return keepMatching(once(merge(scans, sort)), matches)
    const found = keepMatching(scans ? once(chain(scans)) : this.#scanAll(collection), matches)
    return sort.length > 0 ? sortBy(found, sort, ({ document }) => document) : found
  }

  *#scanAll(collection: Collection): Generator<Row> {
    for (const { key, value } of this.#store.range(rangeOf(numberedPrefix('R', collection.number)))) {
      yield { recordId: recordIdOf(key), document: decode(value) }
    }
  }

  *#scan(collection: Collection, range: KeyRange): Generator<Row> {
    for (const { key } of this.#store.range(range)) {
      const recordId = recordIdOf(key)
      const bytes = this.#store.get(recordKey(collection, recordId))
      if (bytes) yield { recordId, document: decode(bytes) }
    }
  }

  /** Replaces the index entries of one document by those of another; checks before it changes anything. */
  #reindex(collection: Collection, recordId: Buffer, before: Document | undefined, after: Document | undefined): void {
    const gone: Buffer[] = []
    const made: Buffer[] = []
    for (const index of collection.indexes) {
      const old = new Set(before ? indexKeys(index, before).map(({ bytes }) => bytes.toString('latin1')) : [])
      const kept = new Set(after ? indexKeys(index, after).map(({ bytes }) => bytes.toString('latin1')) : [])
      if (after) made.push(...this.#newKeys(collection, index, recordId, after, old).map(({ bytes }) => bytes))
      for (const key of old) if (!kept.has(key)) gone.push(Buffer.from(key, 'latin1'))
    }
    for (const key of gone) this.#store.remove(Buffer.concat([key, recordId]))
    for (const key of made) this.#store.put(Buffer.concat([key, recordId]), NOTHING)
  }

  /** The keys of a document that are not among `old`, checked for uniqueness; marks the index where it must. */
  #newKeys(
    collection: Collection,
    index: Index,
    recordId: Buffer,
    document: Document,
    old: ReadonlySet<string>,
  ): IndexKey[] {
    const keys = indexKeys(index, document, (mark) => {
      index.marks[mark] = true
      this.#store.put(Buffer.concat([numberedPrefix('M', index.number), MARK_BYTES[mark]]), NOTHING)
    }).filter(({ bytes }) => !old.has(bytes.toString('latin1')))
    if (!index.spec.unique) return keys
    for (const { bytes, values } of keys) {
      for (const { key } of this.#store.first(rangeOf(bytes), 2)) {
        if (!recordIdOf(key).equals(recordId)) throw duplicateKey(collection, index, values)
      }
    }
    return keys
  }
}

const recordIdOf = (key: Buffer) => key.subarray(key.length - RECORD_ID_BYTES)
const recordKey = (collection: Collection, recordId: Buffer) =>
  Buffer.concat([numberedPrefix('R', collection.number), recordId])

/** The entries of a document in an index: one for each combination of the values its fields have. */
function indexKeys(index: Index, document: Document, onMark?: (mark: 'multikey' | 'cut') => void): IndexKey[] {
  if (!index.covers(document)) return []
  const perField = index.fields.map(({ path }) => keyValuesAt(document, path))
  if (index.spec.sparse && perField.every(({ values }) => values.every((value) => value === undefined))) return []
  if (perField.filter(({ multi }) => multi).length > 1) {
    throw new MongoError(171, 'CannotIndexParallelArrays', `cannot index parallel arrays in ${index.spec.name}`)
  }
  if (perField.some(({ multi }) => multi)) onMark?.('multikey')
  let keys: IndexKey[] = [{ bytes: index.prefix, values: [] }]
  for (const [i, { direction }] of index.fields.entries()) {
    const parts = new Map<string, IndexKey>()
    for (const value of perField[i]?.values ?? []) {
      const { bytes, cut } = encodeKeyPart(value, direction < 0, index.partLimit)
      if (cut) onMark?.('cut')
      parts.set(bytes.toString('latin1'), { bytes, values: [value] })
    }
    keys = keys.flatMap((key) =>
      [...parts.values()].map((part) => ({
        bytes: Buffer.concat([key.bytes, part.bytes]),
        values: [...key.values, ...part.values],
      })),
    )
  }
  return keys
}

function duplicateKey(collection: Collection, index: Index, values: readonly unknown[]): MongoError {
  const plain = values.map((value) => (value === EMPTY_ARRAY ? [] : (value ?? null)))
  const keyValue = Object.fromEntries(index.fields.map(({ name }, i) => [name, plain[i]]))
  const shown = Object.entries(keyValue).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  const message = `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.spec.name} dup key: { ${shown.join(', ')} }`
  return new MongoError(11000, 'DuplicateKey', message, { keyPattern: index.spec.key, keyValue })
}

function* keepMatching(rows: Iterable<Row>, matches: (document: Document) => boolean): Generator<Row> {
  for (const row of rows) if (matches(row.document)) yield row
}

/** Each row once, though several entries may lead to it. */
function* once(rows: Iterable<Row>): Generator<Row> {
  const seen = new Set<string>()
  for (const row of rows) {
    const id = row.recordId.toString('latin1')
    if (!seen.has(id)) yield row
    seen.add(id)
  }
}

function* chain(scans: readonly Generator<Row>[]): Generator<Row> {
  for (const scan of scans) yield* scan
}

/** Merges scans that are each sorted into one that is. */
function* merge(scans: readonly Generator<Row>[], sort: readonly SortField[]): Generator<Row> {
  const heads = scans.flatMap((scan) => advance(scan, sort) ?? [])
  while (heads.length > 0) {
    const first = heads.reduce((a, b) => (compareSortKeys(b.key, a.key, sort) < 0 ? b : a))
    yield first.row
    const next = advance(first.scan, sort)
    if (next) heads[heads.indexOf(first)] = next
    else heads.splice(heads.indexOf(first), 1)
  }
}

function advance(scan: Generator<Row>, sort: readonly SortField[]) {
  const next = scan.next()
  return next.done ? undefined : { scan, row: next.value, key: sortKey(next.value.document, sort) }
}
