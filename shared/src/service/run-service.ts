import type { z } from 'zod'
import { type Clock, clockFrom } from '../clock/clock.ts'
import type { commonSettings } from '../config/common-settings.ts'
import { loadConfig } from '../config/load-config.ts'
import { explain, messageOf } from '../errors/outrider-error.ts'
import { createLogger, type Logger, type LogLevel } from '../log/logger.ts'
import { openStorePatiently } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { startHeartbeat } from './heartbeat.ts'

type Common = z.infer<z.ZodObject<typeof commonSettings>>

/** What a service is given once its settings are read and the database answers. */
export interface ServiceContext<Settings> {
  readonly settings: Settings
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  /** Aborts when the process is asked to stop. */
  readonly stopping: AbortSignal
  /** Shown with the heartbeat. */
  readonly details: Record<string, string | number | boolean | null>
}

/**
 * The life of a service process: settings, log, store, heartbeat, orderly stop on SIGTERM and SIGINT. A rejection
 * nobody handled ends the process with a message: a restart is safer than a service in an unknown state.
 *
 * @param start builds the service and returns how to stop it
 */
export async function runService<Schema extends z.ZodType<Common>>(
  service: string,
  schema: Schema,
  start: (context: ServiceContext<z.infer<Schema>>) => Promise<{ stop(): Promise<void> }>,
): Promise<void> {
  const settings = settingsOrExit(schema)
  const logger = createLogger({ service, level: settings.LOG_LEVEL as LogLevel })
  const clock = clockFrom(settings.OUTRIDER_CLOCK)
  const stopping = stopSignal()
  process.on('unhandledRejection', (error) => {
    logger.error('a fault nobody handled: the process ends', { reason: messageOf(error) })
    process.exit(1)
  })
  const store = await openStorePatiently({
    uri: settings.MONGODB_URI,
    database: settings.MONGODB_DATABASE,
    queue: { leaseMs: settings.LEASE_MS },
    clock,
    logger,
    signal: stopping,
  })
  if (store === null) return
  const details: ServiceContext<unknown>['details'] = {}
  const running = await start({ settings: settings as z.infer<Schema>, store, clock, logger, stopping, details })
  const stopBeating = startHeartbeat({ service, store, clock, logger, details: () => details })
  logger.info('ready')
  await once(stopping)
  logger.info('stopping: what is in hand is finished')
  stopBeating()
  await running.stop()
  await store.close()
  logger.info('stopped')
}

function settingsOrExit<Schema extends z.ZodType<Common>>(schema: Schema): Readonly<z.infer<Schema>> {
  try {
    return loadConfig(schema)
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(2)
  }
}

function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
  return stopping.signal
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
