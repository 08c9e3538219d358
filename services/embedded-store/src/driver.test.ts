import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Document, GridFSBucket, MongoClient, ObjectId } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedStore, startEmbeddedStore } from './index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'embedded-store-'))
let store: EmbeddedStore
let client: MongoClient

beforeAll(async () => {
  store = await startEmbeddedStore({ dataDir, durability: 'os' })
  client = await MongoClient.connect(store.uri)
})
afterAll(async () => {
  await client.close()
  await store.close()
  rmSync(dataDir, { recursive: true })
})
beforeEach(() => client.db('test').dropDatabase())

const things = () => client.db('test').collection<Document>('things')

describe('writing and reading', () => {
  test('what is inserted is found as it was, _id first', async () => {
    const document = { b: 1, a: [1, { c: 'x' }], when: new Date(5), none: null, big: 2 ** 40, half: 0.5, yes: true }
    const { insertedId } = await things().insertOne({ ...document })
    const found = await things().findOne({ _id: insertedId })
    expect(found).toEqual({ _id: insertedId, ...document })
    expect(Object.keys(found ?? {})[0]).toBe('_id')
  })

  test('an ordered insert stops at the first duplicate, an unordered one goes on', async () => {
    await things().createIndex({ k: 1 }, { unique: true })
    const documents = () => [{ k: 1 }, { k: 1 }, { k: 2 }]
    const ordered = await things()
      .insertMany(documents())
      .catch((error) => error)
    expect(ordered).toMatchObject({ code: 11000, insertedCount: 1 })
    await things().deleteMany({})
    const unordered = await things()
      .insertMany(documents(), { ordered: false })
      .catch((error) => error)
    expect(unordered).toMatchObject({ code: 11000, insertedCount: 2 })
  })

  test('a cursor hands out every document once, batch by batch', async () => {
    await things().insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
    const seen = await things().find().sort({ n: -1 }).skip(10).batchSize(7).toArray()
    expect(seen.map(({ n }) => n)).toEqual(Array.from({ length: 990 }, (_, i) => 989 - i))
  })

  test('findOneAndUpdate takes the first in order and gives it back before or after', async () => {
    await things().insertMany([{ n: 2 }, { n: 1 }])
    const options = { sort: { n: 1 }, projection: { _id: 0 } } as const
    expect(await things().findOneAndUpdate({}, { $inc: { n: 10 } }, options)).toEqual({ n: 1 })
    expect(await things().findOneAndUpdate({}, { $inc: { n: 10 } }, { ...options, returnDocument: 'after' })).toEqual({
      n: 12,
    })
    expect(await things().findOneAndDelete({ n: 12 }, options)).toEqual({ n: 12 })
    expect(await things().countDocuments()).toBe(1)
  })

  test('an upsert inserts what the filter and the update say, once', async () => {
    const upsert = () =>
      things().updateOne({ key: 'a', 'in.side': 1 }, { $set: { v: 1 }, $setOnInsert: { made: true } }, { upsert: true })
    expect(await upsert()).toMatchObject({ upsertedCount: 1, matchedCount: 0 })
    expect(await upsert()).toMatchObject({ upsertedCount: 0, matchedCount: 1, modifiedCount: 0 })
    expect(
      await things()
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ key: 'a', in: { side: 1 }, v: 1, made: true }])
  })

  test('bulkWrite, distinct and estimatedDocumentCount work', async () => {
    await things().bulkWrite([
      { insertOne: { document: { n: 1, t: ['a', 'b'] } } },
      { updateOne: { filter: { n: 2 }, update: { $set: { t: ['b', 'c'] } }, upsert: true } },
      { replaceOne: { filter: { n: 1 }, replacement: { n: 3, t: 'd' } } },
      { deleteOne: { filter: { n: 99 } } },
    ])
    expect(await things().distinct('t')).toEqual(['b', 'c', 'd'])
    expect(await things().estimatedDocumentCount()).toBe(2)
  })
})

describe('GridFS', () => {
  test('a file is uploaded, found, downloaded and deleted', async () => {
    const bucket = new GridFSBucket(client.db('test'), { chunkSizeBytes: 1000 })
    const content = 'deck '.repeat(5000)
    const id = new ObjectId()
    const upload = bucket.openUploadStreamWithId(id, 'deck.pdf', { metadata: { campaign: 'spring' } })
    await new Promise<void>((resolve, reject) => upload.on('finish', resolve).on('error', reject).end(content))
    expect(await bucket.find({ 'metadata.campaign': 'spring' }).toArray()).toMatchObject([{ _id: id, length: 25_000 }])
    expect(await text(bucket.openDownloadStreamByName('deck.pdf'))).toBe(content)
    await bucket.delete(id)
    expect(await client.db('test').collection('fs.chunks').countDocuments()).toBe(0)
  })
})

