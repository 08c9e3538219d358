/**
 * Days, weeks, months, quarters, seasons, feasts and spans as periods of days.
 */
import { addMonths, civilOf, type Day, dayOf, isValidDate, lastDayOfMonth, mondayOf, weekdayOf } from './calendar.ts'
import { nextSeason, type Span } from './feasts.ts'

/** How fine a mention is; `span` counts from today. */
export type Grain =
  | 'day'
  | 'weekday'
  | 'range'
  | 'span'
  | 'week'
  | 'month'
  | 'quarter'
  | 'season'
  | 'year'
  | 'feast'
  | 'holidays'

export interface Period extends Span {
  readonly grain: Grain
  /** Which part was named: its end is not over before the whole is. */
  readonly part: 'whole' | 'begin' | 'mid' | 'end'
}

export interface GrammarContext {
  readonly today: Day
  readonly country: string
  readonly monthFirst: boolean
  readonly southern: boolean
}

const PARTS: Readonly<Record<string, Period['part']>> = { BEG: 'begin', MID: 'mid', END: 'end', LASTOF: 'end' }
export function day(value: Day, grain: Grain = 'day'): Period {
  return { from: value, to: value, grain, part: 'whole' }
}

export function upcoming(
  month: number,
  dayOfMonth: number,
  { today }: GrammarContext,
  year?: string,
  nextYear?: boolean,
): Period | null {
  const current = civilOf(today).year
  const first = year ? Number(year) : nextYear ? current + 1 : current
  for (let candidate = first; candidate <= first + (year ? 0 : 8); candidate++) {
    if (isValidDate(candidate, month, dayOfMonth) && (year || dayOf(candidate, month, dayOfMonth) >= today))
      return day(dayOf(candidate, month, dayOfMonth))
  }
  return null
}

export function upcomingDay(dayOfMonth: number, { today }: GrammarContext, month: number | null): Period | null {
  if (dayOfMonth < 1 || dayOfMonth > 31) return null
  const { year, month: current } = civilOf(today)
  for (let ahead = 0; ahead <= 12; ahead++) {
    const first = civilOf(dayOf(year, current + ahead, 1))
    if (month !== null && first.month !== month) continue
    if (isValidDate(first.year, first.month, dayOfMonth) && dayOf(first.year, first.month, dayOfMonth) >= today)
      return day(dayOf(first.year, first.month, dayOfMonth))
  }
  return null
}

export function writtenDate(text: string, context: GrammarContext): Period | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso)
    return isValidDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
      ? day(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])))
      : null
  const parts = text.split(/[./-]/).map(Number)
  const [a = 0, b = 0, y] = parts
  const swap = text.includes('/') && ((context.monthFirst && a <= 12) || b > 12)
  const [dayOfMonth, month] = swap ? [b, a] : [a, b]
  if (month > 12 || month < 1) return null
  return upcoming(month, dayOfMonth, context, y === undefined ? undefined : String(y < 100 ? 2000 + y : y))
}

export function whole(from: Day, to: Day, grain: Grain, part?: string): Period {
  const name = PARTS[part ?? ''] ?? 'whole'
  const cut = partOf(from, to, grain, name)
  return { ...cut, grain, part: name }
}

// The end of a month is its last working days: one in the midst of them is right for whoever counts them longer or shorter.
function nearestWeekday(day: Day): Day {
  const weekday = weekdayOf(day)
  return weekday === 6 ? day - 1 : weekday === 7 ? day + 1 : day
}

function partOf(from: Day, to: Day, grain: Grain, part: Period['part']): Span {
  if (part === 'whole' || part === 'begin')
    return { from, to: part === 'begin' ? from + Math.round((to - from) / 3) : to }
  if (grain === 'week') return part === 'mid' ? { from: from + 2, to: from + 3 } : { from: from + 4, to: from + 6 }
  if (grain === 'month')
    return part === 'mid'
      ? { from: from + 14, to: from + 19 }
      : { from: nearestWeekday(Math.min(from + 26, to - 3)), to }
  if (part === 'mid') return { from: from + Math.round((to - from) / 2), to }
  return grain === 'year' ? { from: to - 16, to } : { from: to - 6, to }
}

export function monthOf(
  month: number,
  context: GrammarContext,
  part?: string,
  year?: string,
  nextYear?: boolean,
): Period {
  const { year: current, month: now } = civilOf(context.today)
  let chosen = year ? Number(year) : nextYear ? current + 1 : current
  let period = whole(dayOf(chosen, month, 1), lastDayOfMonth(chosen, month), 'month', part)
  if (!year && !nextYear && (month < now || period.to < context.today)) {
    chosen++
    period = whole(dayOf(chosen, month, 1), lastDayOfMonth(chosen, month), 'month', part)
  }
  return period
}

export function quarterOf(
  quarter: number,
  context: GrammarContext,
  part?: string,
  year?: string,
  nextYear?: boolean,
): Period {
  const current = civilOf(context.today).year
  let chosen = year ? Number(year) : nextYear ? current + 1 : current
  if (!year && !nextYear && lastDayOfMonth(chosen, quarter * 3) < context.today) chosen++
  return whole(dayOf(chosen, quarter * 3 - 2, 1), lastDayOfMonth(chosen, quarter * 3), 'quarter', part)
}

