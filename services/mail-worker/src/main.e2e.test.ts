import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openMongoStore, type Store, systemClock } from '@outrider/shared'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dovecotMissing } from '../testing/installed.ts'
import { AGENT, entryOf, fromTheFirstMail, type MailWorld, mailOf, startMailWorld } from '../testing/mail-world.ts'
import { startTcpProxy } from '../testing/tcp-proxy.ts'

const missing = dovecotMissing()
const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const database = fileURLToPath(new URL('../../embedded-store/dist/main.js', import.meta.url))

const eventually = <T>(check: () => T | Promise<T>, timeout = 60_000) => vi.waitFor(check, { timeout, interval: 20 })

describe.skipIf(missing !== null)(`the mail worker as a process${missing === null ? '' : `: ${missing}`}`, () => {
  let world: MailWorld
  let store: Store
  let uri: string
  let folder: string
  let databaseProcess: ChildProcess
  let worker: ChildProcess | null = null

  beforeEach(async () => {
    world = await startMailWorld()
    folder = mkdtempSync(join(tmpdir(), 'outrider-store-'))
    const env = {
      ...process.env,
      EMBEDDED_STORE_DIR: folder,
      EMBEDDED_STORE_PORT: '0',
      EMBEDDED_STORE_DURABILITY: 'os',
    }
    databaseProcess = spawn(process.execPath, [database], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    uri = await readyUri(databaseProcess)
    store = await openMongoStore({ uri, clock: systemClock })
  })
  afterEach(async () => {
    await end('SIGKILL')
    await store.close()
    databaseProcess.kill('SIGKILL')
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const begin = () => {
    const env = {
      ...process.env,
      ...world.environment,
      MONGODB_URI: uri,
      LEASE_MS: '1500',
      POLL_MAX_MS: '50',
      MAIL_ACCOUNTS_REFRESH_MS: '100',
      MAIL_DEFER_MS: '200',
      LOG_LEVEL: 'error',
    }
    worker = spawn(process.execPath, [program], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ended = worker
    worker = null
    if (ended === null || ended.exitCode !== null || ended.signalCode !== null) return ended?.exitCode ?? null
    const exit = once(ended, 'exit')
    ended.kill(signal)
    const [code] = await exit
    return code as number | null
  }
  const addAccount = async () => {
    const state = { status: 'active', reason: null, since: new Date() } as const
    await store.accounts.putSettings({ _id: 'sales', settings: world.account(), state, checkpoint: fromTheFirstMail() })
  }
  const received = async (subjects: readonly string[]) => {
    const account = await store.accounts.get('sales')
    const { uidValidity } = (account?.checkpoint.INBOX ?? {}) as { uidValidity?: string }
    const ids = subjects.map((_, index) => `mail:sales:${uidValidity}:${index + 1}`)
    const found = await Promise.all(ids.map((id) => store.inbox.get(id)))
    return found.map((event) => (event?.type === 'message' ? event.subject : null))
  }

  it('killed again and again: every mail becomes one document, no entry leaves twice, none is forgotten', async () => {
    await addAccount()
    const entries = Array.from({ length: 60 }, () => entryOf())
    for (const entry of entries) await store.outbox.put(entry)
    const subjects = Array.from({ length: 60 }, (_, n) => `mail ${n}`)
    const arriving = subjects.reduce<Promise<void>>(
      (before, subject) => before.then(() => world.dovecot.deliver(AGENT, mailOf({ Subject: subject }))),
      Promise.resolve(),
    )
    for (const goal of [5, 15, 25, 40]) {
      begin()
      await eventually(() => expect(world.bridge.accepted.length).toBeGreaterThanOrEqual(goal))
      await end('SIGKILL')
    }
    begin()
    await arriving
    const statuses = () => Promise.all(entries.map(async ({ _id }) => (await store.outbox.get(_id))?.status))
    await eventually(async () => expect((await statuses()).every((s) => s === 'sent' || s === 'uncertain')).toBe(true))
    await eventually(async () => expect(await received(subjects)).toEqual(subjects))

    const ids = world.bridge.accepted.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw.toString())?.[1])
    expect(new Set(ids).size).toBe(ids.length)
    const settled = await statuses()
    const sent = entries.filter((_, index) => settled[index] === 'sent')
    expect(sent.filter(({ messageId }) => !ids.includes(messageId ?? ''))).toEqual([])
    // Four kills with four hand-overs at a time leave at most that many in doubt.
    expect(settled.filter((status) => status === 'uncertain').length).toBeLessThanOrEqual(16)
  }, 180_000)

  it('asked to stop it finishes what is in hand and ends well, and tells meanwhile that it lives', async () => {
    await addAccount()
    begin()
    await eventually(async () => expect(await store.heartbeats.list()).toMatchObject([{ service: 'mail-worker' }]))
    const entry = entryOf()
    await store.outbox.put(entry)
    await eventually(async () => expect((await store.outbox.get(entry._id))?.status).toBe('sent'))
    expect(await end('SIGTERM')).toBe(0)
  })

  it('it waits for a database that comes late', async () => {
    const proxy = await startTcpProxy(Number(new URL(uri).port))
    proxy.refuse(true)
    uri = uri.replace(new URL(uri).port, String(proxy.port))
    begin()
    await eventually(() => expect(proxy.refused).toBeGreaterThan(0))
    proxy.refuse(false)
    await eventually(async () => expect(await store.heartbeats.list()).toMatchObject([{ service: 'mail-worker' }]))
    expect(await end('SIGTERM')).toBe(0)
    await proxy.close()
  })

  it('wrong settings end it at once, with the names of the variables', async () => {
    const env = { ...process.env, MONGODB_URI: 'nonsense', MAIL_SEND_CONCURRENCY: 'many' }
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let told = ''
    child.stderr.on('data', (bytes) => {
      told += bytes
    })
    const [code] = await once(child, 'exit')
    expect(code).toBe(2)
    expect(told).toContain('MONGODB_URI')
    expect(told).toContain('MAIL_SEND_CONCURRENCY')
  })
})

async function readyUri({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the store has no output')
  for await (const line of createInterface({ input: stdout })) return (JSON.parse(line) as { uri: string }).uri
  throw new Error('the store did not start')
}
