import type { MailAccount } from '../accounts/account-registry.ts'
import { type AccountWatch, type Watching, watchAccount } from './watch-account.ts'

/** The watches of all accounts: one each, begun, ended and begun anew as the accounts change. */
export class AccountWatches {
  readonly #watching: Watching
  readonly #running = new Map<string, { readonly watch: AccountWatch; readonly madeFor: string }>()
  #ending: Promise<unknown> = Promise.resolve()

  constructor(watching: Watching) {
    this.#watching = watching
  }

  /** Watches exactly these accounts. A paused one is watched too: a stop must be seen even while nothing is sent. */
  follow(accounts: readonly MailAccount[]): void {
    const wanted = new Map(accounts.map((account) => [account.settings._id, account]))
    for (const [id, { watch, madeFor }] of this.#running) {
      const account = wanted.get(id)
      if (account !== undefined && this.#madeFor(account) === madeFor) continue
      this.#running.delete(id)
      this.#ending = Promise.all([this.#ending, watch.stop()])
    }
    for (const [id, account] of wanted) {
      if (this.#running.has(id)) continue
      this.#running.set(id, { watch: watchAccount(this.#watching, account), madeFor: this.#madeFor(account) })
    }
  }

  isConnected(id: string): boolean {
    return this.#running.get(id)?.watch.connected ?? false
  }

  get connected(): number {
    return [...this.#running.values()].filter(({ watch }) => watch.connected).length
  }

  async stop(): Promise<void> {
    this.follow([])
    await this.#ending
  }

  /** A watch stays as long as the settings do. */
  #madeFor({ settings }: MailAccount): string {
    return JSON.stringify(settings)
  }
}
