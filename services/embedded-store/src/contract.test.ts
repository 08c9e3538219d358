import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectDatabase, openMongoStore, systemClock } from '@outrider/shared'
import { storeContract, VirtualClock } from '@outrider/shared/testing'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedStore } from './index.ts'

/** Runs against whatever MONGODB_URI points to (a real mongod: `npm run test:contract`), else the embedded store. */
const given = process.env.MONGODB_URI
let uri = given ?? ''
let stop = async () => {}

beforeAll(async () => {
  if (given !== undefined) return
  const dataDir = await mkdtemp(join(tmpdir(), 'outrider-contract-'))
  const server = await startEmbeddedStore({ dataDir, durability: 'os' })
  uri = server.uri
  stop = async () => {
    await server.close()
    await rm(dataDir, { recursive: true })
  }
})
afterAll(() => stop())

let databases = 0

storeContract(given === undefined ? 'embedded store' : 'mongod', async () => {
  const clock = new VirtualClock('2026-03-10T07:00:00Z')
  const database = `contract_${process.pid}_${++databases}`
  const settings = { uri, database, clock, queue: { maxAttempts: 3 } }
  const [store, other] = [await openMongoStore(settings), await openMongoStore(settings)]
  return {
    store,
    other,
    clock,
    close: async () => {
      await Promise.all([store.close(), other.close()])
      const client = await MongoClient.connect(uri)
      await client.db(database).dropDatabase()
      await client.close()
    },
  }
})

describe(`${given === undefined ? 'embedded store' : 'mongod'}: looked at from outside`, () => {
  it('tells which indexes of the contract are there, before and after they are made', async () => {
    const database = `contract_${process.pid}_inspected`
    const before = await inspectDatabase(uri, database)
    expect(before.indexesPresent).toBe(0)
    await (await openMongoStore({ uri, database, clock: systemClock })).close()
    const after = await inspectDatabase(uri, database)
    expect(after.indexesMissing).toEqual([])
    expect(after.indexesPresent).toBe(before.indexesMissing.length)
  })
})
