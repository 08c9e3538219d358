import { hostname } from 'node:os'
import {
  type Clock,
  clockFrom,
  createLogger,
  explain,
  type Logger,
  messageOf,
  openMongoStore,
  type Store,
} from '@outrider/shared'
import { type MailWorkerConfig, mailWorkerConfig } from './config.ts'
import { startMailWorker } from './mail-worker.ts'
import { startUnsubscribeListener } from './unsubscribe/listener.ts'

const BEAT_MS = 5_000
const STORE_RETRY_MS = 2_000
/** What is in hand gets this long to finish; a container is killed ten seconds after it is asked to stop. */
const STOP_MS = 9_000

async function main(): Promise<void> {
  const config = mailWorkerConfig()
  const clock = clockFrom(config.OUTRIDER_CLOCK)
  const logger = createLogger({ service: 'mail-worker', level: config.LOG_LEVEL })
  const stopping = stopSignal(logger)
  process.on('unhandledRejection', (error) => {
    logger.error('a fault of Outrider: mail-worker ends, start it again', { reason: messageOf(error) })
    process.exit(1)
  })
  const store = await openStore(config, clock, logger, stopping)
  if (store === null) return
  const worker = await startMailWorker({ store, clock, logger, config, environment: process.env })
  const listener = await startUnsubscribeListener({ store, logger, config })
  logger.info('mail-worker runs', worker.details())
  while (!stopping.aborted) {
    const beat = { _id: `mail-worker:${hostname()}:${process.pid}`, service: 'mail-worker', at: clock.now() }
    await store.heartbeats.beat({ ...beat, details: worker.details() }).catch(() => {})
    await clock.sleep(BEAT_MS, stopping)
  }
  setTimeout(() => process.exit(1), STOP_MS).unref()
  await Promise.all([worker.stop(), listener?.stop()])
  await store.close()
  logger.info('mail-worker stopped')
}

function stopSignal(logger: Logger): AbortSignal {
  const stopping = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      logger.info('mail-worker stops', { signal: name })
      stopping.abort()
    })
  }
  return stopping.signal
}

/** Waits for the database as long as it takes; null when asked to stop meanwhile. */
async function openStore(
  config: MailWorkerConfig,
  clock: Clock,
  logger: Logger,
  stopping: AbortSignal,
): Promise<Store | null> {
  while (!stopping.aborted) {
    try {
      const queue = { leaseMs: config.LEASE_MS }
      return await openMongoStore({ uri: config.MONGODB_URI, database: config.MONGODB_DATABASE, clock, queue })
    } catch (error) {
      logger.error(explain(error))
      await clock.sleep(STORE_RETRY_MS, stopping)
    }
  }
  return null
}

main().catch((error: unknown) => {
  process.stderr.write(`mail-worker did not start.\n${explain(error)}\n`)
  process.exit(2)
})
