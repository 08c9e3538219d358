import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Document } from 'bson'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyOf, parseKey } from '../values/keys.ts'
import { indexesOf, parseIndexSpec } from './catalog.ts'
import { DocumentStore } from './documents.ts'
import { KeyValueStore } from './key-value-store.ts'
import { planQuery } from './planner.ts'

let folder: string
let store: DocumentStore
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-store-'))
  store = await DocumentStore.open(folder, 'os')
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const ensure = (name: string) => store.catalog.ensure('db', name)

async function fill(name: string, documents: Document[], indexes: Document[] = []): Promise<void> {
  await store.write(() => {
    ensure(name)
    for (const spec of indexes) store.createIndex(ensure(name), parseIndexSpec(spec))
    for (const document of documents) store.insert(ensure(name), document)
  })
}

const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n))
const find = (name: string, filter: Document, sort: Document = {}) => [
  ...store.find(store.catalog.find('db', name), filter, parseKey(sort)),
]

describe('the plan of a query', () => {
  const plan = (filter: Document, sort: Document = {}) => {
    const collection = store.catalog.find('db', 'c')
    const { index, ranges, ordered } = planQuery(collection ? indexesOf(collection) : [], filter, parseKey(sort))
    return { index: index.spec.name, ranges: ranges.length, ordered }
  }

  beforeEach(() =>
    fill(
      'c',
      [],
      [
        { key: { status: 1, dueAt: 1 } },
        { key: { status: 1, leasedUntil: 1 } },
        { key: { email: 1 }, unique: true, partialFilterExpression: { email: { $gt: '' } } },
        { key: { createdAt: -1 } },
      ],
    ),
  )

  test('the claim of what is due reads one range of one index, in order, ties by _id', () => {
    const claim = plan({ status: 'ready', dueAt: { $lte: at(5) } }, { dueAt: 1, _id: 1 })
    expect(claim).toEqual({ index: 'status_1_dueAt_1', ranges: 1, ordered: true })
    const expired = plan({ status: 'claimed', leasedUntil: { $lte: at(5) } }, { leasedUntil: 1, _id: 1 })
    expect(expired).toEqual({ index: 'status_1_leasedUntil_1', ranges: 1, ordered: true })
  })

  test('a document is found by its _id, whatever else is asked of it', () => {
    expect(plan({ _id: 'a', status: 'ready' })).toEqual({ index: '_id_', ranges: 1, ordered: true })
    expect(plan({ _id: { $in: ['a', 'b', 'a'] } })).toMatchObject({ index: '_id_', ranges: 2 })
  })

  test('several values are looked up one by one, and sorted afterwards', () => {
    const wanted = plan({ status: { $in: ['ready', 'held'] } }, { dueAt: 1 })
    expect(wanted).toMatchObject({ ranges: 2, ordered: false })
  })

  test('a descending index is read in either direction', () => {
    expect(plan({}, { createdAt: -1 })).toEqual({ index: 'createdAt_-1', ranges: 1, ordered: true })
    expect(plan({}, { createdAt: 1, _id: -1 })).toEqual({ index: 'createdAt_-1', ranges: 1, ordered: true })
    expect(plan({}, { createdAt: 1, _id: 1 })).toMatchObject({ ordered: false })
  })

  test('a partial index serves only filters it has all documents of', () => {
    expect(plan({ email: 'a@x.test' }).index).toBe('email_1')
    expect(plan({ email: null }).index).toBe('_id_')
    expect(plan({ email: { $in: ['a@x.test', ''] } }).index).toBe('_id_')
    expect(plan({ email: { $gt: 'a' } }).index).toBe('_id_')
  })

  test('an unindexed filter reads everything', () => {
    expect(plan({ other: 1 })).toEqual({ index: '_id_', ranges: 1, ordered: true })
  })
})

