/** Waits after temporary refusals of one message: growing, and not for ever. */
export interface DeferralSettings {
  readonly firstMs: number
  readonly maxMs: number
  readonly giveUpMs: number
}

interface Deferral {
  readonly since: number
  readonly times: number
}

/** Remembers, within this process, how often and how long each message was put off. */
export class Deferrals {
  readonly #settings: DeferralSettings
  readonly #known = new Map<string, Deferral>()

  constructor(settings: DeferralSettings) {
    this.#settings = settings
  }

  /** Milliseconds until the next attempt; null when the message has been put off for too long. */
  next(id: string, nowMs: number): number | null {
    const { since, times } = this.#known.get(id) ?? { since: nowMs, times: 0 }
    if (nowMs - since >= this.#settings.giveUpMs) {
      this.#known.delete(id)
      return null
    }
    this.#known.set(id, { since, times: times + 1 })
    return Math.min(this.#settings.firstMs * 2 ** times, this.#settings.maxMs)
  }

  /** The message left, or never will. */
  forget(id: string): void {
    this.#known.delete(id)
  }
}
