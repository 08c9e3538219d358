import { inZone, isTimeZone } from '@outrider/shared/domain'
import { DateTime } from 'luxon'
import { type CheckDraftInput, messagesOf, nameOf, textsOf, zoneOf } from './check-input.ts'
import { withoutInstructions } from './instructions.ts'
import type { CalendarMention } from './mentions/calendar.ts'
import { emailKey, urlKey } from './mentions/links.ts'
import type { Quantity } from './mentions/quantities.ts'
import { readText, type TextReading } from './mentions/read-text.ts'

/** A day that the evidence names or lets one count out. */
export interface KnownDay {
  readonly year: number
  readonly month: number
  readonly day: number
  /** False where the year was worked out from `now`. */
  readonly yearSaid: boolean
}

/** All a draft may rest on: facts, thread, the two people, and the lists of what may be linked. */
export interface Evidence {
  readonly readings: readonly TextReading[]
  /** Flattened texts, one a line. */
  readonly flat: string
  readonly links: ReadonlySet<string>
  readonly quantities: readonly Quantity[]
  readonly days: readonly KnownDay[]
  readonly loneDays: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number>
  readonly relatives: ReadonlySet<string>
  /** Minutes since midnight. */
  readonly times: ReadonlySet<number>
  /** Times said for one day: key `month-day`. */
  readonly timesOfDay: ReadonlyMap<string, ReadonlySet<number>>
  readonly today: DateTime
  readonly zone: string | null
  readonly prospectName: string | null
  readonly agentName: string | null
  /** Instructions that somebody planted in the thread. */
  readonly planted: readonly string[]
}

/** Gathers the evidence. What a prospect wrote as an instruction to a machine supports nothing (DESIGN §6.11). */
export function evidenceOf(input: CheckDraftInput): Evidence {
  const cleaned = messagesOf(input.thread).map(({ text }) => withoutInstructions(text))
  const texts = [
    ...textsOf(input.facts),
    ...cleaned.map(({ text }) => text),
    textsOf(input.prospect).join(' \n'),
    textsOf(input.agent).join(' \n'),
  ]
  const zone = knownZone(zoneOf(input.prospect) ?? zoneOf(input.facts) ?? zoneOf(input))
  const today = todayOf(input.now, zone)
  const readings = texts.map(readText)
  const mentions = readings.map(({ calendar }) => calendar.flatMap((each) => localised(each, zone)))
  const flatMentions = mentions.flat()
  const quantities = readings.flatMap((reading) => [...reading.quantities, ...impliedSpans(reading)])
  const days = [...flatMentions.flatMap((each) => daysOf(each, today)), ...daysAhead(quantities, today)]
  return {
    readings,
    flat: readings.map(({ flat }) => flat).join('\n'),
    links: linkKeys(readings, input),
    quantities,
    days,
    loneDays: new Set(flatMentions.flatMap((each) => (each.kind === 'day' && each.day !== null ? [each.day] : []))),
    months: new Set([...days.map(({ month }) => month), ...monthsOf(flatMentions, today)]),
    weekdays: new Set([
      ...days.map((each) => dateTime(each).weekday),
      ...flatMentions.flatMap((each) => (each.kind === 'day' && each.weekday !== null ? [each.weekday] : [])),
    ]),
    relatives: new Set(flatMentions.flatMap((each) => (each.kind === 'relative' ? [`${each.unit}${each.ahead}`] : []))),
    times: new Set(flatMentions.flatMap((each) => (each.kind === 'time' ? each.candidates : []))),
    timesOfDay: pairsOf(mentions, today),
    today,
    zone,
    prospectName: nameOf(input.prospect),
    agentName: nameOf(input.agent),
    planted: cleaned.flatMap(({ planted }) => planted),
  }
}

function knownZone(zone: string | null): string | null {
  return zone !== null && isTimeZone(zone) ? zone : null
}