describe('indexes', () => {
  const value = fc.constantFrom<unknown>('a', 'b', 'c', '', 1, 2, 2.5, -1, null, true, false, at(1), at(2), at(3))
  const document = fc.record({ x: value, y: value, z: fc.record({ v: value }) }, { requiredKeys: [] })
  const condition = fc.oneof(
    value,
    fc.tuple(fc.constantFrom('$gt', '$gte', '$lte', '$eq'), value).map(([name, operand]) => ({ [name]: operand })),
    fc.tuple(value, value).map(([low, high]) => ({ $gte: low, $lte: high })),
    fc.array(value, { maxLength: 3 }).map((list) => ({ $in: list })),
  )
  const filter = fc.dictionary(fc.constantFrom('x', 'y', 'z.v', '_id'), condition, { maxKeys: 3 })
  const sort = fc.dictionary(fc.constantFrom('x', 'y', 'z.v'), fc.constantFrom(1, -1), { maxKeys: 2 })
  const indexes = [
    { key: { x: 1, y: 1 } },
    { key: { y: -1, 'z.v': 1 } },
    { key: { 'z.v': 1 } },
    { key: { y: 1 }, name: 'partial', partialFilterExpression: { x: { $gte: 'b' } } },
  ]

  test('a query has the same answer, in the same order, with and without them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 25 }),
        fc.array(fc.tuple(filter, sort), { minLength: 20, maxLength: 20 }),
        async (documents, queries) => {
          await store.write(() => store.catalog.dropDatabase('db'))
          const numbered = documents.map((fields, n) => ({ _id: n, ...fields }))
          await fill('plain', numbered)
          await fill('indexed', numbered, indexes)
          for (const [where, order] of queries) {
            // Ends in _id, because ties may come in any order.
            const total = { ...order, _id: 1 }
            expect(find('indexed', where, total)).toEqual(find('plain', where, total))
            const keys = (found: Document[]) => found.map(({ _id }) => _id).sort((a, b) => a - b)
            expect(keys(find('indexed', where))).toEqual(keys(find('plain', where)))
            const sorted = find('indexed', where, order).map((found) => keyOf(found, parseKey(order)))
            expect(sorted).toEqual(sorted.toSorted(Buffer.compare))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('what is changed and removed leaves no entry behind', async () => {
    await fill(
      'c',
      [
        { _id: 1, x: 'a' },
        { _id: 2, x: 'a' },
      ],
      [{ key: { x: 1 } }],
    )
    await store.write(() => {
      const [first, second] = find('c', {})
      if (first) store.replace(ensure('c'), first, { _id: 1, x: 'c' })
      if (second) store.remove(ensure('c'), second)
    })
    expect(find('c', { x: 'a' })).toEqual([])
    expect(find('c', { x: 'c' })).toEqual([{ _id: 1, x: 'c' }])
    expect(find('c', {}, { x: 1 })).toHaveLength(1)
  })

  test.each<[what: string, code: number, document: Document]>([
    ['an array', 238, { x: [1] }],
    ['a document', 238, { x: { y: 1 } }],
    ['a text too long for a key', 17280, { x: 'long '.repeat(400) }],
  ])('%s in an indexed field is refused', async (_what, code, refused) => {
    await fill('c', [], [{ key: { x: 1 } }])
    await expect(fill('c', [refused])).rejects.toMatchObject({ code })
    expect(find('c', {})).toEqual([])
  })
})

test('a text too long for a key can be asked for all the same', async () => {
  await fill('c', [{ _id: 1, x: 'long' }], [{ key: { x: 1 } }])
  const long = 'long'.repeat(1000)
  expect(find('c', { x: long })).toEqual([])
  expect(find('c', { x: { $in: [long, 'long'] } })).toHaveLength(1)
  expect(find('c', { x: { $lte: long } })).toHaveLength(1)
  expect(find('c', { x: { $gte: long } })).toEqual([])
})

describe('a write', () => {
  test('of a document that is too large leaves no index entry that would block another', async () => {
    await fill('c', [], [{ key: { x: 1 }, unique: true }])
    await store.write(() => {
      expect(() => store.insert(ensure('c'), { _id: 2, x: 1, text: 'x'.repeat(17 * 1024 * 1024) })).toThrow(
        expect.objectContaining({ code: 10334 }),
      )
      store.insert(ensure('c'), { _id: 2, x: 1 })
    })
    expect(find('c', { x: 1 })).toEqual([{ _id: 2, x: 1 }])
  })

  test('that fails leaves no trace, not even of a collection or an index it made', async () => {
    const failing = store.write(() => {
      store.createIndex(ensure('new'), parseIndexSpec({ key: { a: 1 } }))
      store.insert(ensure('new'), { a: 1 })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(store.catalog.find('db', 'new')).toBeUndefined()
    await fill('new', [{ _id: 1, a: 1 }])
    expect(find('new', {})).toEqual([{ _id: 1, a: 1 }])
    expect(store.catalog.find('db', 'new')?.secondary).toHaveLength(0)
  })

  test('that drops a database leaves those whose names begin alike', async () => {
    await fill('c', [{ _id: 1 }])
    await store.write(() => {
      store.insert(store.catalog.ensure('db2', 'c'), { _id: 2 })
      store.catalog.dropDatabase('db')
    })
    expect(store.catalog.names('db')).toEqual([])
    expect([...store.find(store.catalog.find('db2', 'c'), {})]).toEqual([{ _id: 2 }])
  })

  test('is there after reopening', async () => {
    const documents = [
      { _id: 1, x: 3 },
      { _id: 2, x: 2 },
    ]
    await fill('c', documents, [{ key: { x: 1 } }])
    await store.close()
    store = await DocumentStore.open(folder, 'os')
    expect(find('c', {}, { x: 1 }).map(({ _id }) => _id)).toEqual([2, 1])
  })
})

test('a folder with data in another format is refused, not guessed at', async () => {
  const other = mkdtempSync(join(tmpdir(), 'embedded-store-'))
  const old = new KeyValueStore(other, 'os')
  await old.write(() => old.put(Buffer.from('C'), Buffer.from('x')))
  await old.close()
  await expect(DocumentStore.open(other, 'os')).rejects.toThrow('another version')
  rmSync(other, { recursive: true })
})
