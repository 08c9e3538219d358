import { DateTime, FixedOffsetZone } from 'luxon'

/** A point in time as its writer sees it. */
export interface Moment {
  readonly now: Date
  /** `UTC`, `UTC+3` or `UTC+5:30`. */
  readonly zone: string
}

/**
 * Reads an ISO instant; its offset is taken as the zone of the prospect.
 *
 * @throws RangeError when it is no instant
 */
export function readMoment(iso: string): Moment {
  const read = DateTime.fromISO(iso, { setZone: true })
  if (!read.isValid) throw new RangeError(`now: "${iso}" is no ISO date and time`)
  return { now: read.toJSDate(), zone: FixedOffsetZone.instance(read.offset).name }
}
