import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTelegramStandIn, type TelegramStandIn } from '../../sandbox/src/telegram-stand-in/telegram-stand-in.ts'
import { countingClock, RunningService } from './testing/running-service.ts'

const TOKEN = '4242:secret-of-the-bot'
const IVAN = { id: 100, username: 'Ivan_P', firstName: 'Ivan', lastName: 'Petrov' }
const FIRST_ID = 500

let standIn: TelegramStandIn
let service: RunningService

beforeEach(async () => {
  standIn = await startTelegramStandIn({ token: TOKEN, username: 'sales_bot', firstUpdateId: FIRST_ID })
  service = new RunningService()
  await service.addAccount('bot', standIn.apiRoot, TOKEN)
  await service.addConversation()
})

afterEach(async () => {
  await service.stop()
  await standIn.close()
  const log = service.log.join('')
  expect(log, 'a token in the log').not.toContain('secret-of-the-bot')
  expect(log, 'what was written in the log').not.toContain('confidential')
})

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 5 })
const confirmed = () => until(() => expect(standIn.unconfirmed()).toBe(0))
const messages = () => service.inboxOf('message')

describe('reading a bot', () => {
  it('stores a message under the identity Telegram gave it and ties it to the conversation of the deep link', async () => {
    service.start()
    standIn.start(IVAN, 'link-of-ivan')
    standIn.say(IVAN, 'confidential: how much?')
    await confirmed()
    expect((await service.store.contacts.get('c_1'))?.telegramChatId).toBe('100')
    expect(messages()).toMatchObject([
      { _id: `telegram:bot:${FIRST_ID}`, text: '', chat: { id: '100', startToken: 'link-of-ivan', isStart: true } },
      {
        _id: `telegram:bot:${FIRST_ID + 1}`,
        kind: 'human',
        channel: 'telegram',
        accountId: 'bot',
        from: { address: '100', name: 'Ivan Petrov' },
        text: 'confidential: how much?',
        match: { conversationId: 'v_1', by: 'chat', certain: true },
        chat: { id: '100', startToken: null, isStart: false },
      },
    ])
  })

  it('knows a person without a deep link by their handle, whatever its case', async () => {
    await service.store.contacts.update('c_1', { telegram: '@ivan_p' })
    service.start()
    standIn.start(IVAN)
    await confirmed()
    expect((await service.store.contacts.get('c_1'))?.telegramChatId).toBe('100')
    expect(messages()).toMatchObject([{ match: { conversationId: 'v_1' }, chat: { isStart: true, startToken: null } }])
  })

  it('records what somebody unknown writes, and answers nothing', async () => {
    service.start()
    standIn.start({ id: 7, firstName: 'Stranger' }, 'no-such-token')
    standIn.say({ id: 7, firstName: 'Stranger' }, 'confidential hello')
    await confirmed()
    expect(messages().map((event) => 'match' in event && event.match)).toEqual([null, null])
    expect(standIn.sent()).toEqual([])
    expect(service.linesWith('somebody unknown')).toHaveLength(2)
    expect(service.linesWith('Stranger')).toEqual([])
  })

  it('takes a correction as a new message', async () => {
    service.start()
    standIn.start(IVAN, 'link-of-ivan')
    standIn.say(IVAN, 'Call me on Monday')
    standIn.edit(IVAN, 'Call me on Tuesday')
    await confirmed()
    expect(service.texts()).toEqual(['', 'Call me on Monday', 'Call me on Tuesday'])
  })

  it('DESIGN 6.3: confirms no update that the store has not acknowledged', async () => {
    const put = vi.spyOn(service.store.inbox, 'put').mockRejectedValueOnce(new Error('the store is down'))
    const refused = new Promise<number>((resolve) => {
      standIn.onCall((method) => {
        if (method === 'getupdates' && put.mock.calls.length === 1) resolve(standIn.unconfirmed())
      })
    })
    standIn.start(IVAN, 'link-of-ivan')
    standIn.say(IVAN, 'confidential')
    service.start()
    expect(await refused, 'updates still with Telegram after the store had failed').toBe(2)
    await confirmed()
    expect(service.texts()).toEqual(['', 'confidential'])
    expect(service.linesWith('STORE_UNREACHABLE')).toHaveLength(1)
  })

  it('stores an update once that Telegram gives twice', async () => {
    // The update is stored, but the position is not: after that it is given again.
    const setCheckpoint = vi.spyOn(service.store.accounts, 'setCheckpoint')
    setCheckpoint.mockRejectedValueOnce(new Error('the store is down'))
    standIn.start(IVAN, 'link-of-ivan')
    service.start()
    await confirmed()
    expect(messages()).toHaveLength(1)
    expect(service.linesWith('an update came again')).toHaveLength(1)
  })

  it('goes on after a restart where it had stopped', async () => {
    service.start()
    standIn.start(IVAN, 'link-of-ivan')
    await confirmed()
    await service.stop()
    standIn.say(IVAN, 'while you were away')
    service.start()
    await confirmed()
    expect(service.texts()).toEqual(['', 'while you were away'])
    expect((await service.store.accounts.get('bot'))?.checkpoint.updates).toMatchObject({ offset: FIRST_ID + 2 })
  })

  it('keeps an update it cannot read raw, and reads what comes after it', async () => {
    standIn.push({ message: { message_id: 'not a number', chat: {} } })
    standIn.start(IVAN, 'link-of-ivan')
    service.start()
    await confirmed()
    const [unreadable] = await service.store.history.deadInbox(10)
    expect(unreadable).toMatchObject({ _id: `telegram:bot:${FIRST_ID}`, type: 'unreadable', status: 'dead' })
    const raw = await service.store.files.get(`telegram-bot-${FIRST_ID}.json`)
    expect(JSON.parse(String(raw?.content))).toMatchObject({ update_id: FIRST_ID })
    expect(messages()).toHaveLength(1)
  })

  it('keeps an update raw that the store refuses again and again, and reads what comes after it', async () => {
    const put = service.store.inbox.put.bind(service.store.inbox)
    vi.spyOn(service.store.inbox, 'put').mockImplementation(async (document, options) => {
      if (document.type === 'message' && document.text === 'poison') throw new Error('the document is refused')
      return put(document, options)
    })
    standIn.start(IVAN, 'link-of-ivan')
    standIn.say(IVAN, 'poison')
    standIn.say(IVAN, 'and good day')
    service.start({ machineClock: countingClock() })
    await confirmed()
    expect(service.texts()).toEqual(['', 'and good day'])
    expect(await service.store.history.deadInbox(10)).toMatchObject([{ _id: `telegram:bot:${FIRST_ID + 1}` }])
  })

  it('takes a block for a stop', async () => {
    service.start()
    standIn.start(IVAN, 'link-of-ivan')
    standIn.block(IVAN)
    await confirmed()
    expect(service.inboxOf('command')).toMatchObject([{ command: 'suppress', conversationId: 'v_1' }])
  })
})

