import type { Channel } from './channel.ts'
import type { Slot, Stage, Timer, TurnMessage } from './conversation.ts'
import type { OutboxEntry, OutboxKind, Span } from './outbox.ts'
import type { ReplyReading } from './understanding.ts'

/**
 * What was decided or happened, in the past tense. `evolve` applies it to a conversation; analytics count it.
 * An instant that matters is part of the fact: applying it needs no clock.
 */
export type Fact = { readonly at: Date } & FactBody

/** A fact without its place in time. */
export type FactBody =
  | { readonly type: 'started'; readonly reason: string }
  | { readonly type: 'message-received'; readonly message: TurnMessage; readonly settlesAt: Date }
  | { readonly type: 'message-recorded'; readonly inboxId: string; readonly receivedAt: Date; readonly reason: string }
  | { readonly type: 'reply-understood'; readonly reading: ReplyReading; readonly messages: readonly TurnMessage[] }
  | {
      readonly type: 'auto-reply-received'
      readonly returnsOn: string | null
      readonly gone: boolean
      readonly until: Date | null
    }
  | { readonly type: 'bounced'; readonly permanent: boolean; readonly reason: string; readonly blame: string }
  | { readonly type: 'channel-lost'; readonly channel: Channel; readonly reason: string }
  | {
      readonly type: 'message-queued'
      readonly entry: OutboxEntry
      readonly answers: readonly TurnMessage[]
      readonly reason: string
    }
  | { readonly type: 'message-cancelled'; readonly outboxId: string; readonly reason: string }
  | {
      readonly type: 'message-approved'
      readonly outboxId: string
      readonly by: string
      readonly sendAt: Date
      readonly leaveWithin: readonly Span[]
    }
  | {
      readonly type: 'message-sent'
      readonly outboxId: string
      readonly kind: OutboxKind
      readonly channel: Channel
      readonly messageId: string | null
      readonly references: readonly string[]
      readonly subject: string | null
      readonly answers: readonly TurnMessage[]
    }
  | { readonly type: 'message-failed'; readonly outboxId: string; readonly kind: OutboxKind; readonly reason: string }
  | { readonly type: 'message-uncertain'; readonly outboxId: string; readonly reason: string }
  | { readonly type: 'stage-changed'; readonly stage: Stage; readonly reason: string }
  | { readonly type: 'timer-set'; readonly timer: Timer | null }
  | { readonly type: 'snoozed'; readonly until: string; readonly dueAt: Date; readonly named: boolean }
  | { readonly type: 'clarification-asked' }
  | { readonly type: 'slots-offered'; readonly slots: readonly Slot[] }
  | { readonly type: 'demo-booked'; readonly slot: Slot; readonly uid: string; readonly sequence: number }
  | { readonly type: 'demo-cancelled'; readonly uid: string; readonly sequence: number }
  | { readonly type: 'suppressed'; readonly cause: 'stop' | 'complaint' | 'command'; readonly evidence: string }
  | {
      readonly type: 'colleague-found'
      readonly colleague: { readonly name: string | null; readonly email: string }
      readonly contactId: string
    }
  | { readonly type: 'colleague-named'; readonly name: string }
  | { readonly type: 'handed-over'; readonly reason: string; readonly by: 'agent' | 'person' }
  | { readonly type: 'handed-back' }
  | { readonly type: 'ignored'; readonly reason: string }
