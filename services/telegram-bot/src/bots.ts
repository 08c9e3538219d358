import { CATALOGUE, type Clock, type Logger, type Store } from '@outrider/shared'
import type { Account, TelegramAccount } from '@outrider/shared/domain'
import { Poller, type PollerState, type PollTimes } from './inbound/poller.ts'
import { isPausedForToken, pauseForToken } from './pause-for-token.ts'
import { causeOf, isRefusedToken, type TelegramApi } from './telegram-api.ts'

export interface BotsSettings {
  readonly store: Store
  readonly clock: Clock
  readonly machineClock: Clock
  readonly logger: Logger
  /** The value of the environment variable an account names. */
  readonly tokenOf: (variable: string) => string | undefined
  readonly connect: (token: string, apiRoot: string) => TelegramApi
  readonly pollTimes?: Partial<PollTimes>
}

/** Longest wait for Telegram to say whose token it is. */
const INTRODUCTION_MS = 15_000

interface RunningBot {
  readonly account: TelegramAccount
  readonly api: TelegramApi
  readonly poller: Poller
  readonly stopping: AbortController
  readonly ended: Promise<void>
  active: boolean
}

/** The bots of this process, one for each telegram account of the store. One that fails leaves the others alone. */
export class Bots {
  readonly #settings: BotsSettings
  readonly #running = new Map<string, RunningBot>()
  readonly #refused = new Set<string>()
  readonly #said = new Set<string>()

  constructor(settings: BotsSettings) {
    this.#settings = settings
  }

  /**
   * Starts, stops and pauses bots so that they fit the accounts of the store; throws when the store does not answer.
   * False when a bot could not be reached yet and it is worth looking again soon.
   */
  async look(stopping: AbortSignal): Promise<boolean> {
    const accounts = (await this.#settings.store.accounts.list()).filter(isTelegram)
    if (accounts.length === 0) this.#sayOnce('no telegram account is configured; looking again from time to time', {})
    await this.#stopUnwanted(accounts)
    let settled = true
    for (const account of accounts) settled = (await this.#fit(account, stopping)) && settled
    return settled
  }

  /** Accounts that may send now. */
  activeIds(): string[] {
    return [...this.#running.values()].filter(({ active }) => active).map(({ account }) => account._id)
  }

  botOf(accountId: string): TelegramApi | null {
    return this.#running.get(accountId)?.api ?? null
  }

  /** What each bot last met, for the heartbeat. */
  states(): Record<string, PollerState> {
    const refused = [...this.#refused].map((id) => [id, 'refused-token'] as const)
    const running = [...this.#running].map(([id, { poller }]) => [id, poller.state] as const)
    return Object.fromEntries([...refused, ...running])
  }

  /** Sending met a refused token: the bot is paused and not read either. */
  async refuse(accountId: string, why: string): Promise<void> {
    const bot = this.#running.get(accountId)
    if (bot === undefined) return
    await pauseForToken(this.#settings, bot.account, why)
    this.#refused.add(accountId)
    await this.#stopBot(accountId, bot)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running].map(([id, bot]) => this.#stopBot(id, bot)))
  }

  async #stopUnwanted(accounts: readonly TelegramAccountRecord[]): Promise<void> {
    for (const [id, bot] of this.#running) {
      const now = accounts.find(({ _id }) => _id === id)
      if (now === undefined || JSON.stringify(now.settings) !== JSON.stringify(bot.account)) {
        await this.#stopBot(id, bot)
      }
    }
  }

  async #fit({ _id, settings, state }: TelegramAccountRecord, stopping: AbortSignal): Promise<boolean> {
    const running = this.#running.get(_id)
    if (running !== undefined) {
      running.active = state.status === 'active'
      return true
    }
    // A refused token is not tried again until the process starts anew or somebody sets the account active.
    if (this.#refused.has(_id) && state.status === 'paused') return true
    const token = this.#settings.tokenOf(settings.tokenEnv)
    if (token !== undefined && token !== '') {
      const api = this.#settings.connect(token, settings.apiRoot)
      const me = await this.#introduce(settings, api, stopping)
      if (me === null) return this.#refused.has(_id)
      await this.#start(settings, state, api, me.username)
      return true
    }
    this.#refused.add(_id)
    await pauseForToken(this.#settings, settings, 'the environment variable is not set')
    return true
  }

  async #start(account: TelegramAccount, state: Account['state'], api: TelegramApi, username: string): Promise<void> {
    const { store, clock, logger, pollTimes } = this.#settings
    if (username.toLowerCase() !== account.username.toLowerCase()) {
      logger.warn('the token is of another bot than the account names: deep links lead elsewhere', {
        accountId: account._id,
      })
    }
    if (isPausedForToken(state)) {
      await store.accounts.setState(account._id, { status: 'active', reason: null, since: clock.now() })
    }
    this.#refused.delete(account._id)
    const poller = new Poller({
      ...this.#settings,
      account,
      api,
      ...(pollTimes === undefined ? {} : { times: pollTimes }),
    })
    const stopping = new AbortController()
    const ended = poller.run(stopping.signal).then(() => {
      if (poller.state !== 'refused-token') return
      this.#refused.add(account._id)
      this.#running.delete(account._id)
    })
    const active = state.status === 'active' || isPausedForToken(state)
    this.#running.set(account._id, { account, api, poller, stopping, ended, active })
  }

  /** Asks Telegram whose token it is; null when it is nobody's, or Telegram does not answer. */
  async #introduce(
    account: TelegramAccount,
    api: TelegramApi,
    stopping: AbortSignal,
  ): Promise<{ username: string } | null> {
    try {
      return await api.getMe(AbortSignal.any([stopping, AbortSignal.timeout(INTRODUCTION_MS)]))
    } catch (error) {
      const cause = causeOf(error)
      if (isRefusedToken(cause)) {
        this.#refused.add(account._id)
        await pauseForToken(this.#settings, account, cause.description)
      } else {
        const { meaning, remedy } = CATALOGUE.TELEGRAM_UNREACHABLE
        const fields = { code: 'TELEGRAM_UNREACHABLE', accountId: account._id, reason: cause.description, remedy }
        this.#sayOnce(meaning, fields)
      }
      return null
    }
  }

  async #stopBot(id: string, bot: RunningBot): Promise<void> {
    bot.stopping.abort()
    await bot.ended
    if (this.#running.get(id) === bot) this.#running.delete(id)
  }

  #sayOnce(message: string, fields: Record<string, unknown>): void {
    const key = `${message} ${String(fields.accountId)}`
    if (!this.#said.has(key)) this.#settings.logger.warn(message, fields)
    this.#said.add(key)
  }
}

type TelegramAccountRecord = Account & { readonly settings: TelegramAccount }

function isTelegram(account: Account): account is TelegramAccountRecord {
  return account.settings.channel === 'telegram'
}
