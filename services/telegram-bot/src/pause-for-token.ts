import { CATALOGUE, type Clock, type Logger, messageOf, type Store } from '@outrider/shared'
import type { Account, TelegramAccount } from '@outrider/shared/domain'

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
}

/** Pauses an account whose token is missing or refused: nothing is claimed for it until a token works. */
export async function pauseForToken(
  { store, clock, logger }: Parts,
  { _id, tokenEnv }: TelegramAccount,
  why: string,
): Promise<void> {
  const { meaning, remedy } = CATALOGUE.TELEGRAM_AUTH_FAILED
  logger.error(meaning, { code: 'TELEGRAM_AUTH_FAILED', accountId: _id, variable: tokenEnv, reason: why, remedy })
  const reason = `TELEGRAM_AUTH_FAILED: ${why} (${tokenEnv})`
  await store.accounts.setState(_id, { status: 'paused', reason, since: clock.now() }).catch((error: unknown) => {
    logger.error('the account could not be paused', { accountId: _id, reason: messageOf(error) })
  })
}

/** Whether it was this, and not a person, that paused the account. */
export function isPausedForToken(state: Account['state']): boolean {
  return state.status === 'paused' && state.reason !== null && state.reason.startsWith('TELEGRAM_AUTH_FAILED')
}