function todayOf(now: CheckDraftInput['now'], zone: string | null): DateTime {
  const written = typeof now === 'string' ? DateTime.fromISO(now, { setZone: true }) : null
  if (written?.isValid) return zone === null ? written : written.setZone(zone)
  const instant = now instanceof Date ? now : typeof now === 'number' ? new Date(now) : null
  return instant === null ? DateTime.fromISO('invalid') : inZone(instant, zone ?? 'UTC')
}

/** An instant becomes a day and a time: as it is written, and in the prospect's zone where that is known. */
function localised(mention: CalendarMention, zone: string | null): CalendarMention[] {
  if (mention.kind !== 'instant') return [mention]
  const { from, to, local, at } = mention
  const readings = [local]
  if (zone !== null) {
    const there = inZone(at, zone)
    const converted = { year: there.year, month: there.month, day: there.day, minutes: there.hour * 60 + there.minute }
    if (local.minutes !== converted.minutes) readings.splice(0, 1, converted)
  }
  return readings.flatMap(({ year, month, day, minutes }) => [
    { kind: 'day', from, to, day, month, year, weekday: null, doubtful: false },
    { kind: 'time', from, to, candidates: [minutes], doubtful: false },
  ])
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

function daysOf(mention: CalendarMention, today: DateTime): KnownDay[] {
  if (mention.kind === 'relative') return relativeDays(mention.unit, mention.ahead, today)
  if (mention.kind !== 'day') return []
  const { day, month, year, weekday } = mention
  if (day !== null && month !== null) {
    return [{ day, month, year: year ?? likelyYear(month, day, today), yearSaid: year !== null }]
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
  return { year: day.year, month: day.month, day: day.day, yearSaid: false }
}

function relativeDays(unit: string, ahead: number, today: DateTime): KnownDay[] {
  if (!today.isValid) return []
  if (unit === 'day') return [known(today.plus({ days: ahead }))]
  const period = unit as 'week' | 'month' | 'quarter' | 'year'
  const start = today.startOf(period).plus({ [`${period}s`]: ahead })
  return comingDays(start, period === 'week' ? 7 : 5, () => true)
}

/** "In two weeks" is a day, too. */
function daysAhead(quantities: readonly Quantity[], today: DateTime): KnownDay[] {
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

function monthsOf(mentions: readonly CalendarMention[], today: DateTime): number[] {
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

function pairsOf(mentions: ReadonlyArray<readonly CalendarMention[]>, today: DateTime): Map<string, Set<number>> {
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

const LONE_SPAN: ReadonlyArray<readonly [RegExp, 'minute' | 'month', number]> = [
  [/(?<!\p{L})(?:час|hour|hora)(?!\p{L})/u, 'minute', 60],
  [/(?<!\p{L})(?:день|сутки|day|dia)(?!\p{L})/u, 'minute', 1440],
  [/(?<!\p{L})(?:недел[яюи]|week|weekly|еженедельн\p{L}+|semana)(?!\p{L})/u, 'minute', 10_080],
  [/(?<!\p{L})(?:месяц|month|monthly|ежемесячн\p{L}+|mes|mensual)(?!\p{L})/u, 'month', 1],
  [/(?<!\p{L})(?:год|year|ano)(?!\p{L})/u, 'month', 12],
]

/** "A week", "неделя": one of them. */
function impliedSpans({ flat }: TextReading): Quantity[] {
  return LONE_SPAN.flatMap(([pattern, unit, value]) =>
    pattern.test(flat)
      ? [{ from: 0, to: 0, values: [value], unit, currency: null, period: null, after: '' } satisfies Quantity]
      : [],
  )
}

function linkKeys(readings: readonly TextReading[], input: CheckDraftInput): Set<string> {
  const said = readings.flatMap(({ links }) =>
    links.flatMap(({ kind, key }) => (key === null ? [] : [`${kind}:${key}`])),
  )
  const urls = textsOf(input.allowedUrls).map((url) => `url:${urlKey(url.trim()) ?? ''}`)
  const emails = textsOf(input.allowedEmails).map((email) => `email:${emailKey(email.trim())}`)
  return new Set([...said, ...urls, ...emails])
}
