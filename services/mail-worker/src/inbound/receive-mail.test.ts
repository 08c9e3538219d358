import { MemoryStore, silentLogger, systemClock } from '@outrider/shared'
import { accountDocument, conversationDocument, outboxDocument } from '@outrider/shared/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { AccountRegistry } from '../accounts/account-registry.ts'
import { readMail } from '../reading/read-mail.ts'
import { type Receiving, receiveMail } from './receive-mail.ts'
import { SeenMails } from './seen-mails.ts'

let store: MemoryStore
let receiving: Receiving

beforeEach(async () => {
  store = new MemoryStore(systemClock)
  await store.accounts.putSettings(accountDocument())
  const registry = new AccountRegistry({ store, clock: systemClock, logger: silentLogger })
  await registry.refresh()
  const reader = { read: readMail, close: async () => {} }
  receiving = { store, clock: systemClock, logger: silentLogger, reader, registry, seen: new SeenMails(store) }
})

const raw = (headers: Readonly<Record<string, string>>, body = 'Hello') => {
  const all = { From: 'Ivan <ivan@prospect.test>', To: 'anna@outrider.test', Subject: 'Hi', ...headers }
  return Buffer.from(
    `${Object.entries(all)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}\r\n\r\n${body}\r\n`,
  )
}
const receive = (inboxId: string, bytes: Buffer, arrivedAt: Date | null = null) =>
  receiveMail(receiving, { accountId: 'sales', inboxId, raw: bytes, leftOnServer: null, arrivedAt })
const documents = () => [...store.inbox.documents.values()]

describe('one mail is one inbox document', () => {
  const mail = raw({ 'Message-ID': '<1@p.test>', Date: 'Tue, 10 Mar 2026 10:00:00 +0000' })

  it('seen again under its id, under another id, or twice at once', async () => {
    expect(await receive('mail:sales:1:1', mail)).toBe('stored')
    expect(await receive('mail:sales:1:1', mail)).toBe('duplicate')
    expect(await receive('mail:sales/Junk:1:9', mail)).toBe('duplicate')
    const twin = raw({ 'Message-ID': '<2@p.test>' })
    const both = await Promise.all([receive('mail:sales:2:5', twin), receive('mail:sales:2:6', twin)])
    expect(both.sort()).toEqual(['duplicate', 'stored'])
    expect(documents()).toHaveLength(2)
  })

  it('that came over two paths, with other Received lines', async () => {
    await receive('mail:sales:1:1', Buffer.concat([Buffer.from('Received: from a\r\n'), mail]))
    expect(await receive('mail:sales:1:2', Buffer.concat([Buffer.from('Received: from b\r\n'), mail]))).toBe(
      'duplicate',
    )
  })

  it('but a program that repeats its Message-ID does not hide its next mail', async () => {
    await receive('mail:sales:1:1', raw({ 'Message-ID': '<same@p.test>' }, 'First'))
    expect(await receive('mail:sales:1:2', raw({ 'Message-ID': '<same@p.test>' }, 'Stop writing'))).toBe('stored')
  })

  it('and without a Message-ID its bytes tell', async () => {
    await receive('mail:sales:1:1', raw({ Date: 'a' }))
    expect(await receive('mail:sales:1:2', raw({ Date: 'b' }))).toBe('stored')
    expect(await receive('mail:sales:9:1', raw({ Date: 'b' }))).toBe('duplicate')
  })

  it('also when the process died between the mark and the document', async () => {
    const put = store.inbox.put.bind(store.inbox)
    store.inbox.put = () => Promise.reject(new Error('killed'))
    await expect(receive('mail:sales:1:1', mail)).rejects.toThrow('killed')
    store.inbox.put = put
    expect(await receive('mail:sales:2:1', mail)).toBe('stored')
  })
})

