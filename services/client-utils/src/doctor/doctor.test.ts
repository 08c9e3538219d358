import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MemoryStore, systemClock } from '@outrider/shared'
import type { Account } from '@outrider/shared/domain'
import { afterEach, describe, expect, it } from 'vitest'
import { campaignNamed } from '../testing/memory-session.ts'
import { type Check, notOk } from './check.ts'
import { checkCampaigns, checkContents, checkServices } from './check-contents.ts'
import { mergedChecks } from './check-mail.ts'
import { checkModel, ollamaUrl } from './check-model.ts'

const now = new Date('2026-03-02T10:00:00Z')
const bot: Account = {
  _id: 'bot',
  settings: { _id: 'bot', channel: 'telegram', username: 'b', tokenEnv: 'BOT_TOKEN', apiRoot: 'http://127.0.0.1:1' },
  state: { status: 'active', reason: null, since: now },
  checkpoint: {},
}
const beat = (service: string, secondsAgo: number) => ({
  _id: `${service}:${secondsAgo}`,
  service,
  at: new Date(now.getTime() - secondsAgo * 1_000),
  details: { brain: 'offline' },
})
const found = (checks: readonly Check[], check: string) => checks.find((each) => each.check === check)

describe('services', () => {
  it('are those the accounts need; one whose newest sign of life is old does not run', () => {
    const checks = checkServices([bot], [beat('app-logic', 900), beat('app-logic', 4), beat('telegram-bot', 90)], now)
    expect(checks.map(({ check, status }) => [check, status])).toEqual([
      ['app-logic', 'ok'],
      ['telegram-bot', 'not ok'],
    ])
    expect(checks[1]?.remedy).toContain('docker compose up -d telegram_bot')
  })
})

describe('campaigns', () => {
  it('need a loaded account and their presentation', () => {
    const checks = checkCampaigns([campaignNamed('reviews')], [bot], new Set(['deck.pdf']))
    expect(found(checks, 'accounts')).toMatchObject({ status: 'not ok', detail: 'sales is not loaded' })
    expect(found(checks, 'presentation')).toMatchObject({
      status: 'not ok',
      detail: expect.stringContaining('deck.pdf'),
    })
  })
})

describe('contents of the database', () => {
  it('of an empty one say to load an init file', async () => {
    const checks = await checkContents(new MemoryStore(systemClock), {}, now)
    expect(checks.filter(({ area }) => area === 'accounts' || area === 'campaigns')).toMatchObject([
      { status: 'not ok', remedy: 'Run `client-utils init FILE`.' },
      { status: 'not ok', remedy: 'Run `client-utils init FILE`.' },
    ])
  })

  it('tell of a paused account with its reason, and of a secret that is not set', async () => {
    const store = new MemoryStore(systemClock)
    await store.accounts.putSettings({ ...bot, state: { status: 'paused', reason: '401 Unauthorized', since: now } })
    const checks = await checkContents(store, {}, now)
    expect(found(checks, 'state')).toMatchObject({
      status: 'not ok',
      detail: expect.stringContaining('401 Unauthorized'),
    })
    expect(found(checks, 'secret')).toMatchObject({ status: 'not ok', detail: 'BOT_TOKEN is not set here' })
  })

  it('do not ask for a secret here that the running service has', async () => {
    const store = new MemoryStore(systemClock)
    await store.accounts.putSettings(bot)
    await store.heartbeats.beat(beat('telegram-bot', 1))
    expect(found(await checkContents(store, {}, now), 'secret')?.status).toBe('note')
  })

  it('tell of dead events', async () => {
    const store = new MemoryStore(systemClock)
    await store.inbox.put({ _id: 'timer:1', type: 'timer', conversationId: 'v_1', version: 0 })
    const claim = await store.inbox.claim()
    if (claim !== null) await store.inbox.settle(claim, { outcome: 'dead', reason: 'gone' })
    expect(found(await checkContents(store, {}, now), 'dead events')).toMatchObject({ status: 'not ok' })
  })
})

describe('the two doctors together', () => {
  const secret = (status: 'note' | 'not ok') => ({
    area: 'account sales',
    check: 'secret',
    status,
    detail: '',
    remedy: null,
  })
  const mail = [
    notOk('account sales', 'account', 'paused', 'resume'),
    notOk('account sales', 'credentials', 'MAIL_PASSWORD is not set', 'set it'),
    notOk('account sales', 'spf', 'none', 'add it'),
  ]

  it('tell the state of an account and its missing secret once', () => {
    expect(mergedChecks([secret('not ok')], mail).map(({ check }) => check)).toEqual(['secret', 'spf'])
  })

  it('do not blame an installation for a secret that only its running service has', () => {
    const merged = mergedChecks([secret('note')], mail)
    expect(merged.map(({ check, status }) => [check, status])).toEqual([
      ['secret', 'note'],
      ['logins', 'note'],
      ['spf', 'not ok'],
    ])
  })
})

describe('the model', () => {
  let server: Server | null = null
  afterEach(async () => {
    server?.close()
    server = null
  })

  async function ollamaWith(status: number, body: string): Promise<string> {
    server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('without OLLAMA_HOST is no fault: the offline brain answers', async () => {
    expect(await checkModel({})).toMatchObject([{ status: 'note' }])
  })

  it('is there when the server has its tag', async () => {
    const host = await ollamaWith(200, '{"models":[{"name":"qwen2.5:7b"}]}')
    expect(await checkModel({ OLLAMA_HOST: host })).toMatchObject([{ status: 'ok' }, { check: 'model', status: 'ok' }])
  })

  it('that is missing is named with those there are, and how to get it', async () => {
    const host = await ollamaWith(200, '{"models":[{"name":"llama3:8b"}]}')
    expect(await checkModel({ OLLAMA_HOST: host, OLLAMA_MODEL: 'qwen3:8b' })).toMatchObject([
      { status: 'ok' },
      {
        status: 'not ok',
        detail: 'qwen3:8b is not there; it has: llama3:8b',
        remedy: expect.stringContaining('ollama pull'),
      },
    ])
  })

  it.each([
    ['does not listen', async () => '127.0.0.1:9'],
    ['answers an error', () => ollamaWith(500, 'boom')],
    ['is something else', () => ollamaWith(200, '<html>')],
  ])('of a server that %s is not ok', async (_, host) => {
    expect(await checkModel({ OLLAMA_HOST: await host() })).toMatchObject([{ check: 'ollama', status: 'not ok' }])
  })

  it.each([
    ['localhost', 'http://localhost:11434/'],
    ['0.0.0.0:11500', 'http://127.0.0.1:11500/'],
    ['https://llm.example.com', 'https://llm.example.com/'],
    ['http://gpu:80', 'http://gpu/'],
  ])('is looked for at %s as Ollama itself would read it', (host, url) => {
    expect(ollamaUrl(host).href).toBe(url)
  })
})
