import { MemoryStore, systemClock } from '@outrider/shared'
import { contactDocument, conversationDocument, outboxDocument } from '@outrider/shared/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ReadMail } from '../reading/mail.ts'
import { matchMail } from './match-mail.ts'

const NOW = new Date()
const AGO = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const OURS = '<outrider.v_1.1.1@outrider.test>'
const own = ['anna@outrider.test']

let store: MemoryStore

async function addConversation(
  n: number,
  { email = `ivan${n}@prospect.test`, subject = 'Hello', sentAt = AGO(1) } = {},
) {
  await store.contacts.create(
    contactDocument({ _id: `c_${n}`, email, telegram: null, telegramChatId: null, telegramToken: `t${n}` }),
  )
  await store.conversations.create(
    conversationDocument({
      _id: `v_${n}`,
      contactId: `c_${n}`,
      lastSentAt: sentAt,
      stageSince: sentAt,
      thread: { subject, lastMessageId: null, references: [] },
    }),
  )
}

async function addSent(n: number, to: string, settledAt = NOW) {
  const _id = `v_${n}:1:1`
  await store.outbox.put(
    outboxDocument({ _id, conversationId: `v_${n}`, to, messageId: `<outrider.v_${n}.1.1@outrider.test>` }),
  )
  const sent = store.outbox.documents.get(_id)
  if (sent !== undefined) store.outbox.documents.set(_id, { ...sent, status: 'sent', settledAt })
}

const mail = (changes: Partial<ReadMail>): ReadMail => ({
  kind: 'human',
  text: 'Yes',
  quoted: '',
  signature: '',
  from: 'ivan1@prospect.test',
  fromName: 'Ivan',
  replyTo: null,
  to: ['anna@outrider.test'],
  cc: [],
  subject: 'Something else',
  messageId: '<m@prospect.test>',
  inReplyTo: null,
  references: [],
  date: null,
  attachments: [],
  ...changes,
})
const match = (changes: Partial<ReadMail>) => matchMail(mail(changes), { store, ownAddresses: own, now: NOW })

