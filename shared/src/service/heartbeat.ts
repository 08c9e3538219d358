import { hostname } from 'node:os'
import type { Clock } from '../clock/clock.ts'
import { messageOf } from '../errors/outrider-error.ts'
import type { Logger } from '../log/logger.ts'
import type { Heartbeat, Store } from '../store/store.ts'

/** What a process tells of itself with each sign of life. */
export interface Beating {
  readonly service: string
  readonly store: Pick<Store, 'heartbeats'>
  readonly clock: Clock
  readonly logger: Logger
  readonly details: () => Heartbeat['details']
  /** Real milliseconds between signs of life. Default 5 000. */
  readonly everyMs?: number
}

/** The `_id` of this process's sign of life: a container's healthcheck looks for the one of its own host. */
export const heartbeatId = (service: string): string => `${service}:${hostname()}`

/**
 * Gives a sign of life at once and then regularly, until the returned function is called. Its `at` is
 * real time whatever clock the service goes by. One that fails is no reason to stop: the workers say the same louder.
 */
export function startHeartbeat({ service, store, clock, logger, details, everyMs = 5_000 }: Beating): () => void {
  const _id = heartbeatId(service)
  const beat = () =>
    store.heartbeats
      .beat({ _id, service, at: new Date(), details: { ...details(), clock: clock.now().toISOString() } })
      .catch((error: unknown) => logger.debug('no heartbeat', { reason: messageOf(error) }))
  void beat()
  const timer = setInterval(beat, everyMs)
  return () => clearInterval(timer)
}