describe('a paused account', () => {
  it('is read, but sends nothing until it is active again', async () => {
    const since = new Date()
    await service.store.accounts.setState('bot', { status: 'paused', reason: 'holidays', since })
    service.start({ lookMs: 5 })
    standIn.start(IVAN, 'link-of-ivan')
    await service.send({ to: '100', text: 'hello' })
    await confirmed()
    expect(messages()).toHaveLength(1)
    expect(service.statusOf('v_1:1:1')).toBe('ready')
    await service.store.accounts.setState('bot', { status: 'active', reason: null, since })
    await until(() => expect(standIn.sent()).toEqual([{ chatId: '100', text: 'hello' }]))
  })
})

describe('a bot that cannot be read', () => {
  it('says once that another process reads it, and waits long before it tries again', async () => {
    const machineClock = countingClock()
    const conflict = {
      method: 'getUpdates',
      status: 409,
      body: { ok: false, error_code: 409, description: 'Conflict' },
    }
    for (let time = 0; time < 3; time++) standIn.failNext(conflict)
    service.start({ machineClock, pollTimes: { conflictMs: 30_000 } })
    standIn.start(IVAN, 'link-of-ivan')
    await confirmed()
    expect(machineClock.slept.filter((ms) => ms === 30_000)).toHaveLength(3)
    expect(service.linesWith('TELEGRAM_CONFLICT')).toHaveLength(1)
    expect(service.linesWith('Stop the other poller')).toHaveLength(1)
  })

  it('survives a second poller: what both are given is stored once', async () => {
    const polling = new Promise<void>((resolve) => standIn.onCall((method) => method === 'getupdates' && resolve()))
    service.start()
    await polling
    await fetch(`${standIn.apiRoot}/bot${TOKEN}/getUpdates`)
    await until(() => expect(service.linesWith('TELEGRAM_CONFLICT')).toHaveLength(1))
    standIn.start(IVAN, 'link-of-ivan')
    await fetch(`${standIn.apiRoot}/bot${TOKEN}/getUpdates`)
    await confirmed()
    expect(messages()).toHaveLength(1)
  })

  it('pauses an account whose token is refused; the others go on', async () => {
    await service.addAccount('broken', standIn.apiRoot, '1:wrong')
    service.start()
    standIn.start(IVAN, 'link-of-ivan')
    await confirmed()
    await until(async () => {
      expect((await service.store.accounts.get('broken'))?.state).toMatchObject({
        status: 'paused',
        reason: expect.stringMatching(/^TELEGRAM_AUTH_FAILED: .*TOKEN_OF_BROKEN/),
      })
    })
    expect(messages()).toHaveLength(1)
  })

  it('does not ask again for a token that is refused, until somebody sets the account active', async () => {
    const introductions: string[] = []
    standIn.onCall((method) => method === 'getme' && introductions.push(method))
    standIn.failNext({
      method: 'getMe',
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
    })
    const accounts = vi.spyOn(service.store.accounts, 'list')
    service.start({ lookMs: 5 })
    await until(() => expect(accounts.mock.calls.length).toBeGreaterThan(5))
    expect(introductions).toHaveLength(1)
    await service.store.accounts.setState('bot', { status: 'active', reason: null, since: new Date() })
    standIn.start(IVAN, 'link-of-ivan')
    await confirmed()
  })

  it('pauses an account whose token is revoked while it runs, and takes it up again at the next start', async () => {
    standIn.failNext({
      method: 'getUpdates',
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
    })
    service.start()
    const status = async () => (await service.store.accounts.get('bot'))?.state.status
    await until(async () => expect(await status()).toBe('paused'))
    await service.stop()
    service.start()
    await until(async () => expect(await status()).toBe('active'))
    standIn.start(IVAN, 'link-of-ivan')
    await confirmed()
  })

  it('names the environment variable of a token that is missing', async () => {
    delete service.environment.TOKEN_OF_BOT
    service.start()
    await until(() => expect(service.linesWith('TOKEN_OF_BOT').length).toBeGreaterThan(0))
    expect((await service.store.accounts.get('bot'))?.state.reason).toMatch(/TOKEN_OF_BOT/)
  })

  it('stays up without any account, says so once, and finds one that is added later', async () => {
    const later = new RunningService()
    later.start({ lookMs: 5 })
    await until(() => expect(later.linesWith('no telegram account')).toHaveLength(1))
    await later.addAccount('bot', standIn.apiRoot, TOKEN)
    standIn.start(IVAN)
    await confirmed()
    expect(later.linesWith('no telegram account')).toHaveLength(1)
    await later.stop()
  })
})
