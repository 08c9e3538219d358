import type { AccountRegistry } from '../accounts/account-registry.ts'
import type { AccountWatches } from '../inbound/account-watches.ts'
import type { AccountLinks } from './account-links.ts'

export interface CredentialRetrySettings {
  readonly registry: AccountRegistry
  readonly links: AccountLinks
  readonly watches: Pick<AccountWatches, 'isConnected'>
  /** Real milliseconds between two tries of refused credentials. */
  readonly everyMs: number
}

/**
 * Sets an account going again whose credentials were refused, once they are taken both ways: after a restart, after a
 * change of its settings, and now and then. An account that servers refuse as a sender waits for a person instead.
 */
export class CredentialRetry {
  readonly #settings: CredentialRetrySettings
  readonly #tried = new Map<string, { readonly at: number; readonly settings: string }>()

  constructor(settings: CredentialRetrySettings) {
    this.#settings = settings
  }

  /** Looks at every paused account; `now` is on any steady scale of milliseconds. */
  async run(now: number): Promise<void> {
    const { registry, watches } = this.#settings
    for (const { settings } of registry.all()) {
      const id = settings._id
      if (!registry.isPausedForCredentials(id) || !watches.isConnected(id)) continue
      const tried = this.#tried.get(id)
      const current = JSON.stringify(settings)
      if (tried?.settings === current && now - tried.at < this.#settings.everyMs) continue
      this.#tried.set(id, { at: now, settings: current })
      await this.#try(id)
    }
  }

  async #try(id: string): Promise<void> {
    const { registry, links } = this.#settings
    const account = registry.get(id)
    const opened = account === null ? null : links.of(account)
    if (opened === null || 'failure' in opened) return
    if ((await opened.smtp.verify()) === null) await registry.resume(id)
  }
}
