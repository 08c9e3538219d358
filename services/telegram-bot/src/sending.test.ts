import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTelegramStandIn, type TelegramStandIn } from '../../sandbox/src/telegram-stand-in/telegram-stand-in.ts'
import { RunningService } from './testing/running-service.ts'

const TOKEN = '4242:secret-of-the-bot'
const IVAN = { id: 100, firstName: 'Ivan' }
const ANN = { id: 200, firstName: 'Ann' }
const DECK = Buffer.from('%PDF-1.7 deck')

let standIn: TelegramStandIn
let service: RunningService

beforeEach(async () => {
  standIn = await startTelegramStandIn({ token: TOKEN, username: 'sales_bot' })
  service = new RunningService()
  await service.addAccount('bot', standIn.apiRoot, TOKEN)
  await service.addConversation()
  standIn.start(IVAN, 'link-of-ivan')
  standIn.start(ANN)
  service.start()
  await until(() => expect(standIn.unconfirmed()).toBe(0))
})

afterEach(async () => {
  await service.stop()
  await standIn.close()
  const log = service.log.join('')
  expect(log, 'a token in the log').not.toContain('secret-of-the-bot')
  expect(log, 'what was written in the log').not.toContain('confidential')
})

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 5 })
const status = (id: string, wanted: string) => until(() => expect(service.statusOf(id)).toBe(wanted))
const refusal = (error_code: number, description: string, parameters?: object) => ({
  status: error_code,
  body: { ok: false, error_code, description, ...(parameters === undefined ? {} : { parameters }) },
})

