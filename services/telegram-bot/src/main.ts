import {
  type Clock,
  clockFrom,
  createLogger,
  explain,
  type Logger,
  loadConfig,
  openMongoStore,
  type Store,
} from '@outrider/shared'
import { type Config, configSchema } from './config.ts'
import { startTelegramService } from './service.ts'

const STORE_RETRY_MS = 2_000

/** Opens the store, again and again until it answers; null when the process is to stop first. */
async function openStore(config: Config, clock: Clock, logger: Logger, stopping: AbortSignal): Promise<Store | null> {
  let said = false
  while (!stopping.aborted) {
    try {
      return await openMongoStore({
        uri: config.MONGODB_URI,
        database: config.MONGODB_DATABASE,
        clock,
        queue: { leaseMs: config.LEASE_MS },
      })
    } catch (error) {
      if (!said) logger.error(explain(error))
      said = true
      await clock.sleep(STORE_RETRY_MS, stopping)
    }
  }
  return null
}

async function run(config: Config): Promise<void> {
  const logger = createLogger({ service: 'telegram-bot', level: config.LOG_LEVEL })
  const clock = clockFrom(config.OUTRIDER_CLOCK)
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGTERM', stop).once('SIGINT', stop)
  const store = await openStore(config, clock, logger, stopping.signal)
  if (store === null) return
  const service = startTelegramService({
    store,
    clock,
    logger,
    tokenOf: (variable) => process.env[variable],
    lookMs: config.TELEGRAM_ACCOUNTS_LOOK_MS,
    heartbeatMs: config.HEARTBEAT_MS,
    leaseMs: config.LEASE_MS,
    pollMaxMs: config.POLL_MAX_MS,
  })
  logger.info('started')
  if (!stopping.signal.aborted) {
    await new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve(), { once: true }))
  }
  await service.stop()
  await store.close()
  logger.info('stopped')
}

try {
  await run(loadConfig(configSchema))
} catch (error) {
  process.stderr.write(`telegram-bot: ${explain(error)}\n`)
  process.exitCode = 2
}
