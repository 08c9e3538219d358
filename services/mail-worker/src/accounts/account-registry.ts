import { type Clock, type Logger, messageOf, type Store } from '@outrider/shared'
import type { Account, EmailAccount } from '@outrider/shared/domain'
import { normaliseEmail } from '@outrider/shared/domain'

/** Why an account was paused by the edge; the code stands first in the stored reason. */
export type PauseCode = 'MAIL_AUTH_FAILED' | 'MAIL_SENDER_REFUSED'

/** An e-mail account as the edge sees it. */
export interface MailAccount {
  readonly settings: EmailAccount
  readonly state: Account['state']
  readonly checkpoint: Account['checkpoint']
}

export interface RegistrySettings {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
}

/** The e-mail accounts of the installation, read again and again: who is there, who is paused and why. */
export class AccountRegistry {
  readonly #store: Store
  readonly #clock: Clock
  readonly #logger: Logger
  #accounts: ReadonlyMap<string, MailAccount> = new Map()

  constructor({ store, clock, logger }: RegistrySettings) {
    this.#store = store
    this.#clock = clock
    this.#logger = logger
  }

  /** Reads the accounts again; what was known stays known when the store does not answer. */
  async refresh(): Promise<void> {
    const all = await this.#store.accounts.list()
    const mail = all.flatMap(({ _id, settings, state, checkpoint }) =>
      settings.channel === 'email' ? [[_id, { settings, state, checkpoint }] as const] : [],
    )
    this.#accounts = new Map(mail)
  }

  all(): MailAccount[] {
    return [...this.#accounts.values()]
  }

  get(id: string): MailAccount | null {
    return this.#accounts.get(id) ?? null
  }

  activeIds(): string[] {
    return this.all()
      .filter(({ state }) => state.status === 'active')
      .map(({ settings }) => settings._id)
  }

  /** Addresses and aliases of all accounts, normalised: mail from them is never a reply. */
  ownAddresses(): string[] {
    return this.all().flatMap(({ settings }) => [settings.address, ...settings.aliases].map(normaliseEmail))
  }

  /** Pauses an account until a person (or, for a wrong password, a working one) sets it going again. */
  async pause(id: string, code: PauseCode, reason: string): Promise<void> {
    if (this.get(id)?.state.status !== 'active') return
    await this.#setState(id, { status: 'paused', reason: `${code}: ${reason}`, since: this.#clock.now() })
    this.#logger.error('mail account paused', { accountId: id, code, reason })
  }

  async resume(id: string): Promise<void> {
    await this.#setState(id, { status: 'active', reason: null, since: this.#clock.now() })
    this.#logger.info('mail account active again', { accountId: id })
  }

  /** Whether an account rests because its credentials were refused: a login that works ends that. */
  isPausedForCredentials(id: string): boolean {
    const state = this.get(id)?.state
    return state?.status === 'paused' && (state.reason ?? '').startsWith('MAIL_AUTH_FAILED')
  }

  async #setState(id: string, state: Account['state']): Promise<void> {
    const known = this.#accounts.get(id)
    // Held in memory first: no further mail may be claimed for it, even if the store does not answer now.
    if (known !== undefined) this.#accounts = new Map(this.#accounts).set(id, { ...known, state })
    await this.#store.accounts.setState(id, state).catch((error: unknown) => {
      this.#logger.error('the state of a mail account could not be stored', { accountId: id, reason: messageOf(error) })
    })
  }
}