describe('to which conversation a mail belongs', () => {
  beforeEach(async () => {
    store = new MemoryStore(systemClock)
    await addConversation(1)
    await addSent(1, 'ivan1@prospect.test')
  })

  it.each([
    ['In-Reply-To', { inReplyTo: OURS }],
    ['any id of References', { references: ['<a@b.test>', OURS, '<c@d.test>'] }],
    ['an id of ours, from whatever address a colleague answers', { inReplyTo: OURS, from: 'boss@elsewhere.test' }],
  ])('certain by %s', async (_, changes) => {
    expect(await match(changes)).toEqual({ conversationId: 'v_1', by: 'reference', certain: true, outboxId: 'v_1:1:1' })
  })

  it('of several ids of ours the message answered last decides', async () => {
    await addConversation(2)
    await addSent(2, 'ivan2@prospect.test')
    const references = [OURS, '<outrider.v_2.1.1@outrider.test>']
    expect(await match({ references })).toMatchObject({ conversationId: 'v_2' })
    expect(await match({ references, inReplyTo: OURS })).toMatchObject({ conversationId: 'v_1' })
  })

  it('certain by the token where the outbox no longer knows the message, if the conversation is there', async () => {
    expect(await match({ inReplyTo: '<outrider.v_1.9.2@outrider.test>' })).toMatchObject({ by: 'token', certain: true })
    expect(await match({ from: 'x@y.test', inReplyTo: '<outrider.v_9.9.2@outrider.test>' })).toBeNull()
  })

  it('certain by a sub-address of ours, and by the subject of an unsubscribe mail', async () => {
    expect(await match({ from: 'x@y.test', to: ['anna+v_1@outrider.test'] })).toMatchObject({
      by: 'token',
      certain: true,
    })
    expect(await match({ from: 'x@y.test', subject: 'unsubscribe v_1' })).toMatchObject({ by: 'token', certain: true })
  })

  it('by the sender alone it is a guess', async () => {
    expect(await match({})).toEqual({ conversationId: 'v_1', by: 'address', certain: false, outboxId: null })
  })

  it('of several conversations of the sender the one whose subject fits is guessed, else the newest', async () => {
    const one = { contactId: 'c_1', thread: { subject: 'Prices', lastMessageId: null, references: [] } }
    await store.conversations.create(
      conversationDocument({ ...one, _id: 'v_old', campaignId: 'other', lastSentAt: AGO(20), stageSince: AGO(20) }),
    )
    expect(await match({ subject: 'Re: Prices' })).toMatchObject({ conversationId: 'v_old' })
    expect(await match({ subject: 'Lunch?' })).toMatchObject({ conversationId: 'v_1' })
  })

  it('an unknown sender who continues our subject is a guess, for a while', async () => {
    expect(await match({ from: 'new@else.test', subject: 'Re: Hello' })).toEqual({
      conversationId: 'v_1',
      by: 'subject',
      certain: false,
      outboxId: null,
    })
    expect(await match({ from: 'new@else.test', subject: 'Hello' })).toBeNull()
    expect(await match({ from: 'new@else.test', subject: 'Re: Hi' })).toBeNull()
  })

  it('an old subject is not guessed at', async () => {
    await addConversation(3, { subject: 'Bygones', sentAt: AGO(61) })
    expect(await match({ from: 'new@else.test', subject: 'Re: Bygones' })).toBeNull()
  })

  it('a subject of many conversations is guessed only for a colleague of one, never for a freemail user', async () => {
    await addConversation(4, { email: 'eva@shop.test' })
    await addConversation(5, { email: 'someone@gmail.com' })
    expect(await match({ from: 'new@else.test', subject: 'Re: Hello' })).toBeNull()
    expect(await match({ from: 'boss@shop.test', subject: 'Re: Hello' })).toMatchObject({ conversationId: 'v_4' })
    expect(await match({ from: 'other@gmail.com', subject: 'Re: Hello' })).toBeNull()
  })

  it('a bounce belongs to the message it returns', async () => {
    const bounce = {
      recipient: 'x@y.test',
      status: '5.1.1',
      permanent: true,
      reason: 'userunknown',
      concern: 'address',
      action: 'failed',
    } as const
    const from = 'mailer-daemon@mx.test'
    expect(await match({ kind: 'bounce', from, bounce: { ...bounce, originalMessageId: OURS } })).toMatchObject({
      outboxId: 'v_1:1:1',
      certain: true,
    })
  })

  it('a bounce that returns nothing counts only for an address that we wrote to lately', async () => {
    const bounceOf = (recipient: string) =>
      match({
        kind: 'bounce',
        from: 'mailer-daemon@mx.test',
        bounce: {
          recipient,
          status: null,
          permanent: true,
          reason: 'userunknown',
          concern: 'address',
          action: 'failed',
        },
      })
    expect(await bounceOf('ivan1@prospect.test')).toMatchObject({ outboxId: 'v_1:1:1', certain: false })
    expect(await bounceOf('stranger@prospect.test')).toBeNull()
    await addConversation(6)
    await addSent(6, 'ivan6@prospect.test', AGO(11))
    expect(await bounceOf('ivan6@prospect.test')).toBeNull()
  })

  it('our own mail and mail of lists belong to no conversation, whatever they refer to', async () => {
    expect(await match({ kind: 'own', inReplyTo: OURS })).toBeNull()
    expect(await match({ kind: 'list', inReplyTo: OURS })).toBeNull()
  })

  it('a mail without a sender matches by its ids and else not', async () => {
    expect(await match({ from: null, inReplyTo: OURS })).toMatchObject({ certain: true })
    expect(await match({ from: null })).toBeNull()
  })
})
