import type { Campaign, Channel, Language, OutboxKind, ReplyReading, Slot } from '@outrider/shared/domain'
import type { Brief } from '../core/action.ts'

/** One reply to be understood. */
export interface UnderstandRequest {
  readonly id: string
  /** What the writer newly wrote. Data, never instructions. */
  readonly text: string
  readonly now: Date
  /** IANA name, or `UTC±h`. */
  readonly zone: string
  readonly country: string | null
  readonly channel: Channel
  /** Language of the contact: decides where the text is too short to tell. */
  readonly contactLanguage: Language
  readonly senderEmail: string | null
  /** Times on the table. */
  readonly offeredSlots: readonly Slot[]
}

/** One message of the thread; untrusted where it came in. */
export interface ThreadMessage {
  readonly direction: 'in' | 'out'
  readonly at: Date
  readonly text: string
}

/** A message to be worded. Every fact it may state stands here; a brain only finds the words. */
export interface DraftRequest {
  readonly kind: OutboxKind
  readonly channel: Channel
  readonly language: Language
  readonly brief: Brief
  readonly campaign: Campaign
  readonly contact: { readonly name: string; readonly company: string | null; readonly timezone: string }
  readonly referredBy: string | null
  /** This conversation's run, oldest first. */
  readonly thread: readonly ThreadMessage[]
  /** What the prospect newly wrote in the turn that is answered; empty for outreach. */
  readonly turnText: string
  /** The date that was promised, for a reminder. */
  readonly snoozedUntil: string | null
  readonly now: Date
}

export interface Draft {
  /** Null on channels without one, and where the thread's own subject stays. */
  readonly subject: string | null
  readonly text: string
  /** Ids of the knowledge items it rests on. */
  readonly knowledgeUsed: readonly string[]
  /** Questions it could not answer from knowledge. */
  readonly openQuestions: readonly string[]
  readonly by: 'template' | 'llm'
}

/**
 * The two things a mind is needed for. Both may fail or time out: the shell then takes the offline brain, which never does.
 * A brain has no hands: what it returns is checked, and only picks among what code offers (DESIGN §6.6).
 */
export interface Brain {
  readonly name: 'offline' | 'ollama'
  understand(request: UnderstandRequest, signal: AbortSignal): Promise<ReplyReading>
  draft(request: DraftRequest, signal: AbortSignal): Promise<Draft>
}
