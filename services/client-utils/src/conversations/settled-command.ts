import type { Heartbeat, Store } from '@outrider/shared'
import type { FactRecord } from '@outrider/shared/domain'
import type { Session } from '../frame/session.ts'

/** How long a command is waited for, and how often it is looked at, in real milliseconds. */
const PATIENCE_MS = 10_000
/** Where nobody seems to run: it may just be starting. */
const LITTLE_PATIENCE_MS = 2_000
const LOOK_EVERY_MS = 100
/** A service beats every 5 s; three missed beats mean that it does not run. */
export const HEARTBEAT_FRESH_MS = 15_000

/** What became of a command. */
export type CommandResult =
  | { readonly result: 'done'; readonly facts: readonly FactRecord[] }
  /** app-logic looked at it and did nothing, for this reason. */
  | { readonly result: 'refused'; readonly reason: string }
  /** Nobody has obeyed it yet; it stays in the inbox. */
  | { readonly result: 'waiting'; readonly reason: string }
  | { readonly result: 'failed'; readonly reason: string }

/**
 * Waits until app-logic has settled a command and tells what it brought about.
 *
 * @param sinceVersion version of the conversation before the command; facts after it are the command's
 * @param patience real milliseconds; by default 10 s, 2 s where app-logic shows no sign of life
 */
export async function awaitCommand(
  { store, clock }: Pick<Session, 'store' | 'clock'>,
  commandId: string,
  conversationId: string,
  sinceVersion: number,
  patience?: number,
): Promise<CommandResult> {
  const patienceMs = patience ?? ((await isObeyed(store, new Date())) ? PATIENCE_MS : LITTLE_PATIENCE_MS)
  for (let waited = 0; waited <= patienceMs; waited += LOOK_EVERY_MS) {
    const document = await store.inbox.get(commandId)
    if (document?.status === 'done') return outcomeOf(store, conversationId, sinceVersion)
    if (document?.status === 'dead') {
      return { result: 'failed', reason: document.errors.at(-1)?.message ?? 'it could not be handled' }
    }
    await clock.sleep(LOOK_EVERY_MS)
  }
  return { result: 'waiting', reason: whyWaiting(await store.heartbeats.list(), new Date()) }
}

async function outcomeOf(store: Store, conversationId: string, sinceVersion: number): Promise<CommandResult> {
  const facts = (await store.facts.ofConversation(conversationId)).filter((fact) => versionOf(fact) > sinceVersion)
  const refusal = facts.find((fact) => fact.type === 'ignored')
  if (refusal !== undefined && facts.every((fact) => fact.type === 'ignored')) {
    return { result: 'refused', reason: String(refusal.data.reason).replace(/^refused: /, '') }
  }
  return { result: 'done', facts }
}

/** The conversation's version a fact was committed with: its id is `<conversation>:<version>:f<n>`. */
export function versionOf({ _id }: FactRecord): number {
  return Number(_id.split(':').at(-2))
}

/** Why a command was not obeyed in time, from the signs of life of app-logic. */
export function whyWaiting(heartbeats: readonly Heartbeat[], now: Date): string {
  const newest = newestBeat(heartbeats, 'app-logic')
  if (newest === null) return 'app-logic has never run here; the command waits in the inbox until it does'
  const silentMs = now.getTime() - newest.getTime()
  return silentMs > HEARTBEAT_FRESH_MS
    ? `app-logic does not run (last sign of life ${Math.round(silentMs / 1_000)} s ago); the command waits in the inbox until it does`
    : 'app-logic runs but has not come to it yet; the command waits in the inbox'
}

export function newestBeat(heartbeats: readonly Heartbeat[], service: string): Date | null {
  const beats = heartbeats.filter((beat) => beat.service === service).map(({ at }) => at.getTime())
  return beats.length === 0 ? null : new Date(Math.max(...beats))
}

/** Whether app-logic shows signs of life. */
export async function isObeyed(store: Store, now: Date): Promise<boolean> {
  const newest = newestBeat(await store.heartbeats.list(), 'app-logic')
  return newest !== null && now.getTime() - newest.getTime() <= HEARTBEAT_FRESH_MS
}
