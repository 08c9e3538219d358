import { CATALOGUE, type Clock, type ErrorCode, type Logger, messageOf, type Store } from '@outrider/shared'
import type { TelegramAccount } from '@outrider/shared/domain'
import { pauseForToken } from '../pause-for-token.ts'
import { causeOf, isRefusedToken, type RawUpdate, type TelegramApi } from '../telegram-api.ts'
import { gapWarning, pollOffset, type ReadingPosition, readPosition } from './reading-position.ts'
import { type Recording, recordUnreadable, recordUpdate } from './record-update.ts'

export interface PollerSettings {
  readonly account: TelegramAccount
  readonly api: TelegramApi
  readonly store: Store
  /** Business time: stamps what is stored. */
  readonly clock: Clock
  /** Real time: Telegram's own limits are counted in it. */
  readonly machineClock: Clock
  readonly logger: Logger
  readonly times?: Partial<PollTimes>
}

export interface PollTimes {
  /** How long Telegram holds a poll open. Default 50. */
  readonly pollSeconds: number
  /** Real milliseconds an answer is waited for beyond that. Default 15 000. */
  readonly graceMs: number
  /** Wait after a conflict: two pollers that hurry end each other's polls for ever. Default 30 000. */
  readonly conflictMs: number
  /** First wait after any other failure; doubles up to `maxWaitMs`. Default 1 000. */
  readonly firstWaitMs: number
  /** Default 60 000. */
  readonly maxWaitMs: number
}

const POLL_TIMES: PollTimes = {
  pollSeconds: 50,
  graceMs: 15_000,
  conflictMs: 30_000,
  firstWaitMs: 1_000,
  maxWaitMs: 60_000,
}

/** Failures to store one update, after which it is kept raw if the store answers otherwise. */
const STUCK_AFTER = 5

/** What a poller last met; shown in the heartbeat. */
export type PollerState = 'starting' | 'reading' | 'conflict' | 'unreachable' | 'store-unreachable' | 'refused-token'

/** Reads one bot: every update is in the store before the next poll confirms it to Telegram. */
export class Poller {
  readonly #settings: PollerSettings
  readonly #times: PollTimes
  #state: PollerState = 'starting'
  #failures = 0
  /** The update the store has failed to take, and how often. */
  #stuck = { updateId: -1, times: 0 }

  constructor(settings: PollerSettings) {
    this.#settings = settings
    this.#times = { ...POLL_TIMES, ...settings.times }
  }

  get state(): PollerState {
    return this.#state
  }

