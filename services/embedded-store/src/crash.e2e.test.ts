import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type Document, MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))
let dataDir: string
const running = new Set<ChildProcess>()

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-store-'))
})
afterEach(async () => {
  for (const child of running) await end(child, 'SIGKILL')
  rmSync(dataDir, { recursive: true })
})

function start(env: NodeJS.ProcessEnv = {}): ChildProcess {
  const settings = { EMBEDDED_STORE_DIR: dataDir, EMBEDDED_STORE_PORT: '0', ...env }
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.on('exit', () => running.delete(child))
  return child
}

async function ready(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface(child.stdout)) return JSON.parse(line).uri
  throw new Error('ended before it was ready')
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const exit = once(child, 'exit')
  child.kill(signal)
  return (await exit)[0]
}

interface Acknowledged {
  readonly ids: string[]
  increments: number
}

/** Inserts and counts until the server is gone, and notes what was acknowledged. */
async function writeUntilGone(uri: string, lane: string, noted: Acknowledged, onWrite: () => void): Promise<void> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 500 })
  const database = client.db('test')
  try {
    for (let n = 0; ; n++) {
      const _id = `${lane}-${n}`
      await database.collection<Document>('items').insertOne({ _id, lane, tag: 't', n } as Document)
      noted.ids.push(_id)
      await database
        .collection<Document>('counters')
        .updateOne({ _id: lane } as Document, { $inc: { n: 1 } }, { upsert: true })
      noted.increments++
      onWrite()
    }
  } catch {
    await client.close()
  }
}

describe('kill -9 while writers write', () => {
  test.each(['fsync', 'os'])('loses nothing that was acknowledged (%s)', async (durability) => {
    const lanes = ['a', 'b', 'c', 'd']
    const noted = new Map(lanes.map((lane) => [lane, { ids: [], increments: 0 } as Acknowledged]))
    for (let round = 0; round < 4; round++) {
      const child = start({ EMBEDDED_STORE_DURABILITY: durability })
      const uri = await ready(child)
      const client = await MongoClient.connect(uri)
      if (round === 0) await client.db('test').collection('items').createIndex({ lane: 1, n: 1 }, { name: 'lane' })
      if (round === 0) await client.db('test').collection('items').createIndex({ tag: 1 })
      await client.close()
      let writes = 0
      const exited = once(child, 'exit')
      const kill = () => ++writes === 200 && child.kill('SIGKILL')
      const fresh = lanes.map((lane) => [lane, { ids: [], increments: 0 } as Acknowledged] as const)
      await Promise.all([
        exited,
        ...fresh.map(([lane, acknowledged]) => writeUntilGone(uri, `${lane}${round}`, acknowledged, kill)),
      ])
      for (const [lane, acknowledged] of fresh) noted.set(`${lane}${round}`, acknowledged)
    }
    const client = await MongoClient.connect(await ready(start({ EMBEDDED_STORE_DURABILITY: durability })))
    await check(client, noted)
    await client.close()
  })
})

async function check(client: MongoClient, noted: ReadonlyMap<string, Acknowledged>): Promise<void> {
  const items = client.db('test').collection<Document>('items')
  const stored = new Set((await items.find({}).toArray()).map(({ _id }) => String(_id)))
  expect([...noted.values()].flatMap(({ ids }) => ids).filter((id) => !stored.has(id))).toEqual([])
  expect(await items.countDocuments({ tag: 't' })).toBe(stored.size)
  expect(await items.countDocuments({})).toBe(stored.size)
  for (const [lane, { ids, increments }] of noted) {
    if (ids.length === 0) continue
    const byIndex = await items.find({ lane }).sort({ n: 1 }).toArray()
    // The last write of a lane may have been stored without being acknowledged.
    expect(byIndex.length - ids.length).toBeOneOf([0, 1])
    expect(byIndex.map(({ n }) => n)).toEqual(byIndex.map((_, n) => n))
    const counter = await client
      .db('test')
      .collection<Document>('counters')
      .findOne({ _id: lane } as Document)
    expect((counter?.n ?? 0) - increments).toBeOneOf([0, 1])
  }
}

describe('one process per data folder', () => {
  test('a second is refused, told who holds it, and starts once the first was killed', async () => {
    const first = start()
    await ready(first)
    const second = start()
    const [exit, message] = await Promise.all([once(second, 'exit'), second.stderr ? text(second.stderr) : ''])
    expect(exit[0]).not.toBe(0)
    expect(message).toContain(`process ${first.pid}`)
    await end(first, 'SIGKILL')
    expect(await ready(start())).toContain('mongodb://127.0.0.1')
  })

  test('of many that start at once, one runs', async () => {
    const started = Array.from({ length: 5 }, () => start())
    const outcomes = await Promise.allSettled(started.map(ready))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('the process', () => {
  test('stops with 0 on SIGTERM, though a client is connected', async () => {
    const child = start()
    const client = await MongoClient.connect(await ready(child))
    await client.db('test').collection('a').insertOne({})
    expect(await end(child, 'SIGTERM')).toBe(0)
    await client.close()
  })

  test('says what to do when the port is taken', async () => {
    const first = start()
    const { port } = new URL(await ready(first))
    const other = mkdtempSync(join(tmpdir(), 'embedded-store-'))
    const second = start({ EMBEDDED_STORE_PORT: port, EMBEDDED_STORE_DIR: other })
    const [exit, message] = await Promise.all([once(second, 'exit'), second.stderr ? text(second.stderr) : ''])
    expect(exit[0]).not.toBe(0)
    expect(message).toContain('EMBEDDED_STORE_PORT')
    rmSync(other, { recursive: true })
  })

  test('listens beyond loopback only when that is allowed in so many words', async () => {
    const child = start({ EMBEDDED_STORE_HOST: '0.0.0.0' })
    const [exit, message] = await Promise.all([once(child, 'exit'), child.stderr ? text(child.stderr) : ''])
    expect(exit[0]).not.toBe(0)
    expect(message).toContain('EMBEDDED_STORE_ALLOW_REMOTE=1')
  })
})
