import type { Document } from 'bson'
import { MongoError, numbered } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { withIdFirst } from '../query/update.ts'
import { assertStorable, decode, encode } from '../values/bson-values.ts'
import { type KeyField, keyOf, sortBy, valueAt } from '../values/keys.ts'
import { Catalog, type Collection, type Index, type IndexSpec, indexesOf, namespaceOf, rangeOf } from './catalog.ts'
import { type Durability, KeyValueStore, MAX_KEY_BYTES } from './key-value-store.ts'
import { planQuery } from './planner.ts'

const FORMAT_KEY = Buffer.from('F')
const FORMAT = Buffer.from('2')

/**
 * Documents and the entries of their indexes. All methods are synchronous and, but for {@link find}, to be called within
 * {@link write}, which makes them one transaction.
 */
export class DocumentStore {
  readonly catalog: Catalog
  readonly #store: KeyValueStore

  private constructor(store: KeyValueStore) {
    this.#store = store
    this.catalog = new Catalog(store)
  }

  /** @throws Error when the folder holds data in another format. */
  static async open(folder: string, durability: Durability): Promise<DocumentStore> {
    const store = new KeyValueStore(folder, durability)
    const [anything] = store.first({ start: Buffer.from([0]), end: Buffer.from([0xff]) }, 1)
    if (anything && !store.get(FORMAT_KEY)?.equals(FORMAT)) {
      await store.close()
      throw new Error(`${folder} holds data of another version of the embedded store: choose another folder`)
    }
    if (!anything) await store.write(() => store.put(FORMAT_KEY, FORMAT))
    return new DocumentStore(store)
  }

  /** All that `action` does, or, when it throws, nothing. */
  write<T>(action: () => T): Promise<T> {
    return this.#store.write(action)
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  /** Adds a document, with an `_id` in front. @throws MongoError 11000 when a unique index has its key already. */
  insert(collection: Collection, source: Document): Document {
    const document = withIdFirst(source)
    const key = entryKey(collection.primary, document)
    if (this.#store.get(key)) throw duplicateKey(collection, collection.primary, document)
    this.#put(collection, undefined, document)
    return document
  }

  /** Stores `document` in place of the one with its `_id`. @returns whether anything changed. */
  replace(collection: Collection, before: Document, document: Document): boolean {
    if (encode(document).equals(encode(before))) return false
    this.#put(collection, before, document)
    return true
  }

  remove(collection: Collection, document: Document): void {
    for (const index of collection.secondary) {
      if (index.covers(document)) this.#store.remove(entryKey(index, document))
    }
    this.#store.remove(entryKey(collection.primary, document))
  }

  createIndex(collection: Collection, spec: IndexSpec): void {
    const index = this.catalog.addIndex(collection, spec)
    if (!index) return
    for (const document of this.find(collection, {})) {
      const key = this.#checkedKey(collection, index, document)
      if (key) this.#store.put(key, entryKey(collection.primary, document))
    }
  }

  /**
   * The documents a filter matches, as they are asked for; in the order of `sort`, else of the index that serves.
   * @throws MongoError 2 at once for a filter outside the subset.
   */
  find(collection: Collection | undefined, filter: Document, sort: readonly KeyField[] = []): Iterable<Document> {
    const matches = compileFilter(filter)
    if (!collection) return []
    const { index, ranges, ordered } = planQuery(indexesOf(collection), filter, sort)
    const store = this.#store
    const found = (function* () {
      for (const range of ranges) {
        for (const { value } of store.range(range)) {
          const bytes = index === collection.primary ? value : store.get(value)
          const document = bytes && decode(bytes)
          if (document && matches(document)) yield document
        }
      }
    })()
    return ordered || sort.length === 0 ? found : sortBy(found, sort)
  }

  /** Stores a document and its index entries in place of those before; checks all before it changes anything. */
  #put(collection: Collection, before: Document | undefined, after: Document): void {
    assertStorable(after)
    const bytes = encode(after)
    const home = entryKey(collection.primary, after)
    const changes = collection.secondary.map((index) => ({
      gone: before && index.covers(before) ? entryKey(index, before) : undefined,
      made: this.#checkedKey(collection, index, after),
    }))
    for (const { gone, made } of changes) {
      if (gone && made?.equals(gone)) continue
      if (gone) this.#store.remove(gone)
      if (made) this.#store.put(made, home)
    }
    this.#store.put(home, bytes)
  }

  /** The key of a document's entry, if it has one in the index. @throws MongoError 11000 when it may not have it. */
  #checkedKey(collection: Collection, index: Index, document: Document): Buffer | undefined {
    if (!index.covers(document)) return undefined
    const key = entryKey(index, document)
    if (index.spec.unique) {
      const home = entryKey(collection.primary, document)
      const fields = index.fields.filter(({ name }) => name in index.spec.key)
      const rivals = this.#store.first(rangeOf(Buffer.concat([index.prefix, keyOf(document, fields)])), 2)
      if (rivals.some(({ value }) => !value.equals(home))) throw duplicateKey(collection, index, document)
    }
    return key
  }
}

/** @throws MongoError 17280 when the fields are too long for a key. */
function entryKey(index: Index, document: Document): Buffer {
  const key = Buffer.concat([index.prefix, keyOf(document, index.fields)])
  if (key.length > MAX_KEY_BYTES)
    throw numbered(17280, `key too large to index: ${index.spec.name} ${key.length} bytes`)
  return key
}

function duplicateKey(collection: Collection, { spec }: Index, document: Document): MongoError {
  const names = Object.keys(spec.key)
  const keyValue = Object.fromEntries(names.map((name) => [name, valueAt(document, name.split('.')) ?? null]))
  const shown = Object.entries(keyValue).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  const where = `collection: ${namespaceOf(collection)} index: ${spec.name}`
  const message = `E11000 duplicate key error ${where} dup key: { ${shown.join(', ')} }`
  return new MongoError(11000, 'DuplicateKey', message, { keyPattern: spec.key, keyValue })
}
