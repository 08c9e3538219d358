import { ModelError } from './model-failure.ts'

/**
 * Bounded concurrency with a bounded wait. A loaded Ollama queues without limit, so the limit must stand here.
 */
export class CallSlots {
  readonly #limit: number
  readonly #longestQueue: number
  readonly #queue: Array<() => void> = []
  #taken = 0

  /** @param longestQueue callers that may wait; one more is refused at once */
  constructor(limit: number, longestQueue: number) {
    this.#limit = limit
    this.#longestQueue = longestQueue
  }

  /**
   * Runs the work as soon as a slot is free.
   *
   * @throws ModelError `crowded` when the queue is full; the signal's reason when it fires while waiting
   */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#take(signal)
    try {
      return await work()
    } finally {
      this.#release()
    }
  }

  #take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#taken < this.#limit) {
      this.#taken += 1
      return Promise.resolve()
    }
    if (this.#queue.length >= this.#longestQueue) {
      return Promise.reject(new ModelError('crowded', `${this.#queue.length} calls are already waiting for the model`))
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        this.#queue.splice(this.#queue.indexOf(enter), 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(enter)
    })
  }

  // A slot is handed on, not freed, so that nobody overtakes the queue.
  #release(): void {
    const next = this.#queue.shift()
    if (next === undefined) this.#taken -= 1
    else next()
  }
}
