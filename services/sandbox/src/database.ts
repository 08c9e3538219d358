import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { entryOf, ServiceProcess } from './service-process.ts'

/** The database of a sandbox run, and the process that is it (null for one that was there already). */
export interface SandboxDatabase {
  readonly uri: string
  readonly why: string
  readonly process: { kill(): void; stop(): Promise<void> } | null
}

/** MONGODB_URI where it is set, else a `mongod` found on the machine, else the embedded store. */
export async function startDatabase(dataFolder: string, logFolder: string): Promise<SandboxDatabase> {
  const given = process.env.MONGODB_URI
  if (given) return { uri: given, why: 'database: the one of MONGODB_URI', process: null }
  const port = await freePort()
  const mongod = findMongod()
  return mongod === null ? startEmbedded(dataFolder, logFolder, port) : startMongod(mongod, dataFolder, port)
}

async function startEmbedded(dataFolder: string, logFolder: string, port: number): Promise<SandboxDatabase> {
  const ready = { now: () => {} }
  const listening = new Promise<void>((resolve) => {
    ready.now = resolve
  })
  const process = new ServiceProcess({
    name: 'embedded-store',
    entry: entryOf('embedded-store', 'dist/main.js'),
    environment: { EMBEDDED_STORE_DIR: join(dataFolder, 'store'), EMBEDDED_STORE_PORT: String(port) },
    logFolder,
    onLine: (line) => line.includes('"ready"') && ready.now(),
  })
  await listening
  return {
    uri: `mongodb://127.0.0.1:${port}`,
    why: 'database: the embedded store (no MONGODB_URI, no mongod on this machine)',
    process,
  }
}

async function startMongod(mongod: string, dataFolder: string, port: number): Promise<SandboxDatabase> {
  const dbpath = join(dataFolder, 'mongod')
  mkdirSync(dbpath, { recursive: true })
  const child = spawn(mongod, ['--dbpath', dbpath, '--port', String(port), '--bind_ip', '127.0.0.1'], {
    stdio: 'ignore',
  })
  return {
    uri: `mongodb://127.0.0.1:${port}`,
    why: `database: ${mongod}, found on this machine`,
    process: {
      kill: () => child.kill('SIGKILL'),
      stop: async () => {
        const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
        if (child.kill('SIGTERM')) await exited
      },
    },
  }
}

function findMongod(): string | null {
  try {
    return execFileSync('which', ['mongod'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

/** A port nobody listens on now; fixed for the run, so that a killed store comes back where it was. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise<void>((resolve) => probe.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new Error('no port to be had on 127.0.0.1')
  return address.port
}
