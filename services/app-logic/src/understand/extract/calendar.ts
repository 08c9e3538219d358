/**
 * Civil days as whole numbers (days since 1970-01-01), so that date arithmetic needs no clock and no zone.
 */
import { DateTime, IANAZone } from 'luxon'

/** Days since 1970-01-01, of a calendar without zones. */
export type Day = number

const MS_PER_DAY = 86_400_000

/** The day of a civil date; month is 1 to 12 and may overflow, as may the day. */
export function dayOf(year: number, month: number, day: number): Day {
  return Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY)
}

export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function civilOf(day: Day): CivilDate {
  const date = new Date(day * MS_PER_DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** `YYYY-MM-DD`. */
export function isoOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** The day of a `YYYY-MM-DD` date. */
export function dayOfIso(iso: string): Day {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / MS_PER_DAY)
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5
}

export function mondayOf(day: Day): Day {
  return day - weekdayOf(day) + 1
}

export function lastDayOfMonth(year: number, month: number): Day {
  return dayOf(year, month + 1, 1) - 1
}

/** The same day of the month, `months` later; the last day of that month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = civilOf(day)
  return Math.min(dayOf(year, month + months, dayOfMonth), lastDayOfMonth(year, month + months))
}

export function isValidDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && dayOf(year, month, day) <= lastDayOfMonth(year, month)
}

/**
 * The zone as luxon reads it: an IANA name, or an offset written `UTC+3`, `+03:00` or `GMT-5`.
 * A zone that is neither is read as UTC.
 */
export function zoneOf(zone: string): string {
  const offset = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone.trim())
  if (offset) return `UTC${offset[1]}${Number(offset[2])}${offset[3] ? `:${offset[3]}` : ''}`
  return IANAZone.isValidZone(zone) ? zone : 'UTC'
}

/** The civil day at an instant in a zone, see {@link zoneOf}. */
export function todayIn(zone: string, now: Date): Day {
  const local = DateTime.fromJSDate(now, { zone: zoneOf(zone) })
  return local.isValid ? dayOf(local.year, local.month, local.day) : dayOf(1970, 1, 1)
}

/** The instant of a local wall-clock time in a zone, as ISO 8601 in UTC. */
export function instantOf(day: Day, minutes: number, zone: string): string {
  const { year, month, day: dayOfMonth } = civilOf(day)
  const local = DateTime.fromObject(
    { year, month, day: dayOfMonth, hour: Math.floor(minutes / 60), minute: minutes % 60 },
    { zone: zoneOf(zone) },
  )
  return local.toUTC().toISO() ?? ''
}
