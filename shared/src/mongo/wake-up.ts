import type { Collection, Document } from 'mongodb'
import type { Clock } from '../clock/clock.ts'

/**
 * Wakes sleeping workers when the collection changes, where the server has change streams (a replica set). Everywhere
 * else, and whenever the stream breaks, sleeping its time out is all there is: polling never depends on this.
 */
export class WakeUp {
  readonly #collection: Collection<Document>
  readonly #clock: Clock
  readonly #sleepers = new Set<() => void>()
  #watching = false
  #unsupported = false
  #close: (() => Promise<void>) | null = null

  constructor(collection: Collection<Document>, clock: Clock) {
    this.#collection = collection
    this.#clock = clock
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    this.#watch()
    const woken = new AbortController()
    const wake = () => woken.abort()
    this.#sleepers.add(wake)
    try {
      await this.#clock.sleep(ms, AbortSignal.any([signal, woken.signal]))
    } finally {
      this.#sleepers.delete(wake)
    }
  }

  async close(): Promise<void> {
    this.#unsupported = true
    await this.#close?.()
  }

  #watch(): void {
    if (this.#watching || this.#unsupported) return
    this.#watching = true
    const stream = this.#collection.watch([{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }])
    this.#close = () => stream.close()
    stream.on('change', () => {
      for (const wake of this.#sleepers) wake()
    })
    stream.on('error', () => {
      // A standalone server or the embedded store refuses change streams; asking again would only fill its log.
      this.#unsupported = true
      stream.close().catch(() => {})
    })
  }
}