export function quarterFrom(today: Day, ahead: number, part?: string): Period {
  const { year, month } = civilOf(today)
  const first = Math.floor((month - 1) / 3) * 3 + 1 + ahead * 3
  return whole(dayOf(year, first, 1), dayOf(year, first + 3, 1) - 1, 'quarter', part)
}

export function halfOf(half: number, { today }: GrammarContext, nextYear?: boolean): Period {
  const year = civilOf(today).year + (nextYear ? 1 : 0)
  const from = dayOf(year, half === 1 ? 1 : 7, 1)
  const shift = addMonths(from, 6) - 1 < today ? 12 : 0
  return whole(addMonths(from, shift), addMonths(from, shift + 6) - 1, 'quarter')
}

export function fiscalYear({ today, country }: GrammarContext): Period {
  const month = { IN: 4, GB: 4, JP: 4, AU: 7, NZ: 4 }[country] ?? 1
  const year = civilOf(today).year
  const from = dayOf(year, month, 1) > today ? dayOf(year, month, 1) : dayOf(year + 1, month, 1)
  return whole(from, addMonths(from, 12) - 1, 'year')
}

/** The day `count` units after another. */
export function plus(start: Day, count: number, unit: string): Day {
  switch (unit) {
    case 'd':
      return start + Math.round(count)
    case 'w':
      return start + Math.round(count * 7)
    case 'f':
      return start + Math.round(count * 15)
    case 'm':
      return addMonths(start, Math.floor(count)) + (count % 1 ? 15 : 0)
    default:
      return addMonths(start, Math.round(count * ({ q: 3, qm: 4, h: 6, y: 12 }[unit] ?? 12)))
  }
}

export function workingDays(start: Day, count: number): Day {
  let at = start
  for (let left = count; left > 0; at++) if (weekdayOf(at + 1) <= 5) left--
  return at
}

export function span(count: number, unit: string, { today }: GrammarContext, working = false): Period | null {
  if (count > 400) return null
  return day(working && unit === 'd' ? workingDays(today, count) : plus(today, count, unit), 'span')
}

export function weekdayFrom(weekday: number, { today }: GrammarContext, weeksAhead: number | null): Period {
  if (weeksAhead !== null) return day(mondayOf(today) + weeksAhead * 7 + weekday - 1, 'weekday')
  const ahead = (weekday - weekdayOf(today) + 7) % 7
  return day(today + (ahead === 0 ? 7 : ahead), 'weekday')
}

export function week({ today }: GrammarContext, ahead: number, part?: string): Period {
  return whole(mondayOf(today) + ahead * 7, mondayOf(today) + ahead * 7 + 6, 'week', part)
}

export function range(from: Period | null, to: Period | null): Period | null {
  return from && to && to.to >= from.from ? { from: from.from, to: to.to, grain: 'range', part: 'whole' } : to
}

export function bareSpan(period: Period | null): Period | null {
  return period && { ...period, part: 'mid' }
}

export function inMonth(month: Day, dayOfMonth: number): Period | null {
  const { year, month: number } = civilOf(month)
  return isValidDate(year, number, dayOfMonth) ? day(dayOf(year, number, dayOfMonth)) : null
}

export function half(period: Period, number: number): Period {
  return number === 1
    ? { ...period, to: period.from + 14, part: 'begin' }
    : { ...period, from: period.from + 15, part: 'mid' }
}

export function decade(period: Period, number: number): Period {
  const from = period.from + (number - 1) * 10
  return { ...period, from, to: number === 3 ? period.to : from + 9, part: number === 1 ? 'begin' : 'mid' }
}

export function nthWeek(period: Period, number: number): Period {
  const from = number === 1 ? period.from : mondayOf(period.from + 6) + (number - 1) * 7
  return { from, to: from + 6, grain: 'week', part: 'whole' }
}

export function monthFrom({ today }: GrammarContext, ahead: number, part?: string): Period {
  const { year, month } = civilOf(today)
  return whole(dayOf(year, month + ahead, 1), lastDayOfMonth(year, month + ahead), 'month', part)
}

export function partOfThisMonth(context: GrammarContext, part?: string): Period {
  const here = monthFrom(context, 0, part)
  return here.to >= context.today && part !== 'BEG' ? here : monthFrom(context, 1, part)
}

export function halfFrom({ today }: GrammarContext): Period {
  const { year, month } = civilOf(today)
  const from = month <= 6 ? dayOf(year, 7, 1) : dayOf(year + 1, 1, 1)
  return whole(from, addMonths(from, 6) - 1, 'quarter')
}

export function yearOf(year: number, part?: string): Period {
  return whole(dayOf(year, 1, 1), dayOf(year, 12, 31), 'year', part)
}

export function season(name: string, context: GrammarContext, part?: string): Period {
  const key = name === 'sp' || name === 'su' || name === 'au' ? name : 'wi'
  const { from, to } = nextSeason(key, context.today, context.southern)
  return whole(from, to, 'season', part)
}

export function feast(found: Span | null): Period | null {
  return found && { ...found, grain: 'feast', part: 'whole' }
}

export function dayFeast(month: number, dayOfMonth: number, context: GrammarContext): Period | null {
  const found = upcoming(month, dayOfMonth, context)
  return found && { ...found, grain: 'feast' }
}
