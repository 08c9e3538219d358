import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openMongoStore, type Store, systemClock } from '@outrider/shared'
import { accountDocument, campaignDocument, contactDocument, conversationDocument } from '@outrider/shared/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startEmbeddedStore } from '../../embedded-store/src/index.ts'
import { startTelegramStandIn, type TelegramStandIn } from '../../sandbox/src/telegram-stand-in/telegram-stand-in.ts'

const TOKEN = '4242:secret-of-the-bot'
const IVAN = { id: 100, firstName: 'Ivan' }
const FIRST_ID = 500
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))

let folder: string
let server: Awaited<ReturnType<typeof startEmbeddedStore>>
let store: Store
let standIn: TelegramStandIn
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telegram-bot-'))
  server = await startEmbeddedStore({ dataDir: folder, port: 0 })
  store = await openMongoStore({ uri: server.uri, clock: systemClock })
  standIn = await startTelegramStandIn({ token: TOKEN, username: 'sales_bot', firstUpdateId: FIRST_ID })
  const { apiRoot } = standIn
  const settings = { _id: 'bot', channel: 'telegram', username: 'sales_bot', tokenEnv: 'THE_TOKEN', apiRoot } as const
  await store.accounts.putSettings(accountDocument({ _id: 'bot', settings }))
  await store.campaigns.put(campaignDocument())
  await store.contacts.create(contactDocument({ telegramToken: 'link-of-ivan' }))
  await store.conversations.create(conversationDocument())
})

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child)
  await store.close()
  await standIn.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

function start(environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, MONGODB_URI: server.uri, THE_TOKEN: TOKEN, HEARTBEAT_MS: '50', ...environment }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  children.push(child)
  const log: string[] = []
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()))
  return { child, log: () => log.join('') }
}

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 })
/** The texts of the first messages by the ids of their updates; null where none is stored. */
const texts = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const event = await store.inbox.get(`telegram:bot:${FIRST_ID + index}`)
      return event?.type === 'message' ? event.text : null
    }),
  )

const saidUntil = (poll: number) => Array.from({ length: poll }, (_, index) => `said at poll ${index + 1}`)

/** At each poll of a process something is said; at its `poll`-th it is killed, before that is answered. */
async function killedAtPoll(poll: number): Promise<void> {
  const { child } = start()
  let polls = 0
  const forget = standIn.onCall((method) => {
    if (method !== 'getupdates') return
    polls += 1
    standIn.say(IVAN, `said at poll ${polls}`)
    if (polls === poll) child.kill('SIGKILL')
  })
  await once(child, 'exit')
  forget()
}

describe('the telegram-bot process', () => {
  it('DESIGN 6.3: killed at any of its polls, it has lost no update and stored none twice', async () => {
    standIn.start(IVAN, 'link-of-ivan')
    for (const poll of [1, 2, 3]) await killedAtPoll(poll)
    start()
    await until(() => expect(standIn.unconfirmed()).toBe(0))
    expect(await texts(8)).toEqual(['', 'said at poll 1', ...saidUntil(2), ...saidUntil(3), null])
    expect((await store.contacts.get('c_1'))?.telegramChatId).toBe('100')
  })

  it('stops at SIGTERM with exit code 0, in the middle of a long poll', async () => {
    const { child, log } = start()
    await until(() => expect(log()).toContain('bot is being read'))
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(log()).toContain('stopped')
    expect(log()).not.toContain('secret-of-the-bot')
  })

  it('gives a sign of life that says how each bot is', async () => {
    start()
    await until(async () => {
      expect(await store.heartbeats.list()).toMatchObject([
        { _id: `telegram-bot:${hostname()}`, details: { bot: 'reading' } },
      ])
    })
  })

  it('names every wrong setting and ends with exit code 2', async () => {
    const { child, log } = start({ MONGODB_URI: 'http://elsewhere', LEASE_MS: 'long' })
    expect(await once(child, 'close')).toEqual([2, null])
    expect(log()).toMatch(/CONFIG_INVALID[\s\S]*MONGODB_URI[\s\S]*LEASE_MS/)
  })

  it('waits for a store that is not there yet', async () => {
    const { child, log } = start({ MONGODB_URI: 'mongodb://user:pass-of-the-store@127.0.0.1:1/' })
    await until(() => expect(log()).toContain('STORE_UNREACHABLE'))
    expect(log()).not.toContain('pass-of-the-store')
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})
