import type { Conversation, DemoWish, Slot } from '@outrider/shared/domain'
import { type Action, type Brief, EMPTY_BRIEF } from '../action.ts'
import type { Policy } from '../policy.ts'
import { freeSlots, problemOf, slotAt, type TimeProblem } from './demo-slots.ts'

/** What a wish for a demo comes to: what the reply says, and what changes. */
export interface DemoOutcome {
  readonly result: 'offered' | 'confirmed' | 'cancelled' | 'which-slot' | 'nothing-new'
  readonly brief: Partial<Brief>
  readonly actions: readonly Action[]
}

/** What the one reply around the demo settles. */
export interface ReplyCircumstances {
  /** When the reply leaves: notice counts from there. */
  readonly sendAt: Date
  /** No slot is offered before this instant (a timeout in the same reply). */
  readonly notBefore: Date | null
  /** An earlier answer was taken back before it left: what it offered or confirmed has reached nobody. */
  readonly redone: boolean
}

const OFFER_KEPT_HOURS = 1
const NOTHING_NEW: DemoOutcome = { result: 'nothing-new', brief: {}, actions: [] }

/** True where the words about times mean a demo although the reading did not say so: slots are on the table. */
export function speaksOfOffer(conversation: Conversation, wish: DemoWish): boolean {
  const { offered, booked } = conversation.demo
  if (booked !== null) return wish.cancel || wish.move
  return offered.length > 0 && (wish.picks.length > 0 || wish.times.length > 0 || wish.declinesAll)
}

/**
 * A picked or named time that is free, inside working hours and with enough notice is confirmed at once; any other is
 * answered with other slots. Cancelling and moving work on a booked demo.
 */
export function resolveDemo(
  conversation: Conversation,
  wish: DemoWish,
  policy: Policy,
  { sendAt, notBefore, redone }: ReplyCircumstances,
): DemoOutcome {
  const { offered, booked } = conversation.demo
  const named = namedSlots(conversation, wish, policy)
  if (wish.cancel && named.length === 0 && !wish.move)
    return booked === null ? NOTHING_NEW : cancelled(conversation, booked)
  if (named.length === 0) {
    const vague = wish.windows.length === 0 && !wish.move && !wish.declinesAll
    const again = vague && redone ? sayAgain(conversation, policy, sendAt) : null
    if (again !== null) return again
    if (booked !== null && vague) return NOTHING_NEW
    if (booked === null && offered.length > 0 && vague && notBefore === null) {
      return { result: 'which-slot', brief: { clarify: 'which-slot' }, actions: [] }
    }
    return offer(conversation, wish, policy, latest(sendAt, notBefore), null)
  }
  const same = named.find((slot) => slot.start === booked?.start)
  if (same !== undefined) return confirmed(conversation, same, policy)
  const problems = named.map((slot) =>
    wasOffered(conversation, slot) ? problemOfOffered(slot, policy, sendAt) : problemOf(slot, policy, sendAt),
  )
  const free = named.find((_, index) => problems[index] === null)
  return free === undefined
    ? offer(conversation, wish, policy, latest(sendAt, notBefore), problems[0] ?? null)
    : confirmed(conversation, free, policy)
}

/** What the answer that was taken back said of the demo, as far as it still holds; null where it said nothing. */
function sayAgain(conversation: Conversation, policy: Policy, sendAt: Date): DemoOutcome | null {
  const { offered, booked, uid } = conversation.demo
  if (booked !== null) return confirmed(conversation, booked, policy)
  const open = offered.filter((slot) => problemOfOffered(slot, policy, sendAt) === null)
  if (open.length > 0) {
    return { result: 'offered', brief: { offeredSlots: open }, actions: [{ do: 'offer-slots', slots: open }] }
  }
  return uid === null ? null : NOTHING_NEW
}

const wasOffered = ({ demo }: Conversation, { start }: Slot): boolean =>
  demo.offered.some((slot) => slot.start === start)

/** An offer is kept although its notice has run down since, as long as the time is still ahead and free. */
function problemOfOffered(slot: Slot, policy: Policy, now: Date): TimeProblem {
  const noticeHours = Math.min(policy.settings.demo.noticeHours, OFFER_KEPT_HOURS)
  return problemOf(
    slot,
    { ...policy, settings: { ...policy.settings, demo: { ...policy.settings.demo, noticeHours } } },
    now,
  )
}

function namedSlots(conversation: Conversation, wish: DemoWish, policy: Policy): Slot[] {
  const picked = wish.picks.flatMap((index) => conversation.demo.offered[index] ?? [])
  return picked.length > 0 ? picked : wish.times.map((time) => slotAt(new Date(time), policy))
}

function offer(
  conversation: Conversation,
  wish: DemoWish,
  policy: Policy,
  from: Date,
  refusedTime: TimeProblem,
): DemoOutcome {
  const exclude = new Set(wish.declinesAll ? conversation.demo.offered.map((slot) => slot.start) : [])
  const aroundNamed = wish.times.map((time) => dayAround(new Date(time)))
  const slots = freeSlots(policy, { from, windows: [...wish.windows, ...aroundNamed], exclude })
  return {
    result: 'offered',
    brief: { offeredSlots: slots, refusedTime },
    actions: [{ do: 'offer-slots', slots }],
  }
}

/** Half a day on either side of a time they named: other slots are sought there first. */
function dayAround(time: Date): { from: string; to: string } {
  const half = 12 * 3_600_000
  return { from: new Date(time.getTime() - half).toISOString(), to: new Date(time.getTime() + half).toISOString() }
}

function confirmed(conversation: Conversation, slot: Slot, policy: Policy): DemoOutcome {
  const { uid, sequence, booked } = conversation.demo
  const invitation = {
    uid: uid ?? `${conversation._id}-${conversation.version}@${policy.calendarDomain}`,
    // RFC 5546 §2.1.4: the sequence grows when the time changes, and stays when the same invitation is sent again.
    sequence: uid === null ? 0 : booked?.start === slot.start ? sequence : sequence + 1,
    method: 'REQUEST' as const,
  }
  return {
    result: 'confirmed',
    brief: { confirmedSlot: slot, invitation },
    actions: [{ do: 'book-demo', slot, uid: invitation.uid, sequence: invitation.sequence }],
  }
}

function cancelled(conversation: Conversation, booked: Slot): DemoOutcome {
  const { uid, sequence } = conversation.demo
  const invitation = { uid: uid ?? conversation._id, sequence: sequence + 1, method: 'CANCEL' as const }
  return {
    result: 'cancelled',
    brief: { ...EMPTY_BRIEF, cancelledSlot: booked, invitation },
    actions: [{ do: 'cancel-demo', uid: invitation.uid, sequence: invitation.sequence }],
  }
}

function latest(a: Date, b: Date | null): Date {
  return new Date(Math.max(a.getTime(), b?.getTime() ?? 0))
}
