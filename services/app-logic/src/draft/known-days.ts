import { DateTime } from 'luxon'
import type { CalendarMention } from './mentions/calendar.ts'
import type { Quantity } from './mentions/quantities.ts'

/** A day that the evidence names or lets one count out. */
export interface KnownDay {
  readonly year: number
  readonly month: number
  readonly day: number
  /** False where the year was worked out from `now`. */
  readonly yearSaid: boolean
  /** Named whole, not counted out from a month or a weekday. */
  readonly named: boolean
}

/** A day without its date means one of the next days. */
const SOON_DAYS = 14

/** A weekday follows from a day that is named whole, not from a month or from "the 17th". */
export function soonWeekdays(days: readonly KnownDay[], today: DateTime): number[] {
  return days
    .map(dateTime)
    .flatMap((day) => (!today.isValid || day.diff(dateTime(today), 'days').days <= SOON_DAYS ? [day.weekday] : []))
}

export function isWholeDay(mention: CalendarMention): boolean {
  if (mention.kind === 'relative') return mention.unit === 'day'
  return mention.kind === 'day' && mention.day !== null && mention.month !== null
}

export function dateTime({ year, month, day }: { year: number; month: number; day: number }): DateTime {
  return DateTime.utc(year, month, day)
}

/** Stands for the year where neither the text nor `now` tells it; a leap year, so that every day exists. */
export const UNKNOWN_YEAR = 2000

/** The year a day without one is meant in: that of its next coming, or of a month ago at most. */
export function likelyYear(month: number, day: number, today: DateTime): number {
  if (!today.isValid) return UNKNOWN_YEAR
  const thisYear = DateTime.utc(today.year, month, day)
  return thisYear.isValid && thisYear.diff(today, 'days').days < -60 ? today.year + 1 : today.year
}

export function daysOf(mention: CalendarMention, today: DateTime): KnownDay[] {
  if (mention.kind === 'relative') return relativeDays(mention.unit, mention.ahead, today)
  if (mention.kind !== 'day') return []
  const { day, month, year, weekday } = mention
  if (day !== null && month !== null) {
    return [{ day, month, year: year ?? likelyYear(month, day, today), yearSaid: year !== null, named: true }]
  }
  if (!today.isValid) return []
  if (day !== null) return comingDays(today, 31, (each) => each.day === day).slice(0, 1)
  if (weekday !== null) return comingDays(today, 15, (each) => each.weekday === weekday)
  // A month alone lets its first days be named: "in May" comes to its first working day.
  return month === null ? [] : comingDays(today, 366, (each) => each.month === month && each.day <= 5)
}

function comingDays(today: DateTime, within: number, fits: (day: DateTime) => boolean): KnownDay[] {
  return Array.from({ length: within }, (_, index) => today.plus({ days: index }))
    .filter(fits)
    .map(known)
}

function known(day: DateTime): KnownDay {
  return { year: day.year, month: day.month, day: day.day, yearSaid: false, named: false }
}

function relativeDays(unit: string, ahead: number, today: DateTime): KnownDay[] {
  if (!today.isValid) return []
  if (unit === 'day') return [{ ...known(today.plus({ days: ahead })), named: true }]
  const period = unit as 'week' | 'month' | 'quarter' | 'year'
  const start = today.startOf(period).plus({ [`${period}s`]: ahead })
  return comingDays(start, period === 'week' ? 7 : 5, () => true)
}

/** "In two weeks" is a day, too. */
export function daysAhead(quantities: readonly Quantity[], today: DateTime): KnownDay[] {
  if (!today.isValid) return []
  return quantities.flatMap(({ unit, values }) =>
    values.flatMap((value) => {
      if (unit === 'month' && value <= 24) return [known(today.plus({ months: Math.floor(value) }))]
      if (unit === 'minute' && value % 1440 === 0 && value <= 400 * 1440)
        return [known(today.plus({ days: value / 1440 }))]
      return []
    }),
  )
}

export function monthsOf(mentions: readonly CalendarMention[], today: DateTime): number[] {
  return mentions.flatMap((each) => {
    if (each.kind === 'day' && each.month !== null) return [each.month]
    return each.kind === 'relative' && today.isValid ? [today.plus({ [`${each.unit}s`]: each.ahead }).month] : []
  })
}

/** A time belongs to the day said before it in the same text, else to the one said after it. */
export function pairedTimes(mentions: readonly CalendarMention[]): Array<readonly [CalendarMention, CalendarMention]> {
  const days = mentions.filter((each) => each.kind === 'day' && each.day !== null && each.month !== null)
  return mentions.flatMap((time) => {
    if (time.kind !== 'time') return []
    const before = days.findLast((day) => day.from <= time.from)
    const after = days.find((day) => day.from > time.from)
    const day = before ?? after
    return day === undefined ? [] : [[day, time] as const]
  })
}

export function pairsOf(
  mentions: ReadonlyArray<readonly CalendarMention[]>,
  today: DateTime,
): Map<string, Set<number>> {
  const pairs = new Map<string, Set<number>>()
  for (const each of mentions) {
    for (const [day, time] of pairedTimes(each)) {
      const [date] = daysOf(day, today)
      if (date === undefined || time.kind !== 'time') continue
      const key = `${date.month}-${date.day}`
      pairs.set(key, new Set([...(pairs.get(key) ?? []), ...time.candidates]))
    }
  }
  return pairs
}
