import type { Clock } from '../clock/clock.ts'
import { LeaseLostError, messageOf, OutriderError } from '../errors/outrider-error.ts'
import type { Logger } from '../log/logger.ts'
import { type Claim, type ClaimFilter, type Outcome, type Queue, type Queued, retry } from '../queue/queue.ts'

/** Handles one document. The signal aborts when the lease is lost or the worker must stop. */
export type Handler<T> = (document: Queued<T>, claim: Claim<T>, signal: AbortSignal) => Promise<Outcome>

export interface WorkerSettings<T> {
  readonly name: string
  readonly queue: Queue<T>
  readonly handle: Handler<T>
  readonly clock: Clock
  readonly logger: Logger
  /** Read at each claim: an account that was paused is claimed from no longer. */
  readonly filter?: () => ClaimFilter | null
  /** Documents handled at the same time. Default 1. */
  readonly concurrency?: number
  /** Real milliseconds; the lease is extended three times in it. Default 60 000. */
  readonly leaseMs?: number
  /** Longest sleep of an idle worker, real milliseconds. Default 1 000. */
  readonly pollMaxMs?: number
}

/** A running worker; `stop` takes no further document and waits for those in hand. */
export interface Worker {
  stop(): Promise<void>
}

const POLL_MIN_MS = 10

/** Claims, handles, settles, until stopped. Lost infrastructure makes it wait and try again, never die. */
export function startWorker<T>(settings: WorkerSettings<T>): Worker {
  const stopping = new AbortController()
  const loops = Array.from({ length: settings.concurrency ?? 1 }, () => loop(settings, stopping.signal))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

async function loop<T>(settings: WorkerSettings<T>, stopping: AbortSignal): Promise<void> {
  const { queue, clock, logger, name, pollMaxMs = 1_000 } = settings
  let idleMs = POLL_MIN_MS
  while (!stopping.aborted) {
    try {
      const worked = await workOnce(settings, stopping)
      if (worked) {
        idleMs = POLL_MIN_MS
        continue
      }
      await queue.wake(idleMs, stopping)
      idleMs = Math.min(idleMs * 1.5, pollMaxMs)
    } catch (error) {
      logger.error(`${name}: the store does not answer, trying again`, { reason: messageOf(error) })
      await clock.sleep(Math.min(pollMaxMs, 1_000), stopping)
    }
  }
}

/** Claims and handles one document; false when none is due. Throws only when the store fails at the claim. */
export async function workOnce<T>(settings: WorkerSettings<T>, stopping?: AbortSignal): Promise<boolean> {
  const filter = settings.filter?.()
  if (filter === null) return false
  const claim = await settings.queue.claim(filter)
  if (claim === null) return false
  const lease = keepLease(settings, claim)
  try {
    const outcome = await runHandler(
      settings,
      claim,
      stopping === undefined ? lease.signal : AbortSignal.any([lease.signal, stopping]),
    )
    await settings.queue.settle(claim, outcome)
  } catch (error) {
    const level = error instanceof LeaseLostError ? 'warn' : 'error'
    settings.logger[level](`${settings.name}: could not settle`, { id: claim.document._id, reason: messageOf(error) })
  } finally {
    lease.release()
  }
  return true
}

async function runHandler<T>(settings: WorkerSettings<T>, claim: Claim<T>, signal: AbortSignal): Promise<Outcome> {
  try {
    return await settings.handle(claim.document, claim, signal)
  } catch (error) {
    const code = error instanceof OutriderError ? error.code : 'unexpected'
    settings.logger.error(`${settings.name}: handler failed`, {
      id: claim.document._id,
      code,
      reason: messageOf(error),
    })
    return retry(messageOf(error))
  }
}

/** Extends the lease while the handler works; aborts its signal once the lease is gone. */
function keepLease<T>(settings: WorkerSettings<T>, claim: Claim<T>): { signal: AbortSignal; release(): void } {
  const lost = new AbortController()
  const everyMs = (settings.leaseMs ?? 60_000) / 3
  const timer = setInterval(() => {
    settings.queue.extend(claim).catch((error: unknown) => {
      if (error instanceof LeaseLostError) lost.abort(error)
    })
  }, everyMs)
  timer.unref()
  return { signal: lost.signal, release: () => clearInterval(timer) }
}
