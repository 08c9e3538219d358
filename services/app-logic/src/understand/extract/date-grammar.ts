/**
 * Reads days, periods and spans out of a row of symbols, see `tagging.ts`.
 * A rule is a pattern over symbols and the period it stands for; at each place the longest match wins.
 */
import { addMonths, civilOf, type Day, dayOf, isValidDate, lastDayOfMonth, mondayOf, weekdayOf } from './calendar.ts'
import { nextFeast, nextHolidays, nextSeason, type Span } from './feasts.ts'
import type { Tag } from './tagging.ts'

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

/** What a mention says about its period. */
export type Relation = 'on' | 'after' | 'until' | 'not-before' | 'before' | 'from' | 'past'

export interface Mention {
  readonly period: Period
  readonly relation: Relation
  /** First and one past the last tag. */
  readonly first: number
  readonly last: number
}

export interface GrammarContext {
  readonly today: Day
  readonly country: string
  readonly monthFirst: boolean
  readonly southern: boolean
}

type Rule = readonly [
  RegExp,
  (groups: readonly (string | undefined)[], context: GrammarContext, month: number | null) => Period | null,
]

const PARTS: Readonly<Record<string, Period['part']>> = { BEG: 'begin', MID: 'mid', END: 'end', LASTOF: 'end' }
const YEAR = String.raw`(?:(?:, )?#(20\d\d) (?:Uy )?|(NEXT) Uy |Uy (NEXT) |THIS Uy )?`
const N = String.raw`#(\d+(?:\.5)?) `
const UNIT = String.raw`(?:WD )?U(d|w|m|q|qm|y|h|f) `
const APPROX = '(?:BY |AND )*'

function day(value: Day, grain: Grain = 'day'): Period {
  return { from: value, to: value, grain, part: 'whole' }
}

