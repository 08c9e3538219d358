import { z } from 'zod'
import { channelSchema } from './channel.ts'

/** What an outgoing message is. */
export const OUTBOX_KINDS = [
  'intro',
  'follow-up',
  'reminder',
  'answer',
  'presentation',
  'demo-offer',
  'demo-confirmation',
  'referral-intro',
  'referral-thanks',
  'clarification',
] as const
export const outboxKindSchema = z.enum(OUTBOX_KINDS)
export type OutboxKind = z.infer<typeof outboxKindSchema>

/** A file of the GridFS bucket by its name, or a short text made on the spot (an ICS invitation). */
export const attachmentSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('file'), filename: z.string(), contentType: z.string() }),
  z.strictObject({ from: z.literal('text'), filename: z.string(), contentType: z.string(), content: z.string() }),
])
export type Attachment = z.infer<typeof attachmentSchema>

const spanSchema = z.strictObject({ from: z.date(), until: z.date() })
export type Span = z.infer<typeof spanSchema>

/** One outgoing message as the core and the shell made it; the edge adds nothing to what it says. */
export const outboxEntrySchema = z.strictObject({
  /** `<conversation>:<version>:<n>`: deterministic, so a repeated relay is harmless. */
  _id: z.string(),
  conversationId: z.string(),
  contactId: z.string(),
  campaignId: z.string(),
  kind: outboxKindSchema,
  channel: channelSchema,
  accountId: z.string(),
  /** E-mail address, or Telegram chat id. */
  to: z.string(),
  toName: z.string(),
  /** E-mail only. */
  subject: z.string().nullable(),
  text: z.string(),
  attachments: z.array(attachmentSchema),
  /** Fixed before the first attempt (RFC 5322 §3.6.4); null where the channel has none. */
  messageId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  /** Waits for a person's approval. */
  held: z.boolean(),
  /** Not before this instant. */
  dueAt: z.date(),
  /** The spans in which it may leave, `until` exclusive: an edge that was down does not send at night. Empty: any time. */
  leaveWithin: z.array(spanSchema),
  /** Hash of what would be sent: an approval names it, so that only what was read can leave. */
  fingerprint: z.string(),
})
export type OutboxEntry = z.infer<typeof outboxEntrySchema>

export const OUTBOX_STATUSES = ['held', 'ready', 'sending', 'sent', 'uncertain', 'cancelled', 'failed'] as const
export type OutboxStatus = (typeof OUTBOX_STATUSES)[number]
