import type { Clock } from '../clock/clock.ts'
import { messageOf } from '../errors/outrider-error.ts'
import type { Logger } from '../log/logger.ts'
import { type MongoStoreSettings, openMongoStore } from '../mongo/mongo-store.ts'
import type { Store } from './store.ts'

const RETRY_MS = 2_000

/** Opens the store and goes on trying until it answers: after an engine restart services start in any order. */
export async function openStorePatiently(
  settings: MongoStoreSettings & { readonly clock: Clock; readonly logger: Logger; readonly signal: AbortSignal },
): Promise<Store | null> {
  const { clock, logger, signal } = settings
  while (!signal.aborted) {
    try {
      return await openMongoStore(settings)
    } catch (error) {
      logger.error('the database does not answer, trying again', {
        code: 'STORE_UNREACHABLE',
        reason: messageOf(error),
      })
      await clock.sleep(RETRY_MS, signal)
    }
  }
  return null
}
