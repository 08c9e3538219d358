import { setTimeout as wait } from 'node:timers/promises'

/**
 * Time as a port. Business time and machine time run in one line: in production they are the same, in the sandbox a
 * simulated day takes a second or two. Leases and back-offs are spans of *machine* time, so they are converted by
 * {@link Clock.afterMachineTime} and never shrink with the simulated day.
 */
export interface Clock {
  now(): Date
  /** The instant this clock will show when `ms` real milliseconds have passed. */
  afterMachineTime(ms: number): Date
  /** Resolves after `ms` real milliseconds; at once, without throwing, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (!signal?.aborted) throw error
  })
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  afterMachineTime: (ms) => new Date(Date.now() + ms),
  sleep,
}

/** Where a fast clock stands: at `realStart` it shows `start`, and it runs `rate` times as fast. */
export interface FastClockSettings {
  readonly realStart: number
  readonly start: number
  readonly rate: number
}

/** A clock that runs `rate` times as fast as the machine's. Processes given the same settings agree on the time. */
export function fastClock({ realStart, start, rate }: FastClockSettings): Clock {
  const at = (real: number) => new Date(start + (real - realStart) * rate)
  return { now: () => at(Date.now()), afterMachineTime: (ms) => at(Date.now() + ms), sleep }
}

/** The text form of a fast clock, as processes hand it on in `OUTRIDER_CLOCK`. */
export function formatFastClock({ realStart, start, rate }: FastClockSettings): string {
  return `${realStart}/${start}/${rate}`
}

/** The clock named by `OUTRIDER_CLOCK`: `realStartMs/startMs/rate`, or the machine's when empty. Throws RangeError otherwise. */
export function clockFrom(setting: string | undefined): Clock {
  if (setting === undefined || setting === '') return systemClock
  const [realStart, start, rate] = setting.split('/').map(Number)
  if (realStart === undefined || start === undefined || rate === undefined || !(rate > 0)) {
    throw new RangeError(`OUTRIDER_CLOCK is "${setting}": it must be realStartMs/startMs/rate`)
  }
  return fastClock({ realStart, start, rate })
}
