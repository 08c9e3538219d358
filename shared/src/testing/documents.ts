import type { MessageEvent } from '../domain/index.ts'
import {
  type Account,
  type Campaign,
  type Contact,
  type Conversation,
  campaignSchema,
  type FactRecord,
  type OutboxEntry,
} from '../domain/index.ts'

/** Valid documents of every collection; whatever a test does not name is plain. */

const AT = new Date('2026-03-10T07:00:00Z')

export function contactDocument(changes: Partial<Contact> = {}): Contact {
  return {
    _id: 'c_1',
    name: 'Ivan Petrov',
    company: 'Prospect',
    email: 'ivan@prospect.test',
    telegram: null,
    telegramChatId: null,
    telegramToken: `token-${changes._id ?? 'c_1'}`,
    language: 'ru',
    timezone: 'Europe/Moscow',
    country: 'RU',
    unreachable: [],
    source: { by: 'command', contactId: null },
    createdAt: AT,
    ...changes,
  }
}

export function conversationDocument(changes: Partial<Conversation> = {}): Conversation {
  return {
    _id: 'v_1',
    contactId: 'c_1',
    campaignId: 'reviews',
    version: 0,
    stage: 'new',
    stageReason: '',
    stageSince: AT,
    stageBeforeHandOver: null,
    channel: 'email',
    timer: null,
    turn: null,
    outstanding: [],
    hasReplied: false,
    followUpsSent: 0,
    nudged: false,
    clarifications: 0,
    softBouncesInRow: 0,
    answeredAt: [],
    demo: { offered: [], booked: null, uid: null, sequence: 0 },
    snoozedUntil: null,
    awayUntil: null,
    namedColleagues: [],
    referredBy: null,
    thread: { subject: null, lastMessageId: null, references: [] },
    lastSentAt: null,
    lastReceivedAt: null,
    lastIntents: [],
    summary: '',
    runStartedAt: AT,
    handled: [],
    pending: { entries: [], cancellations: [], approvals: [], openings: [], facts: [] },
    createdAt: AT,
    ...changes,
  }
}

export function outboxDocument(changes: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    _id: 'v_1:1:1',
    conversationId: 'v_1',
    contactId: 'c_1',
    campaignId: 'reviews',
    kind: 'intro',
    channel: 'email',
    accountId: 'sales',
    to: 'ivan@prospect.test',
    toName: 'Ivan Petrov',
    subject: 'Hello',
    text: 'Hello, Ivan',
    attachments: [],
    messageId: '<outrider.v_1.1.1@outrider.test>',
    inReplyTo: null,
    references: [],
    held: false,
    dueAt: AT,
    leaveWithin: [],
    fingerprint: 'f',
    ...changes,
  }
}

export function messageDocument(
  changes: Partial<MessageEvent> & { _id?: string } = {},
): MessageEvent & { _id: string } {
  return {
    _id: 'mail:sales:1:1',
    type: 'message',
    kind: 'human',
    channel: 'email',
    accountId: 'sales',
    from: { address: 'ivan@prospect.test', name: 'Ivan Petrov' },
    to: ['anna@outrider.test'],
    cc: [],
    subject: 'Re: Hello',
    text: 'Interesting',
    quoted: '',
    signature: '',
    messageId: '<1@prospect.test>',
    inReplyTo: null,
    references: [],
    receivedAt: AT,
    match: { conversationId: 'v_1', by: 'reference', certain: true, outboxId: null },
    bounce: null,
    autoReply: null,
    calendarReply: null,
    attachments: [],
    chat: null,
    ...changes,
  }
}

export function accountDocument(changes: Partial<Account> = {}): Account {
  return {
    _id: 'sales',
    settings: {
      _id: 'sales',
      channel: 'email',
      address: 'anna@outrider.test',
      name: 'Anna',
      aliases: [],
      user: 'anna',
      auth: { kind: 'password', passwordEnv: 'MAIL_PASSWORD' },
      imap: { host: '127.0.0.1', port: 1143, secure: false, allowInsecure: true },
      smtp: { host: '127.0.0.1', port: 1025, secure: false, allowInsecure: true },
      folders: { watch: ['INBOX'], sent: null, junk: true },
      dkim: null,
      unsubscribeUrl: null,
    },
    state: { status: 'active', reason: null, since: AT },
    checkpoint: {},
    ...changes,
  }
}

export function campaignDocument(changes: Partial<Campaign> = {}): Campaign {
  const everywhere = (text: string) => ({ ru: text, en: text, es: text })
  return campaignSchema.parse({
    _id: 'reviews',
    name: 'Reviews',
    product: { name: 'Reviews', pitch: everywhere('Reviews for shops') },
    sender: { name: 'Anna', company: 'Outrider', postalAddress: 'Street 1' },
    accounts: { email: 'sales', telegram: 'bot' },
    intro: { subject: everywhere('Reviews'), text: everywhere('Hello {name}') },
    ...changes,
  })
}

export function factDocument(changes: Partial<FactRecord> = {}): FactRecord {
  return {
    _id: 'v_1:1:f0',
    conversationId: 'v_1',
    contactId: 'c_1',
    campaignId: 'reviews',
    at: AT,
    type: 'stage-changed',
    data: { stage: 'contacted' },
    ...changes,
  }
}
