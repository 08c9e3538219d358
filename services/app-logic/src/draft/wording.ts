import type { Language } from '@outrider/shared/domain'
import type { Brief } from '../core/action.ts'

/** A time in the prospect's zone, ready to be written. */
export interface Moment {
  /** ISO weekday, 1 = Monday. */
  readonly weekday: number
  readonly day: number
  /** 1 to 12. */
  readonly month: number
  /** Null where it is the current year. */
  readonly year: number | null
  /** `HH:MM` on a 24-hour clock. */
  readonly clock: string
  /** The zone as a person says it, such as "по Москве". */
  readonly zone: string
}

/** Who writes, as it stands in a message of one language. */
export interface Sender {
  readonly name: string
  readonly company: string
  readonly postalAddress: string
}

type Clarification = NonNullable<Brief['clarify']>
type Refusal = NonNullable<Brief['refusedTime']>

/** Every phrase of one language. Functions take the facts; nothing else in a phrase claims anything. */
export interface Wording {
  readonly language: Language
  greeting(name: string | null): string
  signOff(sender: Sender): string
  moment(moment: Moment): string
  date(moment: Pick<Moment, 'day' | 'month' | 'year'>): string

  /** Full footer of a first e-mail: who writes and that a machine does (EU AI Act art. 50), from where, how to stop. */
  footer(sender: Sender): readonly string[]
  /** The same for a first message in a messenger, in one line. */
  messengerHint(sender: Sender): string

  referralOpening(referrer: string | null): string
  readonly referralOffer: string
  /** One for each position of a follow-up schedule; they never repeat. */
  readonly followUps: readonly string[]
  readonly lastFollowUp: string
  snoozeReminder(date: string | null): string
  readonly offerReminder: string

  thanksForPointing(colleague: string): string
  readonly deckAttached: string
  /** How the next lines, the slots, are introduced. */
  readonly slotsOffered: string
  readonly otherSlots: string
  readonly slotsClosing: string
  readonly refusedTime: Readonly<Record<Refusal, string>>
  /** A time is refused and there is none to offer. */
  readonly noSlots: string
  confirmed(when: string): string
  readonly invitationAttached: string
  cancelled(when: string): string
  snoozed(date: string | null): string
  /** Some questions are answered above, the rest is left to a person. */
  readonly openAfterAnswers: string
  readonly openAlone: string
  readonly clarify: Readonly<Record<Clarification, string>>
}
