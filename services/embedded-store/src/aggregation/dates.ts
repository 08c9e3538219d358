import { DateTime, type DateTimeUnit } from 'luxon'
import { badValue } from '../errors.ts'

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
/** Format specifiers of `$dateToString` → luxon tokens. */
const TOKENS: Record<string, string> = {
  '%Y': 'yyyy',
  '%m': 'LL',
  '%d': 'dd',
  '%H': 'HH',
  '%M': 'mm',
  '%S': 'ss',
  '%L': 'SSS',
  '%j': 'ooo',
  '%u': 'E',
  '%V': 'WW',
  '%G': 'kkkk',
  '%z': 'ZZZ',
}

/** @throws MongoError 2 when `zone` is no Olson name and no offset such as `+03:00`. */
function inZone(date: unknown, zone: unknown): DateTime {
  if (!(date instanceof Date)) throw badValue("can't convert from something other than a date to Date")
  const named = typeof zone === 'string' && /^[+-]\d/.test(zone) ? `UTC${zone}` : String(zone ?? 'UTC')
  const moment = DateTime.fromJSDate(date, { zone: named })
  if (!moment.isValid) throw badValue(`unrecognized time zone identifier: "${String(zone)}"`)
  return moment
}

/** `$dateToString`: the default format is `%Y-%m-%dT%H:%M:%S.%LZ`, without the Z in a time zone. */
export function formatDate(date: unknown, format: unknown, zone: unknown): string {
  const moment = inZone(date, zone)
  const pattern = String(format ?? (zone ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ'))
  return pattern.replace(/%./g, (specifier) => {
    const token = TOKENS[specifier]
    if (specifier === '%%') return '%'
    if (!token) throw badValue(`Invalid format character '${specifier}' in format string`)
    return moment.toFormat(token)
  })
}

/** `$dateTrunc`: the beginning of the unit, in the zone, that holds the date; weeks begin on Sunday unless told. */
export function truncateDate(date: unknown, unit: unknown, zone: unknown, startOfWeek: unknown): Date {
  const known = UNITS.find((name) => name === unit)
  if (!known) throw badValue(`unknown time unit value: ${String(unit)}`)
  const moment = inZone(date, zone)
  if (known !== 'week') return moment.startOf(known as DateTimeUnit).toJSDate()
  const wanted = String(startOfWeek ?? 'sunday').toLowerCase()
  const first = WEEKDAYS.findIndex((day) => day === wanted || day.slice(0, 3) === wanted)
  if (first < 0) throw badValue(`unknown day of week value: ${String(startOfWeek)}`)
  return moment
    .startOf('day')
    .minus({ days: (moment.weekday - first + 7) % 7 })
    .toJSDate()
}
