/**
 * What a trigger means: the closed union that `decide` reads.
 * A read reply is one of it; arrivals, timers, commands, delivery reports and the mail of machines are the others.
 */
import type { Channel } from './channel.ts'
import type { TurnMessage } from './conversation.ts'
import type { Bounce, ConversationCommand } from './inbox.ts'
import type { OutboxEntry } from './outbox.ts'

/** What a reply wants. The order is the order in which several wishes of one reply are resolved. */
export const INTENTS = ['stop', 'redirect', 'presentation', 'demo', 'timeout', 'question', 'other'] as const
export type Intent = (typeof INTENTS)[number]

/** Languages the agent writes in. A reply in any other language is answered in the contact's. */
export const LANGUAGES = ['ru', 'en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** The colleague a reply points to. Every detail stands literally in the text it was read from. */
export interface RedirectTarget {
  readonly name: string | null
  readonly email: string | null
  /** Handle with its leading `@`. */
  readonly telegram: string | null
  readonly phone: string | null
}

/** Why a reading must be looked at by a person before anything acts on it. */
export type Doubt = 'stop-disputed' | 'redirect-disputed' | 'low-confidence'

/** What one reply (or one turn of several messages) was read as. */
export interface ReplyReading {
  /** A set, without repeats, in the order of {@link INTENTS}; `other` stands alone. Never empty. */
  readonly intents: readonly Intent[]
  /** A demand to stop, as against a mere refusal ("not interested"). Implies `stop`. */
  readonly explicitOptOut: boolean
  readonly redirect: RedirectTarget | null
  /** ISO date in the prospect's zone, from which the agent may write again; null where none was named. */
  readonly until: string | null
  readonly lang: Language
  /** A verbatim part of the text that decides the label; empty only for empty text. */
  readonly evidence: string
  readonly by: 'rule' | 'classifier' | 'llm'
  /** Calibrated, 0 to 1. */
  readonly confidence: number
  readonly doubt: Doubt | null
}

/** What a reply says about the time of a demo. Read by code, never by the model. */
export interface DemoWish {
  /** Zero-based positions in the slots that were offered. */
  readonly picks: readonly number[]
  /** Instants the writer named (ISO, UTC). */
  readonly times: readonly string[]
  readonly cancel: boolean
  readonly move: boolean
  /** Rough wishes, such as a part of a day (ISO instants). */
  readonly windows: readonly { readonly from: string; readonly to: string }[]
  readonly declinesAll: boolean
}

/** A trigger as the core reads it. */
export type Understanding =
  | {
      readonly type: 'message-arrived'
      readonly message: TurnMessage
      /** A `/start` of the bot: says nothing, but opens the channel. */
      readonly botStart: boolean
    }
  | {
      readonly type: 'reply'
      readonly reading: ReplyReading
      readonly demo: DemoWish
      /** Questions that product knowledge does not answer; empty when there are none. */
      readonly openQuestions: readonly string[]
      /** The whole turn, oldest first, with the messages whose answer had not left. */
      readonly messages: readonly TurnMessage[]
    }
  | { readonly type: 'timer-due' }
  | {
      readonly type: 'command'
      readonly command: 'start' | ConversationCommand
      readonly outboxId: string | null
      readonly fingerprint: string | null
      readonly by: string
    }
  | {
      readonly type: 'delivery-report'
      readonly outboxId: string
      /** When the edge knew: later deliveries count from here, not from when the report is read. */
      readonly at: Date
      readonly result: 'sent' | 'failed' | 'uncertain' | 'blocked'
      readonly permanent: boolean
      readonly blame: Bounce['blame'] | null
      readonly reason: string | null
      /** What was sent; null where the outbox no longer knows it. */
      readonly entry: OutboxEntry | null
    }
  | {
      readonly type: 'auto-reply'
      readonly inboxId: string
      readonly at: Date
      readonly returnsOn: string | null
      readonly gone: boolean
      readonly mentions: readonly string[]
    }
  | {
      readonly type: 'bounce'
      readonly inboxId: string
      readonly at: Date
      readonly bounce: Bounce
      readonly channel: Channel
    }
  | { readonly type: 'complaint'; readonly inboxId: string; readonly at: Date }
