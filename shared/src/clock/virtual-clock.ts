import type { Clock } from './clock.ts'

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** A clock that moves only when it is told to. Sleepers wake in the order of their instants. */
export class VirtualClock implements Clock {
  #now: number
  readonly #sleepers = new Set<Sleeper>()

  constructor(start: string | Date) {
    this.#now = new Date(start).getTime()
  }

  now(): Date {
    return new Date(this.#now)
  }

  afterMachineTime(ms: number): Date {
    return new Date(this.#now + ms)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = {
        until: this.#now + ms,
        wake: () => {
          this.#sleepers.delete(sleeper)
          resolve()
        },
      }
      if (signal?.aborted) return resolve()
      signal?.addEventListener('abort', sleeper.wake, { once: true })
      this.#sleepers.add(sleeper)
    })
  }

  /** Moves time forward by milliseconds and wakes whoever has slept long enough. */
  advance(ms: number): void {
    this.moveTo(new Date(this.#now + ms))
  }

  /** Moves time to an instant; never back. */
  moveTo(instant: Date): void {
    this.#now = Math.max(this.#now, instant.getTime())
    const due = [...this.#sleepers].filter((sleeper) => sleeper.until <= this.#now)
    for (const sleeper of due.sort((a, b) => a.until - b.until)) sleeper.wake()
  }
}
