/**
 * Measures the embedded store through the driver: `npx tsx bench/embedded-store.bench.ts` after `npm run build`, or with
 * MONGODB_URI against any other server. Prints one JSON document: operations a second, the 50th and 99th percentile in
 * milliseconds, and the ratio to `ping` with the same number of lanes in the same run, which is what driver, loopback
 * and machine allow at that moment.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Db, MongoClient } from 'mongodb'

const MAIN = fileURLToPath(new URL('../services/embedded-store/dist/main.js', import.meta.url))
const LANES = [1, 16]
const PINGS = 3000
const INSERTS = 3000
const CLAIMS = 3000
const PENDING = 10_000
const BATCH = 1000

interface Measurement {
  readonly name: string
  readonly lanes: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

async function measure(
  name: string,
  lanes: number,
  times: number,
  run: (n: number) => Promise<unknown>,
): Promise<Measurement> {
  const durations: number[] = []
  let next = 0
  const lane = async () => {
    while (next < times) {
      const n = next++
      const started = performance.now()
      await run(n)
      durations.push(performance.now() - started)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: lanes }, lane))
  const seconds = (performance.now() - started) / 1000
  durations.sort((a, b) => a - b)
  const percentile = (share: number) => round(durations[Math.floor(durations.length * share)] ?? 0)
  return { name, lanes, perSecond: Math.round(times / seconds), p50Ms: percentile(0.5), p99Ms: percentile(0.99) }
}

async function fillQueue(db: Db): Promise<void> {
  const jobs = db.collection('jobs')
  await jobs.deleteMany({})
  await jobs.createIndex({ status: 1, dueAt: 1 })
  const job = (n: number) => ({ status: 'ready', dueAt: new Date(n), payload: { text: 'x'.repeat(300) }, attempts: 0 })
  for (let at = 0; at < PENDING; at += BATCH)
    await jobs.insertMany(Array.from({ length: BATCH }, (_, n) => job(at + n)))
}

async function claim(db: Db): Promise<void> {
  const claimed = await db
    .collection('jobs')
    .findOneAndUpdate(
      { status: 'ready', dueAt: { $lte: new Date() } },
      { $set: { status: 'claimed', leasedUntil: new Date() }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 } },
    )
  if (!claimed) throw new Error('the queue ran dry')
}

async function measureAll(db: Db): Promise<object[]> {
  const results: object[] = []
  await measure('warm-up', 16, PINGS, (n) => db.collection('warm').insertOne({ n }))
  for (const lanes of LANES) {
    await fillQueue(db)
    const ping = await measure('ping', lanes, PINGS, () => db.command({ ping: 1 }))
    const insert = await measure('insertOne', lanes, INSERTS, (n) =>
      db.collection('inbox').insertOne({ n, text: 'x'.repeat(300) }),
    )
    const claims = await measure('claim', lanes, CLAIMS, () => claim(db))
    for (const one of [ping, insert, claims])
      results.push({ ...one, ratioToPing: round(one.perSecond / ping.perSecond) })
  }
  const documents = () => Array.from({ length: BATCH }, (_, n) => ({ n, text: 'x'.repeat(300) }))
  const bulk = await measure('insertMany(1000)', 1, 10, () => db.collection('bulk').insertMany(documents()))
  return [...results, { ...bulk, documentsPerSecond: bulk.perSecond * BATCH }]
}

async function startServer(durability: string, dataDir: string): Promise<{ uri: string; child: ChildProcess }> {
  const settings = { EMBEDDED_STORE_DIR: dataDir, EMBEDDED_STORE_PORT: '0', EMBEDDED_STORE_DURABILITY: durability }
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) return { uri: JSON.parse(line).uri, child }
  throw new Error('the embedded store did not start: run npm run build first')
}

async function measureServer(uri: string): Promise<object[]> {
  const client = await MongoClient.connect(uri)
  const db = client.db(`bench_${process.pid}`)
  try {
    return await measureAll(db)
  } finally {
    await db.dropDatabase()
    await client.close()
  }
}

async function measureEmbedded(durability: string): Promise<object> {
  const dataDir = mkdtempSync(join(tmpdir(), 'embedded-store-bench-'))
  const { uri, child } = await startServer(durability, dataDir)
  try {
    return { server: 'embedded', durability, results: await measureServer(uri) }
  } finally {
    child.kill('SIGTERM')
    rmSync(dataDir, { recursive: true })
  }
}

const external = process.env.MONGODB_URI
const report = external
  ? [{ server: 'MONGODB_URI', results: await measureServer(external) }]
  : [await measureEmbedded('fsync'), await measureEmbedded('os')]
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
