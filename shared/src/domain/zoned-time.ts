import { DateTime, Duration } from 'luxon'

/** Instants in a person's zone, right across daylight-saving changes. Pure: luxon does the arithmetic, no clock is read. */

/** The instant as wall-clock time of the zone (IANA name or `UTC±h`); throws RangeError for an unknown zone. */
export function inZone(instant: Date, zone: string): DateTime<true> {
  const local = DateTime.fromJSDate(instant, { zone })
  if (!local.isValid) throw new RangeError(`unknown time zone "${zone}"`)
  return local
}

/** ISO date of the instant in the zone. */
export function localDate(instant: Date, zone: string): string {
  return inZone(instant, zone).toISODate()
}

/** The first instant of an ISO date in the zone. */
export function startOfLocalDate(isoDate: string, zone: string): Date {
  const day = DateTime.fromISO(isoDate, { zone }).startOf('day')
  if (!day.isValid) throw new RangeError(`not a date: "${isoDate}"`)
  return day.toJSDate()
}

/** The instant plus an ISO 8601 duration, days counted on the calendar of the zone (a day across DST is 23 or 25 hours). */
export function plusDuration(instant: Date, isoDuration: string, zone: string): Date {
  return inZone(instant, zone).plus(Duration.fromISO(isoDuration)).toJSDate()
}

/** True for an IANA zone this machine knows. */
export function isTimeZone(zone: string): boolean {
  return DateTime.local({ zone }).isValid
}

/** A day (or instant) in a zone, as luxon represents it. */
export type ZonedTime = DateTime

/** A clock time `HH:MM` on a day. Where daylight saving skips it, the first instant after the gap. */
export function atClockTime(day: ZonedTime, clockTime: string): ZonedTime {
  const [hour = 0, minute = 0] = clockTime.split(':').map(Number)
  return DateTime.fromObject({ year: day.year, month: day.month, day: day.day, hour, minute }, { zone: day.zone })
}
