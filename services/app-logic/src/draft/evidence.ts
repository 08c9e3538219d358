import { inZone } from '@outrider/shared/domain'
import { DateTime } from 'luxon'
import { type CheckDraftInput, messagesOf, nameOf, textsOf, zoneOf } from './check-input.ts'
import { withoutInstructions } from './instructions.ts'
import type { CalendarMention } from './mentions/calendar.ts'
import { emailKey, urlKey } from './mentions/links.ts'
import type { Quantity } from './mentions/quantities.ts'
import { readText, type TextReading } from './mentions/read-text.ts'
import { topicsOf } from './topics.ts'

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

/** A number of the evidence with what its sentence is about. */
export interface KnownQuantity extends Quantity {
  readonly topics: ReadonlySet<string>
}

/** All a draft may rest on: facts, thread, the two people, and the lists of what may be linked. */
export interface Evidence {
  readonly readings: readonly TextReading[]
  /** Flattened texts, one a line. */
  readonly flat: string
  readonly links: ReadonlySet<string>
  readonly quantities: readonly KnownQuantity[]
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
  const facts = textsOf(input.facts)
  const said = cleaned.map(({ text }) => text)
  const texts = [...said, ...facts, textsOf(input.prospect).join(' \n'), textsOf(input.agent).join(' \n')]
  const zone = zoneOf(input.prospect)
  const utcSaid = /(?<!\p{L})(?:utc|gmt)(?!\p{L})/iu.test(input.draft)
  const today = todayOf(input.now, zone)
  const known = texts.map(readOnce)
  const readings = known.map(({ reading }) => reading)
  const mentions = readings.map(({ calendar, flat }) =>
    calendar.filter((each) => !isOpeningDay(each, flat)).flatMap((each) => localised(each, zone, utcSaid)),
  )
  const opening = readings.flatMap(({ calendar, flat }) => calendar.filter((each) => isOpeningDay(each, flat)))
  const flatMentions = mentions.flat()
  const quantities = known.map((each) => each.quantities)
  const named = flatMentions.flatMap((each) => daysOf(each, today))
  // Only what was said in the thread counts from today: a trial of 14 days is no date.
  const ahead = daysAhead(quantities.slice(0, said.length).flat(), today)
  const days = [...named, ...ahead]
  return {
    readings,
    flat: readings.map(({ flat }) => flat).join('\n'),
    links: linkKeys(readings, input),
    quantities: quantities.flat(),
    days,
    loneDays: new Set(flatMentions.flatMap((each) => (each.kind === 'day' && each.day !== null ? [each.day] : []))),
    months: new Set([...days.map(({ month }) => month), ...monthsOf(flatMentions, today)]),
    weekdays: new Set([
      ...flatMentions.filter(isWholeDay).flatMap((each) => soonWeekdays(daysOf(each, today), today)),
      ...[...flatMentions, ...opening].flatMap((each) =>
        each.kind === 'day' && each.weekday !== null ? [each.weekday] : [],
      ),
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

/** A day without its date means one of the next days. */
const SOON_DAYS = 14

/** A weekday follows from a day that is named whole, not from a month or from "the 17th". */
function soonWeekdays(days: readonly KnownDay[], today: DateTime): number[] {
  return days
    .map(dateTime)
    .flatMap((day) => (!today.isValid || day.diff(dateTime(today), 'days').days <= SOON_DAYS ? [day.weekday] : []))
}

function isWholeDay(mention: CalendarMention): boolean {
  if (mention.kind === 'relative') return mention.unit === 'day'
  return mention.kind === 'day' && mention.day !== null && mention.month !== null
}

function todayOf(now: CheckDraftInput['now'], zone: string | null): DateTime {
  const written = typeof now === 'string' ? DateTime.fromISO(now, { setZone: true }) : null
  if (written?.isValid) return zone === null ? written : written.setZone(zone)
  const instant = now instanceof Date ? now : typeof now === 'number' ? new Date(now) : null
  return instant === null ? DateTime.fromISO('invalid') : inZone(instant, zone ?? 'UTC')
}

/** "Monday to Friday" names no day to meet on. */
function isOpeningDay(mention: CalendarMention, flat: string): boolean {
  if (mention.kind !== 'day' || mention.weekday === null || mention.day !== null) return false
  const before = flat.slice(Math.max(0, mention.from - 18), mention.from)
  const after = flat.slice(mention.to, mention.to + 6)
  return (
    /(?:день|ник[ауе]?|сред[аыу]|пн|вт|ср|чт|day|mon|lunes|martes|miercoles|jueves)\s*(?:-|—|по|до|to|through|thru|a|al)\s*$/u.test(
      before,
    ) || /^\s*(?:-|—|по|до|to|through|thru|a|al)\s+\p{L}/u.test(after)
  )
}

/** An instant becomes a day and a time: in the prospect's zone where that is known, and as it is written where not, or where the draft speaks of UTC. */
function localised(mention: CalendarMention, zone: string | null, utcSaid: boolean): CalendarMention[] {
  if (mention.kind !== 'instant') return [mention]
  const { from, to, local, at } = mention
  const readings = [local]
  if (zone !== null) {
    const there = inZone(at, zone)
    const converted = { year: there.year, month: there.month, day: there.day, minutes: there.hour * 60 + there.minute }
    if (utcSaid || !mention.utc) readings.push(converted)
    else readings.splice(0, 1, converted)
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

const AHEAD =
  '(?<!\\p{L})(?:через|на|спустя|in|within|for|after|of|dentro de|en|durante|de)\\s+(?:the\\s+|a\\s+|an\\s+|one\\s+|one full\\s+|una?\\s+|одн[уо]\\s+|один\\s+)?'
const LONE_SPAN: ReadonlyArray<readonly [RegExp, 'minute' | 'month', number]> = (
  [
    ['час|hour|hora', 'minute', 60],
    ['день|сутки|day|dia', 'minute', 1440],
    ['недел[юи]|week|semana', 'minute', 10_080],
    ['месяц|month|mes', 'month', 1],
    ['год|year|ano', 'month', 12],
  ] as const
).map(([names, unit, value]) => [new RegExp(`${AHEAD}(?:${names})(?!\\p{L})`, 'u'), unit, value])

interface KnownText {
  readonly reading: TextReading
  readonly quantities: readonly KnownQuantity[]
}

// The same facts stand behind every draft of a campaign: they are read once.
const knownTexts = new Map<string, KnownText>()
const MOST_TEXTS = 500

function readOnce(text: string): KnownText {
  const seen = knownTexts.get(text)
  if (seen !== undefined) return seen
  const reading = readText(text)
  const known = { reading, quantities: quantitiesIn(reading) }
  if (knownTexts.size >= MOST_TEXTS) knownTexts.clear()
  knownTexts.set(text, known)
  return known
}

function quantitiesIn(reading: TextReading): KnownQuantity[] {
  return [
    ...reading.quantities.map((each) => ({ ...each, topics: topicsOf(sentenceAt(reading.flat, each.from)) })),
    ...impliedSpans(reading),
  ]
}

/** The sentence around an offset. */
function sentenceAt(flat: string, at: number): string {
  const start = Math.max(...['. ', '! ', '? ', '\n', '; '].map((end) => flat.lastIndexOf(end, at - 1) + 1))
  const length = flat.slice(at).search(/[.!?;]\s|\n/)
  return flat.slice(start, length < 0 ? undefined : at + length)
}

/** "In a week", "на неделю": one of them. */
function impliedSpans({ flat }: TextReading): KnownQuantity[] {
  return LONE_SPAN.flatMap(([pattern, unit, value]) => {
    const hit = pattern.exec(flat)
    if (hit === null) return []
    const place = { from: hit.index, to: hit.index + hit[0].length, after: '' }
    return [
      { ...place, values: [value], unit, currency: null, period: null, topics: topicsOf(sentenceAt(flat, hit.index)) },
    ]
  })
}

function linkKeys(readings: readonly TextReading[], input: CheckDraftInput): Set<string> {
  const said = readings.flatMap(({ links }) =>
    links.flatMap(({ kind, key }) => (key === null ? [] : [`${kind}:${key}`])),
  )
  const urls = textsOf(input.allowedUrls).map((url) => `url:${urlKey(url.trim()) ?? ''}`)
  const emails = textsOf(input.allowedEmails).map((email) => `email:${emailKey(email.trim())}`)
  return new Set([...said, ...urls, ...emails])
}