  /** Resolves when the signal aborts, or once Telegram refuses the token; never throws. */
  async run(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted && this.#state !== 'refused-token') {
      const position = await this.#position(stopping)
      if (position === null) continue
      const updates = await this.#poll(position, stopping)
      if (updates !== null) await this.#record(updates, position, stopping)
    }
  }

  /** Null when the store does not answer; that has then been waited out. */
  async #position(stopping: AbortSignal): Promise<ReadingPosition | null> {
    const { account, store } = this.#settings
    try {
      return readPosition((await store.accounts.get(account._id))?.checkpoint ?? {})
    } catch (error) {
      await this.#failed('store-unreachable', 'STORE_UNREACHABLE', messageOf(error), stopping)
      return null
    }
  }

  /** The next updates; null after a failure, which has then been waited out. */
  async #poll(position: ReadingPosition, stopping: AbortSignal): Promise<readonly RawUpdate[] | null> {
    const { api, machineClock } = this.#settings
    const { pollSeconds, graceMs } = this.#times
    // The first poll after a trouble does not wait for updates, so that the heartbeat soon says whether all is well.
    const isTrial = this.#state !== 'reading' && this.#state !== 'conflict'
    const timeoutSeconds = isTrial ? 0 : pollSeconds
    const late = AbortSignal.timeout(timeoutSeconds * 1_000 + graceMs)
    try {
      const offset = pollOffset(position, machineClock.now())
      return await api.getUpdates({ offset, timeoutSeconds }, AbortSignal.any([stopping, late]))
    } catch (error) {
      if (!stopping.aborted) await this.#telegramFailed(error, stopping)
      return null
    }
  }

  /** Stores the updates in their order, and only then the offset that confirms them: a failure leaves the rest to be given again. */
  async #record(updates: readonly RawUpdate[], position: ReadingPosition, stopping: AbortSignal): Promise<void> {
    const { account, store, machineClock } = this.#settings
    const { _id: accountId } = account
    try {
      for (const update of updates) {
        await this.#recordOne(update)
        const position = { offset: update.update_id + 1, at: machineClock.now() }
        await store.accounts.setCheckpoint(accountId, 'updates', position)
      }
      this.#warnOfGap(position)
      await store.accounts.setCheckpoint(accountId, 'polledAt', machineClock.now())
      this.#succeeded()
    } catch (error) {
      await this.#failed('store-unreachable', 'STORE_UNREACHABLE', messageOf(error), stopping)
    }
  }

  /** An update that a store in good health refuses time and again is kept raw: it must not hold up all that follows. */
  async #recordOne(update: RawUpdate): Promise<void> {
    const { account, store, clock, logger } = this.#settings
    const { _id: accountId, username } = account
    const recording: Recording = { store, logger, accountId, username, now: clock.now() }
    const times = this.#stuck.updateId === update.update_id ? this.#stuck.times : 0
    if (times >= STUCK_AFTER) await store.ping()
    try {
      await recordUpdate(recording, update)
    } catch (error) {
      this.#stuck = { updateId: update.update_id, times: times + 1 }
      if (times < STUCK_AFTER) throw error
      await recordUnreadable(recording, update, `it cannot be stored: ${messageOf(error)}`)
    }
  }

  #warnOfGap(position: ReadingPosition): void {
    const { account, machineClock, logger } = this.#settings
    const gap = gapWarning(position, machineClock.now())
    if (gap === null) return
    const fields = { accountId: account._id, hours: gap.hours }
    if (gap.lost) logger.error('the bot was not read for over 24 h: Telegram has dropped older messages', fields)
    else logger.warn('the bot was not read for a while; nothing is lost within 24 h', fields)
  }

  #succeeded(): void {
    if (this.#state !== 'reading')
      this.#settings.logger.info('bot is being read', { accountId: this.#settings.account._id })
    this.#state = 'reading'
    this.#failures = 0
  }

  async #telegramFailed(error: unknown, stopping: AbortSignal): Promise<void> {
    const cause = causeOf(error)
    const { account, store, clock, logger } = this.#settings
    if (isRefusedToken(cause)) {
      await pauseForToken({ store, clock, logger }, account, cause.description)
      this.#state = 'refused-token'
      return
    }
    if (cause.by === 'telegram' && cause.status === 409) {
      return this.#failed('conflict', 'TELEGRAM_CONFLICT', cause.description, stopping, this.#times.conflictMs)
    }
    const wait =
      cause.by === 'telegram' && cause.retryAfterSeconds !== null ? cause.retryAfterSeconds * 1_000 : undefined
    await this.#failed('unreachable', 'TELEGRAM_UNREACHABLE', cause.description, stopping, wait)
  }

  /** Says a trouble once, when it begins, and waits. */
  async #failed(
    state: PollerState,
    code: ErrorCode,
    reason: string,
    stopping: AbortSignal,
    waitMs = Math.min(this.#times.firstWaitMs * 2 ** this.#failures, this.#times.maxWaitMs),
  ): Promise<void> {
    if (this.#state !== state) this.#report(code, reason)
    this.#state = state
    this.#failures += 1
    await this.#settings.machineClock.sleep(waitMs, stopping)
  }

  #report(code: ErrorCode, reason: string): void {
    const { meaning, remedy, kind } = CATALOGUE[code]
    const { logger, account } = this.#settings
    const fields = { code, accountId: account._id, reason, remedy }
    if (kind === 'transient') logger.warn(meaning, fields)
    else logger.error(meaning, fields)
  }
}