function upcoming(
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

function upcomingDay(dayOfMonth: number, { today }: GrammarContext, month: number | null): Period | null {
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

function writtenDate(text: string, context: GrammarContext): Period | null {
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

function whole(from: Day, to: Day, grain: Grain, part?: string): Period {
  const name = PARTS[part ?? ''] ?? 'whole'
  const cut = partOf(from, to, grain, name)
  return { ...cut, grain, part: name }
}

function partOf(from: Day, to: Day, grain: Grain, part: Period['part']): Span {
  if (part === 'whole' || part === 'begin')
    return { from, to: part === 'begin' ? from + Math.round((to - from) / 3) : to }
  if (grain === 'week') return part === 'mid' ? { from: from + 2, to: from + 3 } : { from: from + 4, to: from + 6 }
  if (grain === 'month')
    return part === 'mid' ? { from: from + 14, to: from + 19 } : { from: Math.min(from + 24, to - 6), to }
  if (part === 'mid') return { from: from + Math.round((to - from) / 2), to }
  return grain === 'year' ? { from: to - 16, to } : { from: to - 6, to }
}

function monthOf(month: number, context: GrammarContext, part?: string, year?: string, nextYear?: boolean): Period {
  const { year: current, month: now } = civilOf(context.today)
  let chosen = year ? Number(year) : nextYear ? current + 1 : current
  let period = whole(dayOf(chosen, month, 1), lastDayOfMonth(chosen, month), 'month', part)
  if (!year && !nextYear && (month < now || period.to < context.today)) {
    chosen++
    period = whole(dayOf(chosen, month, 1), lastDayOfMonth(chosen, month), 'month', part)
  }
  return period
}

function quarterOf(quarter: number, context: GrammarContext, part?: string, year?: string, nextYear?: boolean): Period {
  const current = civilOf(context.today).year
  let chosen = year ? Number(year) : nextYear ? current + 1 : current
  if (!year && !nextYear && lastDayOfMonth(chosen, quarter * 3) < context.today) chosen++
  return whole(dayOf(chosen, quarter * 3 - 2, 1), lastDayOfMonth(chosen, quarter * 3), 'quarter', part)
}

function quarterFrom(today: Day, ahead: number, part?: string): Period {
  const { year, month } = civilOf(today)
  const first = Math.floor((month - 1) / 3) * 3 + 1 + ahead * 3
  return whole(dayOf(year, first, 1), dayOf(year, first + 3, 1) - 1, 'quarter', part)
}

function halfOf(half: number, { today }: GrammarContext, nextYear?: boolean): Period {
  const year = civilOf(today).year + (nextYear ? 1 : 0)
  const from = dayOf(year, half === 1 ? 1 : 7, 1)
  const shift = addMonths(from, 6) - 1 < today ? 12 : 0
  return whole(addMonths(from, shift), addMonths(from, shift + 6) - 1, 'quarter')
}

function fiscalYear({ today, country }: GrammarContext): Period {
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

function workingDays(start: Day, count: number): Day {
  let at = start
  for (let left = count; left > 0; at++) if (weekdayOf(at + 1) <= 5) left--
  return at
}

function span(count: number, unit: string, { today }: GrammarContext, working = false): Period | null {
  if (count > 400) return null
  return day(working && unit === 'd' ? workingDays(today, count) : plus(today, count, unit), 'span')
}

function weekdayFrom(weekday: number, { today }: GrammarContext, weeksAhead: number | null): Period {
  if (weeksAhead !== null) return day(mondayOf(today) + weeksAhead * 7 + weekday - 1, 'weekday')
  const ahead = (weekday - weekdayOf(today) + 7) % 7
  return day(today + (ahead === 0 ? 7 : ahead), 'weekday')
}

function week({ today }: GrammarContext, ahead: number, part?: string): Period {
  return whole(mondayOf(today) + ahead * 7, mondayOf(today) + ahead * 7 + 6, 'week', part)
}

function range(from: Period | null, to: Period | null): Period | null {
  return from && to && to.to >= from.from ? { from: from.from, to: to.to, grain: 'range', part: 'whole' } : to
}

const RANGE = '(?:- |UNTIL |AND |BY |NOTBEFORE )'

const SOURCES: readonly (readonly [string, Rule[1]])[] = [
  ['DATE ', () => null],
  // Days of a month, and ranges of them.
  [
    `(?:FROM |BETWEEN )?#(\\d+)o? ${RANGE}#(\\d+)o? (?:NUMBERWORD )?M(\\d+) ${YEAR}`,
    (g, c) =>
      range(
        upcoming(Number(g[2]), Number(g[0]), c, g[3]) ?? null,
        upcoming(Number(g[2]), Number(g[1]), c, g[3], Boolean(g[4] ?? g[5])),
      ),
  ],
  [
    `(?:FROM )?M(\\d+) #(\\d+)o? ${RANGE}#(\\d+)o? `,
    (g, c) => range(upcoming(Number(g[0]), Number(g[1]), c), upcoming(Number(g[0]), Number(g[2]), c)),
  ],
  [
    `FROM #(\\d+)o? (?:M(\\d+) )?${RANGE}#(\\d+)o? M(\\d+) `,
    (g, c) => range(upcoming(Number(g[1] ?? g[3]), Number(g[0]), c), upcoming(Number(g[3]), Number(g[2]), c)),
  ],
  [
    `FROM #(\\d+)o? ${RANGE}#(\\d+)o? (?:NUMBERWORD )?`,
    (g, c, m) => range(upcomingDay(Number(g[0]), c, m), upcomingDay(Number(g[1]), c, m)),
  ],
  [`#(\\d+)o ${RANGE}#(\\d+)o `, (g, c, m) => range(upcomingDay(Number(g[0]), c, m), upcomingDay(Number(g[1]), c, m))],
  [
    `(?:D\\d (?:, )?)?#(\\d+)o? (?:NUMBERWORD |THIS )?M(\\d+) ${YEAR}`,
    (g, c) => upcoming(Number(g[1]), Number(g[0]), c, g[2], Boolean(g[3] ?? g[4])),
  ],
  [
    `(?:D\\d (?:, )?)?M(\\d+) #(\\d+)o? ${YEAR}`,
    (g, c) => upcoming(Number(g[0]), Number(g[1]), c, g[2], Boolean(g[3] ?? g[4])),
  ],
  [
    '(?:D\\d (?:, )?)?#(\\d+)o (?:NUMBERWORD )?(NEXT Um |Um NEXT )',
    (g, { today }) => inMonth(addMonths(today, 1), Number(g[0])),
  ],
  [
    '(?:D\\d (?:, )?)?#(\\d+)o (?:NUMBERWORD )?',
    (g, c, m) => (Number(g[0]) >= 4 ? upcomingDay(Number(g[0]), c, m) : null),
  ],
  ['(?:FROM |AFTER |UNTIL |NOTBEFORE |BY )#([123])o (?:NUMBERWORD )?', (g, c, m) => upcomingDay(Number(g[0]), c, m)],
  ['#(\\d+)o? NUMBERWORD ', (g, c, m) => upcomingDay(Number(g[0]), c, m)],
  ['(?:NUMBERWORD |Ud )#(\\d+)o? ', (g, c, m) => upcomingDay(Number(g[0]), c, m)],
  ['D(\\d) #(\\d+)o? ', (g, c, m) => upcomingDay(Number(g[1]), c, m)],
  // Weekdays.
  ['D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, null)],
  ['THIS D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, null)],
  ['NEXT D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, 1)],
  ['D(\\d) NEXT ', (g, c) => weekdayFrom(Number(g[0]), c, null)],
  ['D(\\d) (?:BY )?(?:NEXT Uw |Uw NEXT )', (g, c) => weekdayFrom(Number(g[0]), c, 1)],
  ['(?:NEXT Uw |Uw NEXT )(?:, )?(?:BY )?D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, 1)],
  ['D(\\d) (?:NEXT )?Uw NEXTFAR ', (g, c) => weekdayFrom(Number(g[0]), c, 2)],
  ['(BEG|MID|END) (?:THIS )?Uw ', (g, c) => week(c, 0, g[0])],
  ['(BEG|MID|END) (?:NEXT Uw |Uw NEXT )', (g, c) => week(c, 1, g[0])],
  ['NEXT Uw |Uw NEXT ', (_, c) => week(c, 1)],
  ['Uw (?:NEXT )?NEXTFAR |NEXT Uw NEXTFAR |(?:BY )?NEXTFAR Uw |Uw IN #1 ', (_, c) => week(c, 2)],
  ['THIS Uw ', (_, c) => week(c, 0)],
  // Months and their parts.
  [`(?:(BEG|MID|END) )?(?:Um )?M(\\d+) ${YEAR}`, (g, c) => monthOf(Number(g[1]), c, g[0], g[2], Boolean(g[3] ?? g[4]))],
  ['(?:NEXT |THIS )M(\\d+) |M(\\d+) NEXT ', (g, c) => monthOf(Number(g[0] ?? g[1]), c)],
  [
    '#([12])o? (?:HALF|Uf) M(\\d+) |(?:HALF )#([12])o M(\\d+) ',
    (g, c) => half(monthOf(Number(g[1] ?? g[3]), c), Number(g[0] ?? g[2])),
  ],
  ['#([123])o DEKADE M(\\d+) ', (g, c) => decade(monthOf(Number(g[1]), c), Number(g[0]))],
  ['#([1234])o Uw M(\\d+) ', (g, c) => nthWeek(monthOf(Number(g[1]), c), Number(g[0]))],
  ['#([1234])o Uw (?:NEXT Um |Um NEXT )', (g, c) => nthWeek(monthFrom(c, 1), Number(g[0]))],
  ['#1o Ud M(\\d+) |Ud #1o M(\\d+) ', (g, c) => monthOf(Number(g[0] ?? g[1]), c)],
  [
    'LASTOF Uw M(\\d+) |(?:LAST )Uw M(\\d+) |Uw LAST M(\\d+) ',
    (g, c) => monthOf(Number(g[0] ?? g[1] ?? g[2]), c, 'END'),
  ],
  ['(?:(BEG|MID|END) )?(?:NEXT Um |Um NEXT )', (g, c) => monthFrom(c, 1, g[0])],
  ['(BEG|MID|END) (?:THIS )?Um ', (g, c) => partOfThisMonth(c, g[0])],
  ['Um (?:NEXT )?NEXTFAR |NEXT Um NEXTFAR ', (_, c) => monthFrom(c, 2)],
  ['THIS Um ', (_, c) => monthFrom(c, 0)],
  // Quarters, halves, years, seasons.
  [
    `(?:(BEG|MID|END) )?(?:Q([1-4])|#([1-4])o? Uq|Uq #([1-4])o?) ${YEAR}`,
    (g, c) => quarterOf(Number(g[1] ?? g[2] ?? g[3]), c, g[0], g[4], Boolean(g[5] ?? g[6])),
  ],
  ['(?:(BEG|MID|END) )?(?:NEXT Uq |Uq NEXT )', (g, c) => quarterFrom(c.today, 1, g[0])],
  ['(END|MID) (?:THIS )?Uq |Uq (END) ', (g, c) => quarterFrom(c.today, 0, g[0] ?? g[1])],
  ['BEG Uq ', (_, c) => quarterFrom(c.today, 1)],
  ['THIS Uq ', (_, c) => quarterFrom(c.today, 0)],
  [
    `(?:H([12])|#([12])o (?:HALF Uy|Uh)|HALF #([12])o Uy) (NEXT Uy )?`,
    (g, c) => halfOf(Number(g[0] ?? g[1] ?? g[2]), c, Boolean(g[3])),
  ],
  ['NEXT Uh |Uh NEXT ', (_, c) => halfFrom(c)],
  ['(?:(BEG|MID|END) )?(?:NEXT Uy |Uy NEXT |NEWYEAR )', (g, c) => yearOf(civilOf(c.today).year + 1, g[0])],
  ['(MID|END) (?:THIS )?Uy ', (g, c) => yearOf(civilOf(c.today).year, g[0])],
  ['THIS Uy ', (_, c) => yearOf(civilOf(c.today).year)],
  ['BEG Uy ', (_, c) => yearOf(civilOf(c.today).year + 1)],
  [
    '(?:(BEG|MID|END) )?#(20[2-9]\\d) (?:Uy )?',
    (g, c) => (Number(g[1]) >= civilOf(c.today).year ? yearOf(Number(g[1]), g[0]) : null),
  ],
  ['(?:NEXT FISCAL Uy |NEXT FISCAL |Uy FISCAL NEXT |NEXT Uy FISCAL |FISCAL Uy NEXT )', (_, c) => fiscalYear(c)],
  ['(?:(BEG|MID|END) )?(?:NEXT |THIS )?SE(sp|su|au|wi) ', (g, c) => season(g[1] ?? '', c, g[0])],
  // Feasts.
  ['(?:(?:HOLS |THIS |NEXT )?FE(\\w+) (?:HOLS )?)', (g, c) => feast(nextFeast(g[0] ?? '', c.today, c.country))],
  [
    '(?:THIS |NEXT )?HOLS ',
    (_, c) => {
      const next = nextHolidays(c.today, c.country)
      return next && { ...next, grain: 'holidays', part: 'whole' }
    },
  ],
  ['HOLS #(\\d+)o? M(\\d+) ', (g, c) => dayFeast(Number(g[1]), Number(g[0]), c)],
  ['SEsu (?:VAC |HOLS )', (_, c) => season('su', c)],
  ['VAC SEsu ', (_, c) => season('su', c)],
  // Days near today.
  ['TODAY ', (_, c) => day(c.today)],
  ['TOMORROW ', (_, c) => day(c.today + 1)],
  ['OVERMORROW ', (_, c) => day(c.today + 2)],
  // Spans.
  [
    `(?:IN |FOR )${APPROX}${N}(?:(?:- |OR |OR BY )${N})?${UNIT}(?:(ANDHALF) )?(?:HENCE )?`,
    (g, c) => span(Number(g[0]) + (g[3] ? 0.5 : 0), g[2] ?? 'd', c),
  ],
  [`(?:IN )${APPROX}${N}WD Ud `, (g, c) => span(Number(g[0]), 'd', c, true)],
  [`(?:IN )${APPROX}${N}(?:ANDHALF|AND HALF) ${UNIT}`, (g, c) => span(Number(g[0]) + 0.5, g[1] ?? 'd', c)],
  [`${N}(?:ANDHALF|AND HALF) ${UNIT}HENCE `, (g, c) => span(Number(g[0]) + 0.5, g[1] ?? 'd', c)],
  [
    `${N}(?:(?:- |OR ){0,2}${N})?${UNIT}(?:(ANDHALF) )?HENCE `,
    (g, c) => span(Number(g[0]) + (g[3] ? 0.5 : 0), g[2] ?? 'd', c),
  ],
  [`U(d|w|m|q|y|h|f) HENCE `, (g, c) => span(1, g[0] ?? 'd', c)],
  [`U(d|w|m|q|y|h|f) (?:BY )?IN (?:BY )?${N}(?:(?:- |OR )${N})?`, (g, c) => span(Number(g[1]), g[0] ?? 'd', c)],
  [`${UNIT}BY IN #(\\d+(?:\\.5)?) `, (g, c) => span(Number(g[1]), g[0] ?? 'd', c)],
  [`IN ${APPROX}U(d|w|m|q|y|h|f) (?:(ANDHALF) )?(?:HENCE )?`, (g, c) => span(g[1] ? 1.5 : 1, g[0] ?? 'd', c)],
  ['(?:IN |FOR )?(?:BY )?S(\\d+)(d|m) (?:HENCE )?', (g, c) => span(Number(g[0]), g[1] ?? 'd', c)],
  ['(?:IN )(?:BY )?HALF U(y|m) ', (g, c) => (g[0] === 'y' ? span(6, 'm', c) : span(15, 'd', c))],
  [`(?:NEXT |THIS |BY NEXT )${N}(?:- ${N})?${UNIT}`, (g, c) => span(Number(g[0]), g[2] ?? 'd', c)],
  [`${N}NEXT ${UNIT}`, (g, c) => span(Number(g[0]), g[1] ?? 'd', c)],
  [
    `${N}(?:(?:- |OR )${N})?${UNIT}(?:(ANDHALF) )?`,
    (g, c) => bareSpan(span(Number(g[0]) + (g[3] ? 0.5 : 0), g[2] ?? 'd', c)),
  ],
]

const RULES: readonly Rule[] = SOURCES.map(([source, read]) => [new RegExp(source, 'y'), read])

function bareSpan(period: Period | null): Period | null {
  return period && { ...period, part: 'mid' }
}

function inMonth(month: Day, dayOfMonth: number): Period | null {
  const { year, month: number } = civilOf(month)
  return isValidDate(year, number, dayOfMonth) ? day(dayOf(year, number, dayOfMonth)) : null
}

function half(period: Period, number: number): Period {
  return number === 1
    ? { ...period, to: period.from + 14, part: 'begin' }
    : { ...period, from: period.from + 15, part: 'mid' }
}

function decade(period: Period, number: number): Period {
  const from = period.from + (number - 1) * 10
  return { ...period, from, to: number === 3 ? period.to : from + 9, part: number === 1 ? 'begin' : 'mid' }
}

function nthWeek(period: Period, number: number): Period {
  const from = number === 1 ? period.from : mondayOf(period.from + 6) + (number - 1) * 7
  return { from, to: from + 6, grain: 'week', part: 'whole' }
}

function monthFrom({ today }: GrammarContext, ahead: number, part?: string): Period {
  const { year, month } = civilOf(today)
  return whole(dayOf(year, month + ahead, 1), lastDayOfMonth(year, month + ahead), 'month', part)
}

function partOfThisMonth(context: GrammarContext, part?: string): Period {
  const here = monthFrom(context, 0, part)
  return here.to >= context.today && part !== 'BEG' ? here : monthFrom(context, 1, part)
}

function halfFrom({ today }: GrammarContext): Period {
  const { year, month } = civilOf(today)
  const from = month <= 6 ? dayOf(year, 7, 1) : dayOf(year + 1, 1, 1)
  return whole(from, addMonths(from, 6) - 1, 'quarter')
}

function yearOf(year: number, part?: string): Period {
  return whole(dayOf(year, 1, 1), dayOf(year, 12, 31), 'year', part)
}

function season(name: string, context: GrammarContext, part?: string): Period {
  const key = name === 'sp' || name === 'su' || name === 'au' ? name : 'wi'
  const { from, to } = nextSeason(key, context.today, context.southern)
  return whole(from, to, 'season', part)
}

function feast(found: Span | null): Period | null {
  return found && { ...found, grain: 'feast', part: 'whole' }
}

function dayFeast(month: number, dayOfMonth: number, context: GrammarContext): Period | null {
  const found = upcoming(month, dayOfMonth, context)
  return found && { ...found, grain: 'feast' }
}

const RELATIONS: Readonly<Record<string, Relation>> = {
  AFTER: 'after',
  UNTIL: 'until',
  NOTBEFORE: 'not-before',
  BEFORE: 'before',
  FROM: 'from',
  SINCE: 'past',
  LAST: 'past',
  AGO: 'past',
  EVERY: 'past',
}

/** All mentions of days and periods in a row of tags, in order; overlaps are cut to the longest. */
export function readMentions(tags: readonly Tag[], context: GrammarContext): Mention[] {
  const line = tags.map((tag) => `${tag.symbol} `)
  const offsets: number[] = []
  let length = 0
  for (const part of line) {
    offsets.push(length)
    length += part.length
  }
  const symbols = line.join('')
  const mentions: Mention[] = []
  let month: number | null = null
  for (let index = 0; index < tags.length; index++) {
    if (!/^(?:[#MDQHSUF]|NE|IN|TH|BE|MI|EN|TO|OV|HA|HO|LA|FO|AF|UN|NO|BY|VA|NU)/.test(tags[index]?.symbol ?? ''))
      continue
    const found = longestAt(symbols, offsets, index, tags, context, month)
    if (!found) continue
    const mention = relate(found, tags, context)
    mentions.push(mention)
    if (found.period.grain === 'month' || found.period.grain === 'day') month = civilOf(found.period.from).month
    index = found.last - 1
  }
  return mentions
}

interface Found {
  readonly period: Period
  readonly first: number
  readonly last: number
}

function longestAt(
  symbols: string,
  offsets: readonly number[],
  index: number,
  tags: readonly Tag[],
  context: GrammarContext,
  month: number | null,
): Found | null {
  const start = offsets[index] ?? 0
  if (tags[index]?.symbol === 'DATE') {
    const period = writtenDate(tags[index]?.text ?? '', context)
    return period && { period, first: index, last: index + 1 }
  }
  let best: Found | null = null
  for (const [pattern, read] of RULES) {
    pattern.lastIndex = start
    const match = pattern.exec(symbols)
    if (!match) continue
    const last = index + (match[0].match(/ /g)?.length ?? 0)
    if (best && last <= best.last) continue
    const period = read(match.slice(1), context, month)
    if (period) best = { period, first: index, last }
  }
  return best
}

// The words just before (and in English after) a period say how the date stands to it.
function relate(found: Found, tags: readonly Tag[], context: GrammarContext): Mention {
  let first = found.first
  const inner = RELATIONS[tags[first]?.symbol ?? '']
  let relation: Relation = inner && found.period.grain !== 'range' ? inner : 'on'
  for (let steps = 0; steps < 3 && relation === 'on'; steps++) {
    const before = tags[first - 1]
    if (!before || before.clause !== tags[found.first]?.clause) break
    const named = RELATIONS[before.symbol]
    if (named === undefined && !['BY', 'IN', 'THIS', 'NEXT', 'FOR', 'VAC', 'HOLS', 'FISCAL'].includes(before.symbol))
      break
    first--
    if (named) relation = named
  }
  const after = tags[found.last]
  if (after?.symbol === 'AGO' || (after?.symbol === 'LAST' && found.period.grain !== 'feast')) relation = 'past'
  if (after?.symbol === 'AFTERWARDS') relation = 'after'
  return withOffset({ period: found.period, relation, first, last: found.last }, tags, context)
}

// "until after", "a week after the holidays".
function withOffset(mention: Mention, tags: readonly Tag[], { today }: GrammarContext): Mention {
  const before = tags[mention.first - 1]
  if (mention.relation === 'after' && before?.symbol === 'UNTIL') return { ...mention, first: mention.first - 1 }
  if (mention.relation !== 'after' || mention.period.grain === 'span' || !before?.symbol.startsWith('U')) return mention
  const unit = before.symbol.slice(1)
  const number = /^#(\d+)$/.exec(tags[mention.first - 2]?.symbol ?? '')
  const count = number ? Number(number[1]) : 1
  const to = plus(mention.period.to, count, unit) - 1
  return to < today
    ? mention
    : {
        ...mention,
        period: { ...mention.period, to, from: to, grain: 'range' },
        first: mention.first - (number ? 2 : 1),
      }
}
