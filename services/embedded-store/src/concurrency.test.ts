import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Document, MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type EmbeddedStore, startEmbeddedStore } from './index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'embedded-store-'))
const CLIENTS = 4
const LANES = 4
const JOBS = 400
let store: EmbeddedStore
let clients: MongoClient[]

beforeAll(async () => {
  store = await startEmbeddedStore({ dataDir })
  clients = await Promise.all(Array.from({ length: CLIENTS }, () => MongoClient.connect(store.uri)))
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await store.close()
  rmSync(dataDir, { recursive: true })
})
beforeEach(() => clients[0]?.db('test').dropDatabase())

const everywhere = <T>(lane: (client: MongoClient, lane: number) => Promise<T>) =>
  Promise.all(clients.flatMap((client) => Array.from({ length: LANES }, (_, n) => lane(client, n))))

test('no two claimers ever claim the same document, and the oldest goes first', async () => {
  const jobs = (client: MongoClient) => client.db('test').collection<Document>('jobs')
  const [first] = clients
  await first?.db('test').collection('jobs').createIndex({ status: 1, dueAt: 1 })
  const documents = Array.from({ length: JOBS }, (_, n) => ({ status: 'ready', dueAt: new Date(n), attempts: 0 }))
  await first?.db('test').collection('jobs').insertMany(documents.toReversed())
  const claimed = await everywhere(async (client) => {
    const mine: number[] = []
    for (;;) {
      const job = await jobs(client).findOneAndUpdate(
        { status: 'ready', dueAt: { $lte: new Date(JOBS) } },
        { $set: { status: 'claimed' }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      if (!job) return mine
      mine.push(job.dueAt.getTime())
    }
  })
  expect(claimed.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: JOBS }, (_, n) => n))
  for (const mine of claimed) expect(mine).toEqual(mine.toSorted((a, b) => a - b))
  expect(await first?.db('test').collection('jobs').countDocuments({ attempts: 1 })).toBe(JOBS)
})

test('of several writers that filter on the same version, one wins', async () => {
  const [first] = clients
  await first
    ?.db('test')
    .collection<Document>('states')
    .insertOne({ _id: 'a', version: 0 } as Document)
  const wins = await everywhere(async (client) => {
    let won = 0
    for (let version = 0; version < 20; version++) {
      const filter = { _id: 'a', version } as Document
      const { modifiedCount } = await client
        .db('test')
        .collection('states')
        .updateOne(filter, { $inc: { version: 1 } })
      won += modifiedCount
    }
    return won
  })
  expect(wins.reduce((a, b) => a + b)).toBe(20)
})

test('of several upserts with the same unique key, one inserts', async () => {
  const [first] = clients
  await first?.db('test').collection('contacts').createIndex({ email: 1 }, { unique: true })
  const results = await everywhere((client) =>
    client
      .db('test')
      .collection('contacts')
      .updateOne({ email: 'a@b.example' }, { $inc: { seen: 1 } }, { upsert: true }),
  )
  expect(results.filter(({ upsertedCount }) => upsertedCount === 1)).toHaveLength(1)
  expect(await first?.db('test').collection('contacts').findOne({})).toMatchObject({ seen: CLIENTS * LANES })
})
