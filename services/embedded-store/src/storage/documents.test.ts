import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Document } from 'bson'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compareSortKeys, parseSort, sortKey } from '../query/sort.ts'
import { parseIndexSpec } from './catalog.ts'
import { DocumentStore } from './documents.ts'
import { removeExpired } from './expiry.ts'
import { planQuery } from './planner.ts'

let folder: string
let store: DocumentStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-store-'))
  store = new DocumentStore(folder, 'os')
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const collection = (name = 'c') => store.catalog.find('db', name)

async function fill(name: string, documents: Document[], indexes: Document[] = []): Promise<void> {
  await store.write(() => {
    store.catalog.ensure('db', name)
    for (const spec of indexes) store.createIndex(store.catalog.ensure('db', name), parseIndexSpec(spec))
    for (const document of documents) store.insert(store.catalog.ensure('db', name), document)
  })
}

const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n))
const find = (name: string, filter: Document, sort: Document = {}) =>
  Array.from(store.find(collection(name), filter, parseSort(sort)), ({ document }) => document)

describe('the plan of a query', () => {
  const plan = (filter: Document, sort: Document = {}) =>
    planQuery(collection()?.indexes ?? [], filter, parseSort(sort))

  beforeEach(() =>
    fill(
      'c',
      [],
      [
        { key: { status: 1, dueAt: 1 } },
        { key: { status: 1, leasedUntil: 1 } },
        { key: { email: 1 }, sparse: true },
        { key: { contact: 1 }, partialFilterExpression: { open: { $exists: true } } },
      ],
    ),
  )

  test('the claim of what is due reads one range of one index, in order', () => {
    const claim = plan({ status: 'ready', dueAt: { $lte: at(5) } }, { dueAt: 1 })
    expect(claim).toMatchObject({ indexNames: ['status_1_dueAt_1'], ordered: true })
    expect(claim?.ranges).toHaveLength(1)
  })

  test('several statuses are merged in order instead of sorted', () => {
    const claim = plan({ status: { $in: ['ready', 'claimed'] }, dueAt: { $lte: at(5) } }, { dueAt: 1 })
    expect(claim?.ordered).toBe(true)
    expect(claim?.ranges).toHaveLength(2)
  })

  test('each branch of $or has its own index', () => {
    const claim = plan({
      $or: [
        { status: 'ready', dueAt: { $lte: at(5) } },
        { status: 'claimed', leasedUntil: { $lte: at(5) } },
      ],
    })
    expect(claim?.indexNames).toEqual(['status_1_dueAt_1', 'status_1_leasedUntil_1'])
  })

  test('a sparse or partial index serves only filters it has all documents of', () => {
    expect(plan({ email: null })).toBeUndefined()
    expect(plan({ email: 'a' })?.indexNames).toEqual(['email_1'])
    expect(plan({ contact: 1 })).toBeUndefined()
    expect(plan({ contact: 1, open: true })?.indexNames).toEqual(['contact_1'])
  })

  test('an unindexed filter reads everything', () => {
    expect(plan({ other: 1 })).toBeUndefined()
  })
})

