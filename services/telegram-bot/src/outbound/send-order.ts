interface Waiting {
  readonly entryId: string
  readonly until: Date
  /** Entries found waiting behind it, in the order they were claimed in. */
  readonly behind: string[]
}

/**
 * Which messages of one bot may be sent now. While a message waits to be tried again, nothing newer to the same chat
 * overtakes it; while Telegram limits the bot, nothing is sent to any chat.
 */
export class SendOrder {
  readonly #waiting = new Map<string, Waiting>()
  readonly #busy = new Map<string, Promise<void>>()
  #limitedUntil = new Date(0)

  /** The instant before which this entry must not be sent; null when it may be sent now. */
  notBefore(chatId: string, entryId: string, now: Date): Date | null {
    const head = this.#waiting.get(chatId)
    if (head !== undefined && head.entryId !== entryId && head.until > now) {
      if (!head.behind.includes(entryId)) head.behind.push(entryId)
      // Moments after the head and after each other, so that the queue claims them in their order.
      return new Date(head.until.getTime() + 1 + head.behind.indexOf(entryId))
    }
    if (this.#limitedUntil <= now) return null
    this.waits(chatId, entryId, this.#limitedUntil)
    return this.#limitedUntil
  }

  /** The entry will be tried again at `until`; what is for the same chat waits behind it. */
  waits(chatId: string, entryId: string, until: Date): void {
    const before = this.#waiting.get(chatId)
    this.#waiting.set(chatId, { entryId, until, behind: before?.entryId === entryId ? before.behind : [] })
  }

  /** Telegram asked the whole bot for a pause. */
  limit(until: Date): void {
    if (until > this.#limitedUntil) this.#limitedUntil = until
  }

  /** The entry is through, one way or the other. */
  settled(chatId: string, entryId: string): void {
    if (this.#waiting.get(chatId)?.entryId === entryId) this.#waiting.delete(chatId)
  }

  /** Runs one task after the other for each chat, in the order of the calls. */
  async oneAtATime<T>(chatId: string, task: () => Promise<T>): Promise<T> {
    const running = (this.#busy.get(chatId) ?? Promise.resolve()).then(task)
    const ended = running.then(
      () => {},
      () => {},
    )
    this.#busy.set(chatId, ended)
    try {
      return await running
    } finally {
      if (this.#busy.get(chatId) === ended) this.#busy.delete(chatId)
    }
  }
}
