import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTelegramStandIn, type TelegramStandIn } from './telegram-stand-in.ts'

const TOKEN = '4242:secret'
const ANN = { id: 100, username: 'ann', firstName: 'Ann' }
let standIn: TelegramStandIn

beforeEach(async () => {
  standIn = await startTelegramStandIn({ token: TOKEN, username: 'sales_bot', firstUpdateId: 10 })
})
afterEach(() => standIn.close())

interface Reply {
  readonly ok: boolean
  readonly result: never
  readonly error_code?: number
  readonly description?: string
}

async function call(method: string, parameters: object = {}, token = TOKEN) {
  const response = await fetch(`${standIn.apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  })
  return { status: response.status, body: (await response.json()) as Reply }
}

const idsOf = (updates: readonly { update_id: number }[]) => updates.map(({ update_id }) => update_id)

describe('the Bot API stand-in', () => {
  it('answers an unknown token with 401 in the shape of Telegram', async () => {
    expect(await call('getMe', {}, '1:other')).toEqual({
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
    })
  })

  it('gives an update again until an offset above it confirms it', async () => {
    standIn.say(ANN, 'one')
    standIn.say(ANN, 'two')
    expect(idsOf((await call('getUpdates')).body.result)).toEqual([10, 11])
    expect(idsOf((await call('getUpdates', { offset: 11 })).body.result)).toEqual([11])
    expect(standIn.unconfirmed()).toBe(1)
    expect(idsOf((await call('getUpdates', { offset: 12 })).body.result)).toEqual([])
    expect(standIn.unconfirmed()).toBe(0)
  })

  it('holds a long poll until something comes', async () => {
    const polling = call('getUpdates', { timeout: 20 })
    await new Promise<void>((resolve) => standIn.onCall(() => resolve()))
    standIn.start(ANN, 'token-1')
    const [update] = (await polling).body.result as { message: { text: string } }[]
    expect(update?.message.text).toBe('/start token-1')
  })

  it('ends the older of two polls with 409', async () => {
    const older = call('getUpdates', { timeout: 20 })
    await new Promise<void>((resolve) => standIn.onCall(() => resolve()))
    await call('getUpdates')
    const { status, body } = await older
    expect(status).toBe(409)
    expect(body.description).toMatch(/^Conflict: terminated by other getUpdates request/)
  })

  it('refuses to write to somebody who never started the bot, and to somebody who blocked it', async () => {
    expect((await call('sendMessage', { chat_id: 100, text: 'hi' })).body.description).toBe(
      'Bad Request: chat not found',
    )
    standIn.start(ANN)
    expect((await call('sendMessage', { chat_id: 100, text: 'hi' })).status).toBe(200)
    standIn.block(ANN)
    expect((await call('sendMessage', { chat_id: 100, text: 'hi' })).status).toBe(403)
    expect(standIn.sent()).toEqual([{ chatId: '100', text: 'hi' }])
  })

  it('takes a document as multipart, with its caption', async () => {
    standIn.start(ANN)
    const form = new FormData()
    form.set('chat_id', '100')
    form.set('caption', 'Наша презентация')
    form.set('document', new File([Buffer.from([1, 2, 3])], 'презентация.pdf'))
    const response = await fetch(`${standIn.apiRoot}/bot${TOKEN}/sendDocument`, { method: 'POST', body: form })
    expect(response.status).toBe(200)
    expect(standIn.sent()).toEqual([
      {
        chatId: '100',
        text: 'Наша презентация',
        document: { filename: 'презентация.pdf', bytes: Buffer.from([1, 2, 3]) },
      },
    ])
  })

  it('refuses texts and captions longer than Telegram takes', async () => {
    standIn.start(ANN)
    expect((await call('sendMessage', { chat_id: 100, text: 'x'.repeat(4_096) })).status).toBe(200)
    expect((await call('sendMessage', { chat_id: 100, text: 'x'.repeat(4_097) })).status).toBe(400)
  })
})
