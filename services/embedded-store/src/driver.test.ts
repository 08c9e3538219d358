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
    const seen = await things().find().sort({ n: -1 }).limit(990).batchSize(7).toArray()
    expect(seen.map(({ n }) => n)).toEqual(Array.from({ length: 990 }, (_, i) => 999 - i))
  })

  test('findOneAndUpdate takes the first in order and gives it back before or after', async () => {
    await things().insertMany([{ n: 2 }, { n: 1 }])
    const sort = { n: 1 } as const
    expect(await things().findOneAndUpdate({}, { $inc: { n: 10 } }, { sort })).toMatchObject({ n: 1 })
    const after = await things().findOneAndUpdate({}, { $inc: { n: 10 } }, { sort, returnDocument: 'after' })
    expect(after).toMatchObject({ n: 12 })
    expect(await things().findOneAndUpdate({ n: 2 }, { $inc: { n: 1 } })).toBeNull()
  })

  test('an upsert inserts what the filter and the update say, once', async () => {
    const upsert = () =>
      things().updateOne({ key: 'a', 'in.side': 1 }, { $set: { v: 1 }, $setOnInsert: { made: true } }, { upsert: true })
    expect(await upsert()).toMatchObject({ upsertedCount: 1, matchedCount: 0 })
    expect(await upsert()).toMatchObject({ upsertedCount: 0, matchedCount: 1, modifiedCount: 0 })
    expect(await things().findOne({})).toMatchObject({ key: 'a', in: { side: 1 }, v: 1, made: true })
  })

  test('deleteOne takes one, deleteMany all, countDocuments counts what is left', async () => {
    await things().insertMany([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 2 }])
    expect(await things().deleteOne({ n: 1 })).toMatchObject({ deletedCount: 1 })
    expect(await things().deleteMany({ n: 1 })).toMatchObject({ deletedCount: 2 })
    expect(await things().countDocuments({ n: { $gte: 1 } })).toBe(1)
  })
})

describe('GridFS', () => {
  test('a file is uploaded, found, downloaded and deleted', async () => {
    const bucket = new GridFSBucket(client.db('test'), { chunkSizeBytes: 1000 })
    const content = 'deck '.repeat(5000)
    const id = new ObjectId()
    const upload = bucket.openUploadStreamWithId(id, 'deck.pdf', { metadata: { contentType: 'application/pdf' } })
    await new Promise<void>((resolve, reject) => upload.on('finish', resolve).on('error', reject).end(content))
    expect(await bucket.find({ filename: 'deck.pdf' }).toArray()).toMatchObject([{ _id: id, length: 25_000 }])
    expect(await text(bucket.openDownloadStream(id))).toBe(content)
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

describe('what is not in the subset', () => {
  const refused: [string, number, () => Promise<unknown>][] = [
    ['an unknown command', 59, () => client.db('test').command({ mapReduce: 'things' })],
    ['an unknown field of a command', 40415, () => client.db('test').command({ find: 'things', tailable: true })],
    ['a hint', 40415, () => things().find({}).hint({ _id: 1 }).toArray()],
    ['a collation', 40415, () => things().find({}).collation({ locale: 'en' }).toArray()],
    [
      'a collation of an update',
      40415,
      () => things().updateOne({}, { $set: { a: 1 } }, { collation: { locale: 'en' } }),
    ],
    [
      'a read concern',
      40415,
      () =>
        things()
          .find({}, { readConcern: { level: 'majority' } })
          .toArray(),
    ],
    ['a write of many', 238, () => things().updateMany({}, { $set: { a: 1 } })],
    ['a findAndModify that removes', 238, () => things().findOneAndDelete({ a: 1 })],
    ['a findAndModify that upserts', 238, () => things().findOneAndReplace({ a: 1 }, {}, { upsert: true })],
    ['a type that is not supported', 2, () => things().insertOne({ a: /x/ })],
    ['a field name that begins with a dollar', 52, () => things().insertOne({ a: { $b: 1 } })],
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
          .aggregate([{ $group: { _id: { $rand: {} } } }])
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

  test('a transaction is refused', async () => {
    const session = client.startSession()
    const run = () => session.withTransaction(() => things().insertOne({ a: 1 }, { session }))
    await expect(run()).rejects.toMatchObject({ code: 40415 })
    await session.endSession()
  })
})
