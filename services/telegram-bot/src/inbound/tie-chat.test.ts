import { PassThrough } from 'node:stream'
import { createLogger, MemoryStore, silentLogger, systemClock } from '@outrider/shared'
import { campaignDocument, contactDocument, conversationDocument } from '@outrider/shared/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { matchChat, tieChat } from './tie-chat.ts'

let store: MemoryStore
beforeEach(() => {
  store = new MemoryStore(systemClock)
})

const known = (_id: string, changes: Parameters<typeof contactDocument>[0] = {}) =>
  store.contacts.create(contactDocument({ _id, email: `${_id}@prospect.test`, ...changes }))
const tie = async (chatId: string, changes: { username?: string; startToken?: string } = {}) =>
  (await tieChat(store, { chatId, username: null, startToken: null, ...changes }, silentLogger))?._id ?? null
const chatOf = async (id: string) => (await store.contacts.get(id))?.telegramChatId

describe('whose chat it is', () => {
  it('stays theirs when the handle changes', async () => {
    await known('c_1', { telegramChatId: '100', telegram: '@old' })
    await known('c_2', { telegram: '@new' })
    expect(await tie('100', { username: 'new' })).toBe('c_1')
  })

  it('is nobody’s when a handle has passed from a person we know to somebody else', async () => {
    await known('c_1', { telegramChatId: '100', telegram: '@ann' })
    expect(await tie('200', { username: 'ann' })).toBeNull()
    expect(await chatOf('c_1')).toBe('100')
  })

  it('is not the invited person’s when their link is used by a second person', async () => {
    await known('c_1', { telegramToken: 'link', telegramChatId: '100' })
    expect(await tie('200', { startToken: 'link' })).toBeNull()
    expect(await chatOf('c_1')).toBe('100')
  })

  it('moves to the contact whose link was used, for one chat is one person', async () => {
    await known('c_1', { telegramChatId: '100' })
    await known('c_2', { telegramToken: 'link' })
    expect(await tie('100', { startToken: 'link' })).toBe('c_2')
    expect([await chatOf('c_1'), await chatOf('c_2')]).toEqual([null, '100'])
  })

  it('is found again by the same link, however often it is pressed', async () => {
    await known('c_1', { telegramToken: 'link' })
    expect(await tie('100', { startToken: 'link' })).toBe('c_1')
    expect(await tie('100', { startToken: 'link' })).toBe('c_1')
  })

  it('makes a person reachable on Telegram again', async () => {
    await known('c_1', { telegramToken: 'link', unreachable: ['email', 'telegram'] })
    await tie('100', { startToken: 'link' })
    expect((await store.contacts.get('c_1'))?.unreachable).toEqual(['email'])
  })

  it('is logged without the chat, the handle or the token', async () => {
    const lines = new PassThrough()
    await known('c_1', { telegramToken: 'link-of-c1', telegramChatId: '100' })
    const logger = createLogger({ service: 'telegram-bot', level: 'debug', stream: lines })
    await tieChat(store, { chatId: '987654', username: 'ann', startToken: 'link-of-c1' }, logger)
    const log = String(lines.read())
    expect(log).toContain('c_1')
    expect(log).not.toMatch(/987654|link-of-c1|ann"/)
  })
})

describe('the conversation of a chat', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 2, day))
  const conversation = (_id: string, campaignId: string, createdAt: Date, lastSentAt: Date | null) =>
    store.conversations.create(conversationDocument({ _id, campaignId, createdAt, lastSentAt }))
  const match = () => matchChat(store, contactDocument(), 'bot')

  it('is the one last written in, of those this bot serves', async () => {
    await store.campaigns.put(campaignDocument({ _id: 'reviews', accounts: { email: null, telegram: 'bot' } }))
    await store.campaigns.put(campaignDocument({ _id: 'calls', accounts: { email: null, telegram: 'bot' } }))
    await store.campaigns.put(campaignDocument({ _id: 'mail', accounts: { email: 'sales', telegram: null } }))
    await conversation('v_reviews', 'reviews', at(1), at(9))
    await conversation('v_calls', 'calls', at(5), null)
    await conversation('v_mail', 'mail', at(2), at(12))
    expect(await match()).toEqual({ conversationId: 'v_reviews', by: 'chat', certain: true, outboxId: null })
  })

  it('is a guess where this bot serves none of them', async () => {
    await store.campaigns.put(campaignDocument({ _id: 'mail', accounts: { email: 'sales', telegram: null } }))
    await conversation('v_mail', 'mail', at(2), null)
    expect(await match()).toMatchObject({ conversationId: 'v_mail', certain: false })
  })

  it('is none for a person without one', async () => {
    expect(await match()).toBeNull()
  })
})
