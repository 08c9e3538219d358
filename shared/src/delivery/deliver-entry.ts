import type { Clock } from '../clock/clock.ts'
import type { DeliveryEvent, OutboxEntry } from '../domain/index.ts'
import { messageOf } from '../errors/outrider-error.ts'
import type { Logger } from '../log/logger.ts'
import { type Claim, dead, done, type Outcome, type Queued, retry, setAside, snooze } from '../queue/queue.ts'
import type { Store } from '../store/store.ts'
import { isSuppressedOrAssumeYes, suppressionId, suppressionIdsOf } from '../store/suppression.ts'

/** What became of one hand-over. */
export type DeliveryResult =
  | { readonly result: 'sent' }
  /** Refused for good: nothing was delivered and nothing will be. */
  | {
      readonly result: 'refused'
      readonly permanent: boolean
      readonly blame: 'recipient' | 'sender' | 'content' | 'transport'
      readonly reason: string
    }
  /** Nothing was handed over; it may be tried again. */
  | { readonly result: 'deferred'; readonly reason: string; readonly until: Date | null }
  /** The connection broke while handing over: it may or may not have arrived. */
  | { readonly result: 'unknown'; readonly reason: string }

/** An edge, as the delivery of one entry sees it. */
export interface Deliverer {
  /** Hands one entry to the outside world, once. */
  deliver(entry: Queued<OutboxEntry>, signal: AbortSignal): Promise<DeliveryResult>
  /** Whether an earlier, interrupted hand-over of this entry arrived; `unknown` leaves it to a person. */
  lookForEarlier(entry: Queued<OutboxEntry>, signal: AbortSignal): Promise<'delivered' | 'not-delivered' | 'unknown'>
}

/** Lets an entry leave once more although a hand-over was begun: only a person decides that. */
export const FORGET_HAND_OVER = { handOverStartedAt: null } as Partial<OutboxEntry>

/** Queue bookkeeping of an outbox entry beyond what it says. */
export interface HandOver {
  /** Set right before the first hand-over. Found set at a later claim, the earlier one was interrupted. */
  readonly handOverStartedAt?: Date | null
}

export interface DeliverySettings {
  readonly store: Store
  readonly deliverer: Deliverer
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * The one way an outbox entry leaves (DESIGN §6.1 and §6.4), for every edge: suppression is looked up right before the
 * hand-over and a failed look-up blocks it; the hand-over is recorded before it starts; an interrupted one is looked for
 * and never repeated blindly; what became of it is reported through `inbox` before the entry is settled.
 */
export async function deliverEntry(
  settings: DeliverySettings,
  document: Queued<OutboxEntry>,
  claim: Claim<OutboxEntry>,
  signal: AbortSignal,
): Promise<Outcome> {
  if ((document as HandOver).handOverStartedAt) return resolveInterrupted(settings, document, claim, signal)
  const gate = outsideItsHours(document, settings.clock.now()) ?? (await maySend(settings, document))
  if (gate?.outcome === 'dead') await report(settings.store, document, expired(settings.clock.now()))
  if (gate !== null) return gate
  await settings.store.outbox.note(claim, { handOverStartedAt: settings.clock.now() } as Partial<OutboxEntry>)
  const result = await hand(settings, document, signal)
  return conclude(settings, document, claim, result)
}

const TOO_LATE = 'too late: every span in which it might have left has passed'

/** Null inside one of the entry's spans; else it waits for the next, or is past its last. */
function outsideItsHours({ leaveWithin }: Queued<OutboxEntry>, now: Date): Outcome | null {
  if (leaveWithin.length === 0 || leaveWithin.some(({ from, until }) => from <= now && now < until)) return null
  const next = leaveWithin.find(({ from }) => from > now)
  return next === undefined ? dead(TOO_LATE) : snooze(next.from)
}

/** Null when the entry may be sent, else how it ends. */
async function maySend({ store, clock }: DeliverySettings, entry: Queued<OutboxEntry>): Promise<Outcome | null> {
  const contact = await store.contacts.get(entry.contactId)
  const ids = [suppressionId(entry.channel, entry.to), ...(contact === null ? [] : suppressionIdsOf(contact))]
  const { suppressed, reason } = await isSuppressedOrAssumeYes(store.suppressions, ids)
  if (!suppressed) return null
  if (reason.includes('failed')) return retry(reason)
  await report(store, entry, { result: 'blocked', blame: null, permanent: true, reason, at: clock.now() })
  return setAside('cancelled', reason)
}

async function hand(
  { deliverer }: DeliverySettings,
  entry: Queued<OutboxEntry>,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  try {
    return await deliverer.deliver(entry, signal)
  } catch (error) {
    // An edge that throws has not said that nothing was handed over, so it must be assumed that something was.
    return { result: 'unknown', reason: messageOf(error) }
  }
}

async function conclude(
  settings: DeliverySettings,
  entry: Queued<OutboxEntry>,
  claim: Claim<OutboxEntry>,
  result: DeliveryResult,
): Promise<Outcome> {
  const { store, clock, logger } = settings
  const at = clock.now()
  switch (result.result) {
    case 'sent':
      await report(store, entry, { result: 'sent', blame: null, permanent: false, reason: null, at })
      logger.info('message sent', { outboxId: entry._id, conversationId: entry.conversationId, kind: entry.kind })
      return done
    case 'deferred':
      await store.outbox.note(claim, FORGET_HAND_OVER)
      logger.warn('delivery deferred', { outboxId: entry._id, reason: result.reason })
      return result.until === null ? retry(result.reason) : snooze(result.until)
    case 'refused':
      await report(store, entry, { ...result, result: 'failed', at })
      logger.warn('delivery refused', { outboxId: entry._id, reason: result.reason, blame: result.blame })
      return dead(result.reason)
    case 'unknown':
      logger.error('delivery uncertain', { outboxId: entry._id, reason: result.reason })
      return resolveInterrupted(settings, entry, claim, new AbortController().signal, result.reason)
  }
}

async function resolveInterrupted(
  settings: DeliverySettings,
  entry: Queued<OutboxEntry>,
  claim: Claim<OutboxEntry>,
  signal: AbortSignal,
  reason = 'the hand-over was interrupted',
): Promise<Outcome> {
  const { store, deliverer, clock, logger } = settings
  const found = await deliverer.lookForEarlier(entry, signal).catch(() => 'unknown' as const)
  const at = clock.now()
  logger.warn('interrupted hand-over looked for', { outboxId: entry._id, found })
  if (found === 'delivered') {
    await report(store, entry, { result: 'sent', blame: null, permanent: false, reason: 'found in Sent', at })
    return done
  }
  // "Not in Sent" proves nothing where the copy is made after sending: an edge says not-delivered only if it knows.
  if (found === 'not-delivered') {
    await store.outbox.note(claim, FORGET_HAND_OVER)
    return retry(reason)
  }
  await report(store, entry, { result: 'uncertain', blame: 'transport', permanent: false, reason, at })
  return setAside('uncertain', reason)
}

type Report = Omit<DeliveryEvent, 'type' | 'outboxId' | 'conversationId'>

const expired = (at: Date): Report => ({ result: 'failed', blame: 'transport', permanent: false, reason: TOO_LATE, at })

async function report(store: Store, entry: Queued<OutboxEntry>, what: Report): Promise<void> {
  const { result, blame, permanent, reason, at } = what
  await store.inbox.put({
    _id: `delivery:${entry._id}:${entry.attempts}`,
    type: 'delivery',
    outboxId: entry._id,
    conversationId: entry.conversationId,
    result,
    blame,
    permanent,
    reason,
    at,
  })
}
