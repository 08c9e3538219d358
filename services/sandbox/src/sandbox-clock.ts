import { type Clock, fastClock, formatFastClock, systemClock } from '@outrider/shared'

/** The machine's time until the simulated days begin: their length is known only once the machine has shown its pace. */
export class SandboxClock implements Clock {
  #clock: Clock = systemClock
  #rate = 1

  /** Simulated milliseconds in a real one. */
  get rate(): number {
    return this.#rate
  }

  /** Shows `start` in `afterMs` real milliseconds, and runs `rate` times as fast. Returns the setting that tells other processes. */
  begin({ start, rate, afterMs }: { start: number; rate: number; afterMs: number }): string {
    const settings = { realStart: Date.now() + afterMs, start, rate }
    this.#clock = fastClock(settings)
    this.#rate = rate
    return formatFastClock(settings)
  }

  now(): Date {
    return this.#clock.now()
  }

  afterMachineTime(ms: number): Date {
    return this.#clock.afterMachineTime(ms)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#clock.sleep(ms, signal)
  }
}
