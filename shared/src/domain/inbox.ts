import { z } from 'zod'
import { channelSchema } from './channel.ts'

/** What kind of writer a mail has. Order of classification: bounce, complaint, list, own, auto-reply, human. */
export const MAIL_KINDS = ['human', 'auto-reply', 'bounce', 'complaint', 'list', 'own'] as const
export const mailKindSchema = z.enum(MAIL_KINDS)
export type MailKind = z.infer<typeof mailKindSchema>

const addressSchema = z.strictObject({ address: z.string(), name: z.string() })

/** What a bounce says, by reason and not by the first digit of its status. */
export const bounceSchema = z.strictObject({
  recipient: z.string().nullable(),
  /** Enhanced status (RFC 3463) where one was found. */
  status: z.string().nullable(),
  permanent: z.boolean(),
  reason: z.string(),
  /** Whose fault it is: a fault of the sender pauses the account and never blames the recipient. */
  blame: z.enum(['recipient', 'sender', 'content', 'transport']),
})
export type Bounce = z.infer<typeof bounceSchema>

/** How a message was tied to a conversation. An uncertain tie is acted on by a person only. */
export const matchSchema = z.strictObject({
  conversationId: z.string(),
  by: z.enum(['reference', 'token', 'address', 'subject', 'chat']),
  certain: z.boolean(),
  /** The outgoing message it answers, where known. */
  outboxId: z.string().nullable(),
})
export type Match = z.infer<typeof matchSchema>

/** A message that came in on any channel. */
export const messageEventSchema = z.strictObject({
  type: z.literal('message'),
  kind: mailKindSchema,
  channel: channelSchema,
  accountId: z.string(),
  from: addressSchema.nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string().nullable(),
  /** What the writer newly wrote, and nothing else. */
  text: z.string(),
  quoted: z.string(),
  signature: z.string(),
  messageId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  receivedAt: z.date(),
  match: matchSchema.nullable(),
  bounce: bounceSchema.nullable(),
  autoReply: z
    .strictObject({
      returnsOn: z.iso.date().nullable(),
      /** "No longer works here". */
      gone: z.boolean(),
      /** Addresses it names: shown to a person, never written to. */
      mentions: z.array(z.string()),
    })
    .nullable(),
  calendarReply: z
    .strictObject({ uid: z.string(), answer: z.enum(['accepted', 'declined', 'tentative', 'counter']) })
    .nullable(),
  attachments: z.array(z.strictObject({ filename: z.string(), contentType: z.string(), size: z.int() })),
  /** Telegram: the chat the person writes in, and the deep-link token of a first `/start`. */
  chat: z.strictObject({ id: z.string(), startToken: z.string().nullable(), isStart: z.boolean() }).nullable(),
})
export type MessageEvent = z.infer<typeof messageEventSchema>

/** A mail that could not be read: kept raw (a GridFS file), shown as dead with the reason. */
export const unreadableEventSchema = z.strictObject({
  type: z.literal('unreadable'),
  channel: channelSchema,
  accountId: z.string(),
  rawFile: z.string(),
  reason: z.string(),
  receivedAt: z.date(),
})
export type UnreadableEvent = z.infer<typeof unreadableEventSchema>

/** A due timer of a conversation; void when the conversation has moved past `version`. */
export const timerEventSchema = z.strictObject({
  type: z.literal('timer'),
  conversationId: z.string(),
  version: z.int(),
})
export type TimerEvent = z.infer<typeof timerEventSchema>

export const CONVERSATION_COMMANDS = ['restart', 'take-over', 'hand-back', 'approve', 'discard', 'suppress'] as const
export type ConversationCommand = (typeof CONVERSATION_COMMANDS)[number]

/** What sales ops want done; client-utils writes it, app-logic obeys. */
export const commandEventSchema = z.discriminatedUnion('command', [
  z.strictObject({
    type: z.literal('command'),
    command: z.literal('start'),
    contactId: z.string(),
    campaignId: z.string(),
    by: z.string(),
  }),
  z.strictObject({
    type: z.literal('command'),
    command: z.enum(CONVERSATION_COMMANDS),
    conversationId: z.string(),
    /** approve and discard: the outbox entry read, and its fingerprint at that time. */
    outboxId: z.string().nullable(),
    fingerprint: z.string().nullable(),
    by: z.string(),
  }),
])
export type CommandEvent = z.infer<typeof commandEventSchema>

/** What became of an outgoing message. */
export const deliveryEventSchema = z.strictObject({
  type: z.literal('delivery'),
  outboxId: z.string(),
  conversationId: z.string(),
  result: z.enum(['sent', 'failed', 'uncertain', 'blocked']),
  /** failed: whose fault; a permanent failure of the recipient makes the address unreachable. */
  blame: z.enum(['recipient', 'sender', 'content', 'transport']).nullable(),
  permanent: z.boolean(),
  reason: z.string().nullable(),
  at: z.date(),
})
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>

/** Everything that can stand in `inbox`. */
export const inboxEventSchema = z.union([
  messageEventSchema,
  unreadableEventSchema,
  timerEventSchema,
  commandEventSchema,
  deliveryEventSchema,
])
export type InboxEvent = z.infer<typeof inboxEventSchema>
