/**
 * The lease queue that `inbox` and `outbox` are (DESIGN §5).
 * A claim is one sorted findOneAndUpdate with a random lease id; extend and settle match on `{_id, leaseId}`.
 */

/** What every queue document carries besides its own fields. */
export interface QueueFields {
  readonly status: string
  readonly dueAt: Date
  /** Counted at claim, so that a document that kills its worker cannot loop for ever. */
  readonly attempts: number
  readonly leaseId: string | null
  readonly leasedUntil: Date | null
  readonly errors: readonly AttemptError[]
  readonly createdAt: Date
  readonly settledAt: Date | null
}

export interface AttemptError {
  readonly at: Date
  readonly attempt: number
  readonly message: string
}

export type Queued<T> = T & QueueFields & { readonly _id: string }

/** A document this worker holds until `leasedUntil`. */
export interface Claim<T> {
  readonly document: Queued<T>
  readonly leaseId: string
}

/** How handling ended, as a value: a handler throws only for bugs and lost infrastructure. */
export type Outcome =
  | { readonly outcome: 'done' }
  /** Not yet: comes back at `until`, the attempt is not counted. */
  | { readonly outcome: 'snooze'; readonly until: Date }
  /** Comes back after a back-off, until the attempts are used up; then it is dead. */
  | { readonly outcome: 'retry'; readonly error: string }
  | { readonly outcome: 'dead'; readonly reason: string }
  /** Set aside under another status of the queue, for a person or another process. */
  | { readonly outcome: 'set-aside'; readonly status: string; readonly reason: string }

export const done: Outcome = { outcome: 'done' }
export const snooze = (until: Date): Outcome => ({ outcome: 'snooze', until })
export const retry = (error: string): Outcome => ({ outcome: 'retry', error })
export const dead = (reason: string): Outcome => ({ outcome: 'dead', reason })
export const setAside = (status: string, reason: string): Outcome => ({ outcome: 'set-aside', status, reason })

/** What the statuses of one queue are called. */
export interface QueueWords {
  readonly ready: string
  readonly claimed: string
  readonly done: string
  readonly dead: string
}

export const INBOX_WORDS: QueueWords = { ready: 'ready', claimed: 'claimed', done: 'done', dead: 'dead' }
export const OUTBOX_WORDS: QueueWords = { ready: 'ready', claimed: 'sending', done: 'sent', dead: 'failed' }

export interface QueueSettings {
  /** Real milliseconds a claim is held without being extended. Default 60 000. */
  readonly leaseMs: number
  /** Claims before a retry becomes dead. Default 8. */
  readonly maxAttempts: number
  /** Real milliseconds to wait after the given number of attempts. */
  readonly backoffMs: (attempts: number) => number
}

/** 1 s, 2 s, 4 s … at most 5 min. No jitter: a document has one holder at a time, so retries do not stampede. */
export const exponentialBackoff = (attempts: number): number =>
  Math.min(1_000 * 2 ** Math.max(0, attempts - 1), 300_000)

export const QUEUE_DEFAULTS: QueueSettings = { leaseMs: 60_000, maxAttempts: 8, backoffMs: exponentialBackoff }

/** Further equality conditions of a claim, such as the accounts an edge serves. */
export type ClaimFilter = Readonly<Record<string, string | readonly string[]>>

/** What else a move writes. */
export interface Move<T> {
  readonly reason?: string
  readonly dueAt?: Date
  readonly fields?: Partial<T>
}

/** One queue. `T` is the payload; every method is safe to repeat. */
export interface Queue<T> {
  /** Stores a document unless its `_id` is there already. */
  put(
    document: T & { readonly _id: string },
    options?: { dueAt?: Date; status?: string },
  ): Promise<'stored' | 'duplicate'>
  /** The due document that has waited longest, or null. Documents whose lease ran out are due again. */
  claim(filter?: ClaimFilter): Promise<Claim<T> | null>
  /** Holds the claim for another lease; throws LeaseLostError when somebody else has it or it was settled. */
  extend(claim: Claim<T>): Promise<void>
  /** Ends the claim; throws LeaseLostError likewise. Returns the status the document has now. */
  settle(claim: Claim<T>, outcome: Outcome): Promise<string>
  /** Writes fields of the payload while the claim is held; throws LeaseLostError likewise. */
  note(claim: Claim<T>, fields: Partial<T>): Promise<void>
  /** Moves a document nobody holds from one of `from` to `to`; false when it was not in any of them. */
  move(id: string, from: readonly string[], to: string, changes?: Move<T>): Promise<boolean>
  get(id: string): Promise<Queued<T> | null>
  /** Resolves when something may have become due, at the latest after `ms` real milliseconds; never throws. */
  wake(ms: number, signal: AbortSignal): Promise<void>
}