describe('sending through a bot', () => {
  it('sends a text and reports it', async () => {
    await service.send({ to: '100', text: 'confidential offer' })
    await status('v_1:1:1', 'sent')
    expect(standIn.sent()).toEqual([{ chatId: '100', text: 'confidential offer' }])
    expect(service.inboxOf('delivery')).toMatchObject([{ outboxId: 'v_1:1:1', result: 'sent' }])
  })

  it('sends the deck of the store with the text as its caption, and an invitation beside it', async () => {
    await service.store.files.put({ filename: 'презентация.pdf', contentType: 'application/pdf', content: DECK })
    await service.send({
      to: '100',
      text: 'Here it is',
      attachments: [
        { from: 'file', filename: 'презентация.pdf', contentType: 'application/pdf' },
        { from: 'text', filename: 'invite.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' },
      ],
    })
    await status('v_1:1:1', 'sent')
    expect(standIn.sent()).toEqual([
      { chatId: '100', text: 'Here it is', document: { filename: 'презентация.pdf', bytes: DECK } },
      { chatId: '100', text: '', document: { filename: 'invite.ics', bytes: Buffer.from('BEGIN:VCALENDAR') } },
    ])
  })

  it('sends a text that is too long for one message in several, in order', async () => {
    const paragraphs = [1, 2, 3].map((n) => `${n} ${'слово '.repeat(400)}`.trim())
    await service.send({ to: '100', text: paragraphs.join('\n\n') })
    await status('v_1:1:1', 'sent')
    expect(standIn.sent().map(({ text }) => text)).toEqual(paragraphs)
  })

  it('refuses before anything leaves when the file to attach is not in the store', async () => {
    await service.send({
      to: '100',
      attachments: [{ from: 'file', filename: 'deck.pdf', contentType: 'application/pdf' }],
    })
    await status('v_1:1:1', 'failed')
    expect(standIn.sent()).toEqual([])
    expect(service.inboxOf('delivery')).toMatchObject([
      { result: 'failed', permanent: true, blame: 'content', reason: expect.stringContaining('deck.pdf') },
    ])
  })

  it('DESIGN 6.1: takes a 403 of somebody who blocked the bot for a stop', async () => {
    standIn.failNext(refusal(403, 'Forbidden: bot was blocked by the user'))
    await service.send({ to: '100' })
    await status('v_1:1:1', 'failed')
    expect(service.inboxOf('delivery')).toMatchObject([{ result: 'failed', permanent: true, blame: 'recipient' }])
    expect(service.inboxOf('command')).toMatchObject([{ command: 'suppress', conversationId: 'v_1' }])
  })

  it('takes no stop from a chat that is not there', async () => {
    await service.send({ to: '999' })
    await status('v_1:1:1', 'failed')
    expect(service.inboxOf('delivery')).toMatchObject([{ permanent: true, blame: 'recipient' }])
    expect(service.inboxOf('command')).toEqual([])
  })

  it('obeys a 429 for every chat, and keeps the order of each', async () => {
    const calls: number[] = []
    standIn.onCall((method) => method === 'sendmessage' && calls.push(Date.now()))
    standIn.failNext(refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }))
    await service.send({ _id: 'v_1:1:1', to: '100', text: 'first' })
    await until(() => expect(service.linesWith('429')).toHaveLength(1))
    await service.send({ _id: 'v_1:2:1', to: '100', text: 'second' })
    await service.send({ _id: 'v_2:1:1', to: '200', text: 'to another chat' })
    await service.send({ _id: 'v_1:10:1', to: '100', text: 'third', dueAt: new Date() })
    await Promise.all(['v_1:1:1', 'v_1:2:1', 'v_1:10:1', 'v_2:1:1'].map((id) => status(id, 'sent')))
    const [refused = 0, ...later] = calls
    expect(Math.min(...later) - refused).toBeGreaterThanOrEqual(1_000)
    expect(calls).toHaveLength(5)
    const toIvan = standIn.sent().filter(({ chatId }) => chatId === '100')
    expect(toIvan.map(({ text }) => text)).toEqual(['first', 'second', 'third'])
  })

  it('waits in the middle of a long text where Telegram asks for it, and repeats no part', async () => {
    standIn.onSent(({ text }) => {
      if (text.startsWith('1')) standIn.failNext(refusal(429, 'Too Many Requests: retry after 0', { retry_after: 0 }))
    })
    await service.send({ to: '100', text: `${'1'.repeat(4_000)}\n\n${'2'.repeat(4_000)}` })
    await status('v_1:1:1', 'sent')
    expect(standIn.sent().map(({ text }) => text[0])).toEqual(['1', '2'])
  })

  it('DESIGN 6.4: leaves a message to a person of which a part has left and the rest cannot', async () => {
    standIn.onSent(({ text }) => {
      if (text.startsWith('1'))
        standIn.failNext(refusal(429, 'Too Many Requests: retry after 900', { retry_after: 900 }))
    })
    await service.send({ to: '100', text: `${'1'.repeat(4_000)}\n\n${'2'.repeat(4_000)}` })
    await status('v_1:1:1', 'uncertain')
    expect(standIn.sent()).toHaveLength(1)
    expect(service.inboxOf('delivery')).toMatchObject([
      { result: 'uncertain', reason: expect.stringContaining('1 of 2 parts had arrived') },
    ])
  })

  it('DESIGN 6.4: leaves a message to a person when the connection broke after the request was written', async () => {
    standIn.failNext({ hangUp: true })
    await service.send({ to: '100' })
    await status('v_1:1:1', 'uncertain')
    expect(standIn.sent()).toEqual([])
    expect(service.inboxOf('delivery')).toMatchObject([{ result: 'uncertain' }])
  })

  it('DESIGN 6.4: takes an error of the gateway for uncertain, not for a failure to repeat', async () => {
    standIn.failNext({ status: 502, body: {} })
    await service.send({ to: '100' })
    await status('v_1:1:1', 'uncertain')
  })

  it('keeps a message while Telegram cannot be reached, and sends it once it can', async () => {
    const port = Number(new URL(standIn.apiRoot).port)
    await standIn.close()
    await service.send({ to: '100', text: 'after all' })
    await until(() => expect(service.linesWith('delivery deferred').length).toBeGreaterThan(0))
    standIn = await startTelegramStandIn({ token: TOKEN, username: 'sales_bot', port })
    standIn.start(IVAN)
    await status('v_1:1:1', 'sent')
    expect(standIn.sent()).toEqual([{ chatId: '100', text: 'after all' }])
  })

  it('pauses the account when a token is refused at sending, and keeps the message', async () => {
    standIn.failNext(refusal(401, 'Unauthorized'))
    await service.send({ to: '100' })
    await until(async () => expect((await service.store.accounts.get('bot'))?.state.status).toBe('paused'))
    await until(() => expect(service.statusOf('v_1:1:1')).toBe('ready'))
    expect(standIn.sent()).toEqual([])
  })

  it('does not touch what is for an account that is paused while another one sends', async () => {
    await service.addAccount('other', standIn.apiRoot, TOKEN)
    await service.store.accounts.setState('other', { status: 'paused', reason: 'holidays', since: new Date() })
    await service.send({ _id: 'v_1:1:1', accountId: 'other', to: '100' })
    await service.send({ _id: 'v_1:2:1', to: '100' })
    await status('v_1:2:1', 'sent')
    expect(await service.store.outbox.get('v_1:1:1')).toMatchObject({ status: 'ready', attempts: 0, errors: [] })
    expect(service.linesWith('delivery deferred')).toEqual([])
  })

  it('DESIGN 6.1: sends nothing to a chat that is suppressed', async () => {
    const at = new Date()
    await service.store.suppressions.add({
      _id: 'telegram:100',
      channel: 'telegram',
      contactId: null,
      conversationId: null,
      cause: 'stop',
      at,
    })
    await service.send({ to: '100' })
    await status('v_1:1:1', 'cancelled')
    expect(standIn.sent()).toEqual([])
  })
})