describe('indexes', () => {
  test('a duplicate is refused with the key pattern and value', async () => {
    await things().createIndex({ channel: 1, address: 1 }, { unique: true })
    await things().insertOne({ channel: 'email', address: 'a@b.example' })
    const error = await things()
      .insertOne({ channel: 'email', address: 'a@b.example' })
      .catch((failure) => failure)
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { channel: 1, address: 1 },
      keyValue: { channel: 'email', address: 'a@b.example' },
    })
  })

  test('a partial unique index binds only the documents its filter covers', async () => {
    await things().createIndex({ contact: 1 }, { unique: true, partialFilterExpression: { open: { $eq: true } } })
    await things().insertMany([{ contact: 1, open: true }, { contact: 1, open: false }, { contact: 1 }])
    await expect(things().updateOne({ open: false }, { $set: { open: true } })).rejects.toMatchObject({ code: 11000 })
    expect(await things().find({ contact: 1 }).toArray()).toHaveLength(3)
    expect(await things().find({ contact: 1, open: true }).toArray()).toHaveLength(1)
  })

  test('an index that existing documents break is not made', async () => {
    await things().insertMany([{ k: 1 }, { k: 1 }])
    await expect(things().createIndex({ k: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 })
    expect(await things().listIndexes().toArray()).toHaveLength(1)
  })
})

describe('aggregation', () => {
  test('groups, joins and facets', async () => {
    await things().insertMany([
      { _id: 'a', n: 1, at: new Date('2026-03-29T22:30:00Z') },
      { _id: 'b', n: 3, at: new Date('2026-03-30T10:00:00Z') },
    ] as Document[])
    await client
      .db('test')
      .collection('other')
      .insertMany([
        { thing: 'a', v: 1 },
        { thing: 'a', v: 2 },
      ])
    const day = { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Europe/Berlin' } }
    expect(
      await things()
        .aggregate([{ $group: { _id: day, n: { $sum: '$n' }, mean: { $avg: '$n' } } }])
        .toArray(),
    ).toEqual([{ _id: '2026-03-30', n: 4, mean: 2 }])
    const joined = await things()
      .aggregate([
        { $lookup: { from: 'other', localField: '_id', foreignField: 'thing', as: 'others' } },
        { $project: { count: { $size: '$others' } } },
        { $sort: { count: 1 } },
      ])
      .toArray()
    expect(joined).toEqual([
      { _id: 'b', count: 0 },
      { _id: 'a', count: 2 },
    ])
    expect(
      await things()
        .aggregate([{ $facet: { all: [{ $count: 'n' }], big: [{ $match: { n: { $gt: 2 } } }, { $count: 'n' }] } }])
        .toArray(),
    ).toEqual([{ all: [{ n: 2 }], big: [{ n: 1 }] }])
  })
})

describe('what is not in the subset', () => {
  const refused: [string, number, () => Promise<unknown>][] = [
    ['an unknown command', 59, () => client.db('test').command({ mapReduce: 'things' })],
    ['an unknown field of a command', 40415, () => client.db('test').command({ find: 'things', tailable: true })],
    ['a hint', 238, () => things().find({}).hint({ _id: 1 }).toArray()],
    ['a collation', 238, () => things().find({}).collation({ locale: 'en' }).toArray()],
    [
      'a collation of an update',
      238,
      () => things().updateOne({}, { $set: { a: 1 } }, { collation: { locale: 'en' } }),
    ],
    [
      'a read concern other than local',
      238,
      () =>
        things()
          .find({}, { readConcern: { level: 'majority' } })
          .toArray(),
    ],
    [
      'an unknown query operator',
      2,
      () =>
        things()
          .find({ a: { $near: 1 } })
          .toArray(),
    ],
    ['an unknown top level operator', 2, () => things().find({ $where: '1' }).toArray()],
    ['an unknown update operator', 9, () => things().updateOne({}, { $rename: { a: 'b' } })],
    ['a pipeline update', 238, () => things().updateOne({}, [{ $set: { a: 1 } }])],
    ['a positional update', 238, () => things().updateOne({}, { $set: { 'a.$': 1 } })],
    [
      'an unknown stage',
      40324,
      () =>
        things()
          .aggregate([{ $graphLookup: {} }])
          .toArray(),
    ],
    [
      'an unknown expression',
      168,
      () =>
        things()
          .aggregate([{ $project: { a: { $rand: {} } } }])
          .toArray(),
    ],
    [
      'an unknown accumulator',
      15952,
      () =>
        things()
          .aggregate([{ $group: { _id: 1, a: { $stdDevPop: '$a' } } }])
          .toArray(),
    ],
    ['an unknown index option', 197, () => things().createIndex({ a: 1 }, { wildcardProjection: { a: 1 } })],
    ['a text index', 238, () => things().createIndex({ a: 'text' })],
    ['a change stream', 40573, () => things().watch().next()],
  ]
  test.each(refused)('%s is refused with code %i', async (_what, code, run) => {
    await expect(run()).rejects.toMatchObject({ code })
  })

  test('a transaction is refused as by a standalone server', async () => {
    const session = client.startSession()
    const run = () => session.withTransaction(() => things().insertOne({ a: 1 }, { session }))
    await expect(run()).rejects.toMatchObject({ originalError: { code: 20 } })
    await session.endSession()
  })
})