describe('what a mail brings about', () => {
  it('a mail that defeats the reader is kept raw and shown as dead, with the reason', async () => {
    const reader = {
      read: async () => ({ ...(await readMail(raw({}), { now: new Date() })), error: 'too deep' }),
      close: async () => {},
    }
    receiving = { ...receiving, reader }
    expect(await receive('mail:sales:1:1', raw({}))).toBe('unreadable')
    const [dead] = documents()
    expect(dead).toMatchObject({ type: 'unreadable', status: 'dead', reason: 'MAIL_UNREADABLE: too deep' })
    const file = await store.files.get(dead?.type === 'unreadable' ? dead.rawFile : '')
    expect(file?.content).toEqual(raw({}))
  })

  it('a mail without From is received, and belongs to nobody', async () => {
    await receive('mail:sales:1:1', Buffer.from('Subject: ?\r\n\r\nHello\r\n'))
    expect(documents()).toMatchObject([{ type: 'message', from: null, match: null }])
  })

  it('the mail that List-Unsubscribe asks for is a stop, even with an empty body', async () => {
    await store.conversations.create(conversationDocument({ _id: 'v_1' }))
    await receive('mail:sales:1:1', raw({ Subject: 'unsubscribe v_1' }, ''))
    expect(documents()).toMatchObject([
      { type: 'command', command: 'suppress', conversationId: 'v_1', by: 'list-unsubscribe' },
      { type: 'message', text: 'unsubscribe', match: { conversationId: 'v_1' } },
    ])
  })

  it('a bounce over our authentication pauses the account; one over a dead mailbox does not', async () => {
    await store.outbox.put(outboxDocument())
    const bounce = (status: string, words: string) =>
      raw(
        { From: 'MAILER-DAEMON@mx.test', 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' },
        [
          '--b\r\nContent-Type: text/plain\r\n\r\nUndelivered\r\n--b\r\nContent-Type: message/delivery-status\r\n',
          `Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; ivan@prospect.test\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${words}\r\n`,
          '--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <outrider.v_1.1.1@outrider.test>\r\n--b--',
        ].join('\r\n'),
      )
    await receive('mail:sales:1:1', bounce('5.1.1', '550 5.1.1 user unknown'))
    expect((await store.accounts.get('sales'))?.state.status).toBe('active')
    await receive('mail:sales:1:2', bounce('5.7.26', '550 5.7.26 unauthenticated email, DMARC policy'))
    expect((await store.accounts.get('sales'))?.state).toMatchObject({ status: 'paused' })
    expect((await store.accounts.get('sales'))?.state.reason).toMatch(/^MAIL_SENDER_REFUSED/)
  })

  it('our own words, quoted without any mark, are not the words of the writer', async () => {
    const text = 'Hello Ivan\n\nIf you want no more mail from us, answer with stop.'
    await store.outbox.put(outboxDocument({ text }))
    await store.conversations.create(conversationDocument({ _id: 'v_1' }))
    const body = 'Please send the price.\r\n\r\nIf you want no more mail from us, answer with stop.'
    await receive('mail:sales:1:1', raw({ 'In-Reply-To': '<outrider.v_1.1.1@outrider.test>' }, body))
    expect(documents()).toMatchObject([{ text: 'Please send the price.' }])
  })

  it('mail of our own aliases is own, and no reply', async () => {
    await receive('mail:sales:1:1', raw({ From: 'anna@outrider.test' }))
    expect(documents()).toMatchObject([{ kind: 'own', match: null }])
  })

  it('an old mail is dated by its arrival, a fresh one by the clock', async () => {
    const old = new Date(Date.now() - 3_600_000)
    await receive('mail:sales:1:1', raw({ 'Message-ID': '<1@p.test>' }), old)
    await receive('mail:sales:1:2', raw({ 'Message-ID': '<2@p.test>' }), new Date(Date.now() - 900))
    const [first, second] = documents().map((event) => (event.type === 'message' ? event.receivedAt.getTime() : 0))
    expect(Math.abs((first ?? 0) - old.getTime())).toBeLessThan(100)
    expect(Date.now() - (second ?? 0)).toBeLessThan(500)
  })
})
