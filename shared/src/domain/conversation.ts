import { z } from 'zod'
import { channelSchema } from './channel.ts'
import { factRecordSchema } from './fact-record.ts'
import { outboxEntrySchema, outboxKindSchema } from './outbox.ts'
import { INTENTS } from './understanding.ts'

export const STAGES = [
  'new',
  'contacted',
  'talking',
  'snoozed',
  'demo-offered',
  'demo-booked',
  'redirected',
  'stopped',
  'unreachable',
  'exhausted',
  'handed-over',
] as const
export const stageSchema = z.enum(STAGES)
export type Stage = z.infer<typeof stageSchema>

/** A time for a demo; ISO instants in UTC, `end` exclusive. */
export const slotSchema = z.strictObject({ start: z.string(), end: z.string() })
export type Slot = z.infer<typeof slotSchema>

/** What falls due next when nobody writes. */
export const timerSchema = z.strictObject({
  kind: z.enum(['follow-up', 'exhaust', 'reminder', 'nudge']),
  dueAt: z.date(),
})
export type Timer = z.infer<typeof timerSchema>

/** A message of the prospect that waits for its turn to end or for its answer to leave. */
export const turnMessageSchema = z.strictObject({
  inboxId: z.string(),
  channel: channelSchema,
  /** Address or chat it came from: a colleague may have joined. */
  from: z.string(),
  fromName: z.string(),
  at: z.date(),
  subject: z.string().nullable(),
  messageId: z.string().nullable(),
  references: z.array(z.string()),
  /** False where the tie to this conversation is a guess: a person looks before anything leaves. */
  certain: z.boolean(),
  /** Decided on once already, but its answer was overtaken by a newer message. */
  again: z.boolean(),
})
export type TurnMessage = z.infer<typeof turnMessageSchema>

/** A message of the agent that is decided but has not left. */
export const outstandingSchema = z.strictObject({
  outboxId: z.string(),
  kind: outboxKindSchema,
  held: z.boolean(),
  fingerprint: z.string(),
  dueAt: z.date(),
  /** Messages it answers: they are answered again with the newer one when it is redone. */
  answers: z.array(turnMessageSchema),
  attachments: z.array(z.string()),
})
export type Outstanding = z.infer<typeof outstandingSchema>

/** What a commit still has to bring about outside the conversation document. */
export const pendingSchema = z.strictObject({
  entries: z.array(outboxEntrySchema),
  cancellations: z.array(z.strictObject({ outboxId: z.string(), reason: z.string() })),
  approvals: z.array(
    z.strictObject({ outboxId: z.string(), sendAt: z.date(), leaveWithin: outboxEntrySchema.shape.leaveWithin }),
  ),
  /** Colleagues whose conversation is to be opened. */
  openings: z.array(z.strictObject({ name: z.string().nullable(), email: z.string(), contactId: z.string() })),
  facts: z.array(factRecordSchema),
})
export type Pending = z.infer<typeof pendingSchema>

/** One contact in one campaign, across all channels. `null` instead of absent everywhere. */
export const conversationSchema = z.strictObject({
  _id: z.string(),
  contactId: z.string(),
  campaignId: z.string(),
  /** Grows with each write; a write is filtered on the one it read. */
  version: z.int(),
  stage: stageSchema,
  /** Why the stage is what it is, in words for a person. */
  stageReason: z.string(),
  stageSince: z.date(),
  /** The stage to return to when a person hands the conversation back. */
  stageBeforeHandOver: stageSchema.nullable(),
  /** Channel of the newest message either way. */
  channel: channelSchema,
  timer: timerSchema.nullable(),
  /** Open turn: messages that came and are not yet decided on. */
  turn: z.strictObject({ messages: z.array(turnMessageSchema).min(1), dueAt: z.date() }).nullable(),
  outstanding: z.array(outstandingSchema),
  /** Any human reply ends the follow-up schedule for good. */
  hasReplied: z.boolean(),
  followUpsSent: z.int(),
  nudged: z.boolean(),
  clarifications: z.int(),
  softBouncesInRow: z.int(),
  /** Instants of recent automatic answers, newest last: bounds loops by count and time. */
  answeredAt: z.array(z.date()),
  demo: z.strictObject({
    offered: z.array(slotSchema),
    booked: slotSchema.nullable(),
    uid: z.string().nullable(),
    sequence: z.int(),
  }),
  /** The date a snooze was promised for, ISO, in the prospect's zone. */
  snoozedUntil: z.string().nullable(),
  /** Stated return date of an out-of-office, as an instant: no timer fires before it. */
  awayUntil: z.date().nullable(),
  /** Colleagues the prospect pointed to, by normalised address or lower-case name. */
  namedColleagues: z.array(z.string()),
  /** Who pointed here, for a conversation opened by a redirect. */
  referredBy: z.strictObject({ contactId: z.string(), name: z.string() }).nullable(),
  /** E-mail thread of the agent's last sent message. */
  thread: z.strictObject({
    subject: z.string().nullable(),
    lastMessageId: z.string().nullable(),
    references: z.array(z.string()),
  }),
  lastSentAt: z.date().nullable(),
  lastReceivedAt: z.date().nullable(),
  lastIntents: z.array(z.enum(INTENTS)),
  /** A few lines on what was said so far, for drafts and for people. */
  summary: z.string(),
  /** Start of the present run: history before it is kept but not quoted. */
  runStartedAt: z.date(),
  /** The newest inbox documents decided on: one that comes again after a crash is not decided on twice. */
  handled: z.array(z.string()),
  /** Committed with the state, carried out by the relay afterwards, each harmless to repeat. */
  pending: pendingSchema,
  createdAt: z.date(),
})
export type Conversation = z.infer<typeof conversationSchema>
