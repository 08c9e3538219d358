/**
 * What a trigger means: the closed union that `decide` reads.
 * A read reply is one of it; timers, commands, delivery reports and the mail of machines are the others.
 */

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