describe('indexes', () => {
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<unknown>('a', 'b', 'c', 1, 2, 2.5, null, true, at(1), at(2)) },
    fc.constantFrom<unknown>([], ['a', 'c'], [1, 'b'], [2, 1], { a: 1 }, `${'a'.repeat(700)}1`, `${'a'.repeat(700)}2`),
  )
  const scalar = fc.constantFrom<unknown>('a', 'b', 'c', 1, 2, 2.5, null, true, at(1), at(2), `${'a'.repeat(700)}1`)
  // Only one of an index's fields may be an array.
  const document = fc.record({ x: value, y: scalar, z: fc.record({ v: scalar }) }, { requiredKeys: [] })
  const condition = fc.oneof(
    value,
    value.map((operand) => ({ $ne: operand })),
    fc
      .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq'), scalar)
      .map(([name, operand]) => ({ [name]: operand })),
    fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
    fc.array(value, { maxLength: 3 }).map((list) => ({ $in: list })),
    fc.boolean().map((wanted) => ({ $exists: wanted })),
  )
  const simple = fc.dictionary(fc.constantFrom('x', 'y', 'z.v'), condition, { maxKeys: 3 })
  const filter = fc.oneof(
    simple,
    fc
      .tuple(simple, fc.array(simple, { minLength: 1, maxLength: 3 }))
      .map(([rest, branches]) => ({ ...rest, $or: branches })),
  )
  const direction = fc.constantFrom(1, -1)
  const sort = fc.dictionary(fc.constantFrom('x', 'y', 'z.v'), direction, { maxKeys: 2 })
  const indexes = [
    { key: { x: 1, y: 1 } },
    { key: { y: -1, 'z.v': 1 } },
    { key: { 'z.v': 1 }, sparse: true },
    { key: { y: 1 }, name: 'partial', partialFilterExpression: { x: { $gte: 'b' } } },
  ]

  test('a query has the same answer, in the same order, with and without them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 25 }),
        fc.array(fc.tuple(filter, sort), { minLength: 20, maxLength: 20 }),
        async (documents, queries) => {
          await store.write(() => {
            for (const name of ['plain', 'indexed']) {
              const old = store.catalog.newest('db', name)
              if (old) store.drop(old)
            }
          })
          const numbered = documents.map((fields, n) => ({ _id: n, ...fields }))
          await fill('plain', numbered)
          await fill('indexed', numbered, indexes)
          for (const [where, order] of queries) {
            // Ends in _id, because ties may come in any order.
            const total = { ...order, _id: 1 }
            expect(find('indexed', where, total)).toEqual(find('plain', where, total))
            const keys = (found: Document[]) => found.map(({ _id }) => _id).sort()
            expect(keys(find('indexed', where))).toEqual(keys(find('plain', where)))
            const fields = parseSort(order)
            const sorted = find('indexed', where, order).map((found) => sortKey(found, fields))
            expect(sorted).toEqual(sorted.toSorted((a, b) => compareSortKeys(a, b, fields)))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('finds the array of which one element is above the one bound and another below the other', async () => {
    await fill('c', [{ x: [1, 9] }, { x: 4 }], [{ key: { x: 1 } }])
    expect(find('c', { x: { $gt: 5, $lt: 3 } })).toHaveLength(1)
  })

  test('strings too long for a key still come in order', async () => {
    const texts = Array.from({ length: 9 }, (_, n) => `${'long '.repeat(200)}${n}`)
    await fill(
      'c',
      texts.toReversed().map((x) => ({ x })),
      [{ key: { x: 1 } }],
    )
    expect(find('c', {}, { x: 1 }).map(({ x }) => x)).toEqual(texts)
    expect(find('c', { x: { $gte: texts[4] } })).toHaveLength(5)
    expect(find('c', { x: texts[4] })).toHaveLength(1)
  })

  test('what is changed and removed leaves no entry behind', async () => {
    await fill(
      'c',
      [
        { _id: 1, x: ['a', 'b'] },
        { _id: 2, x: 'a' },
      ],
      [{ key: { x: 1 } }],
    )
    await store.write(() => {
      const target = store.catalog.ensure('db', 'c')
      const [first, second] = [...store.find(target, {})]
      if (first) store.replace(target, first, { _id: 1, x: 'c' })
      if (second) store.remove(target, second)
    })
    expect(find('c', { x: 'a' })).toEqual([])
    expect(find('c', { x: 'c' })).toHaveLength(1)
    expect(find('c', {}, { x: 1 })).toHaveLength(1)
  })
})

describe('a write', () => {
  test('of a document that is too large leaves no index entry that would block another', async () => {
    await fill('c', [])
    const large = fill('c', [{ _id: 1, text: 'x'.repeat(17 * 1024 * 1024) }])
    await expect(large).rejects.toMatchObject({ code: 10334 })
    await store.write(() => {
      const target = store.catalog.ensure('db', 'c')
      expect(() => store.insert(target, { _id: 2, text: 'x'.repeat(17 * 1024 * 1024) })).toThrow()
      store.insert(target, { _id: 2 })
    })
    expect(find('c', { _id: 2 })).toEqual([{ _id: expect.anything() }])
  })

  test('that fails leaves no trace, not even of a collection or an index it made', async () => {
    const failing = store.write(() => {
      const made = store.catalog.ensure('db', 'new')
      store.createIndex(made, parseIndexSpec({ key: { a: 1 } }))
      store.insert(store.catalog.ensure('db', 'new'), { a: [1, 2] })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(collection('new')).toBeUndefined()
    await fill('new', [{ a: 1 }])
    expect(find('new', {})).toHaveLength(1)
    expect(collection('new')?.indexes).toHaveLength(1)
  })

  test('is there after reopening, and so is what marks an index', async () => {
    await fill(
      'c',
      [
        { _id: 1, x: [3, 1] },
        { _id: 2, x: 2 },
      ],
      [{ key: { x: 1 } }],
    )
    await store.close()
    store = new DocumentStore(folder, 'os')
    expect(collection()?.indexes[1]?.marks).toEqual({ multikey: true, cut: false })
    expect(find('c', {}, { x: 1 }).map(({ _id }) => Number(_id))).toEqual([1, 2])
    await fill('c', [{ x: 4 }])
    expect(find('c', {})).toHaveLength(3)
  })
})

test('documents expire by their TTL index, and only those with a date that is over', async () => {
  await fill(
    'c',
    [{ _id: 1, seenAt: at(0) }, { _id: 2, seenAt: at(9) }, { _id: 3, seenAt: 'never' }, { _id: 4 }],
    [{ key: { seenAt: 1 }, expireAfterSeconds: 60 }],
  )
  expect(await removeExpired(store, at(2))).toBe(1)
  expect(find('c', {}).map(({ _id }) => Number(_id))).toEqual([2, 3, 4])
})
