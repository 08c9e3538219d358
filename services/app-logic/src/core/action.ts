import type { Channel, OutboxKind, Slot, Span, Stage, Timer, TurnMessage } from '@outrider/shared/domain'

/** What a message must say. The core fixes every fact of it; a brain only finds the words. */
export interface Brief {
  /** Questions of the turn are answered from product knowledge. */
  readonly answerQuestions: boolean
  /** Questions that knowledge does not hold: it is said so, and a person takes over. */
  readonly openQuestions: readonly string[]
  readonly deck: boolean
  readonly offeredSlots: readonly Slot[]
  /** Why the time the writer named is not to be had. */
  readonly refusedTime: 'busy' | 'too-early' | 'outside-hours' | null
  readonly confirmedSlot: Slot | null
  readonly cancelledSlot: Slot | null
  /** Calendar identity of a confirmed or cancelled demo. */
  readonly invitation: { readonly uid: string; readonly sequence: number; readonly method: 'REQUEST' | 'CANCEL' } | null
  /** The timeout is acknowledged; the date where there is one. */
  readonly snooze: { readonly until: string | null } | null
  /** Thanks for pointing to this colleague. */
  readonly thanksFor: { readonly name: string | null; readonly email: string } | null
  readonly clarify: 'colleague-address' | 'which-slot' | 'unclear' | null
  /** Position in the follow-up schedule, from 1. */
  readonly followUp: number | null
  /** A reminder: the date that was promised, or the offer that is still open. */
  readonly remindOf: 'snooze' | 'offer' | null
}

export const EMPTY_BRIEF: Brief = {
  answerQuestions: false,
  openQuestions: [],
  deck: false,
  offeredSlots: [],
  refusedTime: null,
  confirmedSlot: null,
  cancelledSlot: null,
  invitation: null,
  snooze: null,
  thanksFor: null,
  clarify: null,
  followUp: null,
  remindOf: null,
}

/** What is to be done: imperative, returned by `decide`. */
export type Action =
  | {
      readonly do: 'send'
      readonly kind: OutboxKind
      readonly channel: Channel
      readonly sendAt: Date
      readonly leaveWithin: readonly Span[]
      /** Waits for a person's approval. */
      readonly hold: boolean
      readonly answers: readonly TurnMessage[]
      readonly brief: Brief
      readonly reason: string
    }
  | { readonly do: 'cancel'; readonly outboxId: string; readonly reason: string }
  | {
      readonly do: 'approve'
      readonly outboxId: string
      readonly by: string
      readonly sendAt: Date
      readonly leaveWithin: readonly Span[]
    }
  | { readonly do: 'start'; readonly reason: string }
  | { readonly do: 'receive'; readonly message: TurnMessage; readonly settlesAt: Date }
  | { readonly do: 'record'; readonly inboxId: string; readonly receivedAt: Date; readonly reason: string }
  | { readonly do: 'note-sent'; readonly outboxId: string }
  | { readonly do: 'note-failed'; readonly outboxId: string; readonly reason: string }
  | { readonly do: 'note-uncertain'; readonly outboxId: string; readonly reason: string }
  | { readonly do: 'note-bounce'; readonly permanent: boolean; readonly reason: string; readonly blame: string }
  | { readonly do: 'note-away'; readonly returnsOn: string | null; readonly gone: boolean; readonly until: Date | null }
  | { readonly do: 'lose-channel'; readonly channel: Channel; readonly reason: string }
  | { readonly do: 'enter-stage'; readonly stage: Stage; readonly reason: string }
  | { readonly do: 'set-timer'; readonly timer: Timer | null }
  | { readonly do: 'snooze'; readonly until: string; readonly dueAt: Date; readonly named: boolean }
  | { readonly do: 'suppress'; readonly cause: 'stop' | 'complaint' | 'command'; readonly evidence: string }
  | { readonly do: 'open-conversation'; readonly colleague: { readonly name: string | null; readonly email: string } }
  | { readonly do: 'count-clarification' }
  | { readonly do: 'remember-colleague'; readonly name: string }
  | { readonly do: 'offer-slots'; readonly slots: readonly Slot[] }
  | { readonly do: 'book-demo'; readonly slot: Slot; readonly uid: string; readonly sequence: number }
  | { readonly do: 'cancel-demo'; readonly uid: string; readonly sequence: number }
  | { readonly do: 'hand-over'; readonly reason: string; readonly by: 'agent' | 'person' }
  | { readonly do: 'hand-back' }
  | { readonly do: 'nothing'; readonly reason: string }

export type SendAction = Extract<Action, { do: 'send' }>
export const nothing = (reason: string): Action[] => [{ do: 'nothing', reason }]
export const handOver = (reason: string): Action => ({ do: 'hand-over', reason, by: 'agent' })
