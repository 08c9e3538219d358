import { MONTH, monthOf, WEEKDAY, weekdayOf } from './calendar-words.ts'
import { dottedTimes, type TimeMention, timeMentions } from './clock-times.ts'
import { blank, matches, type Span } from './mask.ts'

export type { TimeMention } from './clock-times.ts'

/** A day that is named; fields that are not said are null. */
export interface DayMention extends Span {
  readonly kind: 'day'
  readonly day: number | null
  readonly month: number | null
  readonly year: number | null
  /** ISO weekday said together with it. */
  readonly weekday: number | null
  /** Read from digits alone, where it may as well be a time or a decimal. */
  readonly doubtful: boolean
}

/** A day counted from today. */
export interface RelativeMention extends Span {
  readonly kind: 'relative'
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year'
  readonly ahead: number
}

/** An instant written with its offset, as in `2026-03-17T08:00:00Z`. */
export interface InstantMention extends Span {
  readonly kind: 'instant'
  readonly at: Date
  /** Written in UTC, as machines do; with any other offset it is somebody's wall clock. */
  readonly utc: boolean
  readonly local: { readonly year: number; readonly month: number; readonly day: number; readonly minutes: number }
}

export type CalendarMention = DayMention | TimeMention | RelativeMention | InstantMention

const D = '(?<![\\p{L}\\p{N}.,:/-])'
const E = '(?![\\p{L}\\p{N}])'
const DAY = '([0-3]?\\d)'
const SUFFIX = '(?:\\s?-?(?:го|ого|ое|е|st|nd|rd|th|º|°)(?!\\p{L}))?'
const YEAR = '(?:,?\\s+(?:de\\s+|del\\s+)?(20\\d{2})(?!\\d)(?:\\s*(?:года|год|г\\.))?)?'

const ISO =
  /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:(?:t|\s+)(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(z|[+-]\d{2}:?\d{2})?)?(?:\[[^\]]*\])?(?!\d)/gu
const DAY_MONTH = new RegExp(`${D}${DAY}${SUFFIX}\\s*(?:of\\s+|de\\s+)?(${MONTH})${E}\\.?${YEAR}`, 'gu')
const MONTH_DAY = new RegExp(
  `${D}(${MONTH})\\.?\\s+(?:the\\s+)?${DAY}(?:st|nd|rd|th)?(?!\\d|:\\d|[.,]\\d|\\s*(?:%|[ap]\\.?m|₽|€|руб))${YEAR}`,
  'gu',
)
const NUMERIC =
  /(?<![\p{L}\p{N}.,:/-]|[$€£₽]\s?)(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\p{L}\p{N}/%]|[.,:]\d|\s*(?:%|₽|€|\$|£|руб|р\.|тыс|млн|евро|долл|usd|eur|mxn|pesos|euros|dollars|percent|процент|por ciento|час|мин|hours?|min))/gu
const MONTH_YEAR = new RegExp(`${D}(${MONTH})${E}(?:\\s+(?:de\\s+)?(20\\d{2})(?!\\d)(?:\\s*(?:года|год|г\\.))?)?`, 'gu')
const DAY_ALONE = new RegExp(
  `${D}(?:${DAY}-(?:го|ое|е)(?:\\s+числа)?|(?:the\\s+)${DAY}(?:st|nd|rd|th)|(?:el\\s+dia\\s+|el\\s+)${DAY}(?=\\s*(?:$|[.,;!?)]|a\\s+las?|de\\s+est|y\\s)))${E}`,
  'gu',
)
const WEEKDAY_DAY = new RegExp(
  `${D}(${WEEKDAY}),?\\s+(?:the\\s+|el\\s+|dia\\s+)?([0-3]?\\d)(?:-?(?:го|е|ое|th|st|nd|rd))?(?![\\d:.,]?\\d|\\s*(?:-|—|a|to|до|по|till|until|through|y|и|and|hasta)\\s*(?:las\\s)?\\d|\\s*(?:час|h|ч|am|pm|a\\.?m|p\\.?m|o'clock|утра|дня|вечера|%))`,
  'gu',
)
const WEEKDAYS = new RegExp(`${D}(${WEEKDAY})${E}`, 'gu')
/** What may stand between a weekday and its date. */
const TIE = /^[\s,.(]*(?:(?:the|el|dia|день|числа)\s+)?$/u
const ENUMERATED =
  /(?<![\p{L}\p{N}.,:])([0-3]?\d)(?:-?(?:го|th|st|nd|rd))?\s*(?:,|и|and|y|or|или|o|-|—|to|до|по|al?)\s*(?:(?:el|the)\s+)?$/u

/** Days, times and relative days of a text. */
export function calendarOf(flat: string): CalendarMention[] {
  const found: CalendarMention[] = []
  let rest = flat
  const take = (mentions: CalendarMention[]) => {
    found.push(...mentions)
    rest = blank(rest, mentions)
  }
  take(matches(rest, ISO).flatMap(isoMention))
  take(dayMonths(rest))
  take(
    matches(rest, MONTH_DAY).flatMap(({ from, to, hit }) =>
      dayMention(from, to, hit[2], monthOf(hit[1] ?? ''), hit[3]),
    ),
  )
  take(relativeMentions(rest))
  take(timeMentions(rest))
  // Digits with a full stop are read in every way they can be.
  const dotted = dottedTimes(rest)
  take(matches(rest, NUMERIC).flatMap(numericMentions))
  found.push(...dotted)
  take(
    matches(rest, MONTH_YEAR).flatMap(({ from, to, hit }) =>
      isBareMonth(hit, rest) ? [day(from, to, { month: monthOf(hit[1] ?? ''), year: yearOf(hit[2]) })] : [],
    ),
  )
  take(
    matches(rest, WEEKDAY_DAY).map(({ from, to, hit }) =>
      day(from, to, { day: Number(hit[2]), weekday: weekdayOf(hit[1] ?? '') }),
    ),
  )
  take(matches(rest, DAY_ALONE).map(({ from, to, hit }) => day(from, to, { day: Number(hit[1] ?? hit[2] ?? hit[3]) })))
  return tieWeekdays(found, matches(rest, WEEKDAYS), flat).sort((a, b) => a.from - b.from)
}

type DayParts = Partial<Pick<DayMention, 'day' | 'month' | 'year' | 'weekday' | 'doubtful'>>

function day(from: number, to: number, parts: DayParts): DayMention {
  return { kind: 'day', from, to, day: null, month: null, year: null, weekday: null, doubtful: false, ...parts }
}

function yearOf(written: string | undefined): number | null {
  if (written === undefined) return null
  return written.length === 2 ? 2000 + Number(written) : Number(written)
}

function dayMention(from: number, to: number, dayText: string | undefined, month: number | null, year?: string) {
  const number = Number(dayText)
  if (number < 1 || number > 31 || month === null) return []
  return [day(from, to, { day: number, month, year: yearOf(year) })]
}

function isoMention({ from, to, hit }: Span & { hit: RegExpExecArray }): CalendarMention[] {
  const [, year = '', month = '', dayText = '', hours, minutes = '', offset] = hit
  const date = { year: Number(year), month: Number(month), day: Number(dayText) }
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return []
  if (hours === undefined) return [day(from, to, date)]
  const local = { ...date, minutes: Number(hours) * 60 + Number(minutes) }
  const zoned =
    offset === undefined ? null : new Date(`${year}-${month}-${dayText}T${hours}:${minutes}:00${offset.toUpperCase()}`)
  if (zoned !== null && !Number.isNaN(zoned.getTime()))
    return [{ kind: 'instant', from, to, at: zoned, utc: offset === 'z', local }]
  return [day(from, to - 6, date), { kind: 'time', from: to - 5, to, candidates: [local.minutes], doubtful: false }]
}

/** "17 марта", and the days enumerated before it: "16, 17 и 18 марта", "16–18 March". */
function dayMonths(text: string): DayMention[] {
  return matches(text, DAY_MONTH).flatMap(({ from, to, hit }) => {
    const month = monthOf(hit[2] ?? '')
    const mentions = dayMention(from, to, hit[1], month, hit[3])
    let before = text.slice(0, from)
    for (
      let listed = ENUMERATED.exec(before);
      listed !== null && mentions.length > 0;
      listed = ENUMERATED.exec(before)
    ) {
      mentions.push(...dayMention(listed.index, listed.index + (listed[1] ?? '').length, listed[1], month, hit[3]))
      before = before.slice(0, listed.index)
    }
    return mentions
  })
}

/** `17.03`, `17/03/2026`, `3/17/2026`: both orders where both can be. */
function numericMentions({ from, to, hit }: Span & { hit: RegExpExecArray }): DayMention[] {
  const [, first = '', , second = '', yearText] = hit
  if (yearText === undefined && second.length < 2 && (hit[2] === '.' || hit[0] === '24/7')) return []
  const year = yearOf(yearText)
  const orders: ReadonlyArray<readonly [number, number]> = [
    [Number(first), Number(second)],
    [Number(second), Number(first)],
  ]
  return orders
    .filter(([dayNumber, month]) => dayNumber >= 1 && dayNumber <= 31 && month >= 1 && month <= 12)
    .slice(0, hit[2] === '/' ? 2 : 1)
    .map(([dayNumber, month]) => day(from, to, { day: dayNumber, month, year, doubtful: yearText === undefined }))
}

/** A month alone. "May" and "March" are verbs too: in English only after a word that a month follows, or with a year. */
function isBareMonth(hit: RegExpExecArray, text: string): boolean {
  const word = hit[1] ?? ''
  if (!/^(?:may|mar|march|sep|set|dec|jan|jun|ago|oct|nov|ene|abr|dic|feb|mayo|ма[йяею])$/.test(word)) return true
  if (hit[2] !== undefined || /^(?:mayo|ма[йяею])$/.test(word)) return true
  return /(?:in|by|until|till|of|since|from|early|late|mid|next|this|end of|after|before)[\s-]+$/.test(
    text.slice(0, hit.index),
  )
}

const WORD_DAYS: ReadonlyArray<readonly [RegExp, RelativeMention['unit'], number]> = [
  [/(?<!\p{L})(?:послезавтра|(?:the )?day after tomorrow|pasado manana)(?!\p{L})/gu, 'day', 2],
  [/(?<!\p{L})(?:завтра\p{L}*|tomorrow)(?!\p{L})/gu, 'day', 1],
  [/(?<!\p{L}|(?:la|esta|misma) )manana(?!\p{L})/gu, 'day', 1],
  [
    /(?<!\p{L})(?:на следующей неделе|следующ\p{L}+ недел\p{L}+|next week|(?:la )?(?:proxima semana|semana que viene|semana proxima))(?!\p{L})/gu,
    'week',
    1,
  ],
  [/(?<!\p{L})(?:в следующем месяце|next month|(?:el )?(?:proximo mes|mes que viene))(?!\p{L})/gu, 'month', 1],
  [/(?<!\p{L})(?:в следующем квартале|next quarter|(?:el )?proximo trimestre)(?!\p{L})/gu, 'quarter', 1],
  [/(?<!\p{L})(?:в следующем году|next year|(?:el )?(?:proximo ano|ano que viene))(?!\p{L})/gu, 'year', 1],
]

function relativeMentions(text: string): RelativeMention[] {
  const found: RelativeMention[] = []
  let rest = text
  for (const [pattern, unit, ahead] of WORD_DAYS) {
    const hits = matches(rest, pattern).map(({ from, to }) => ({ kind: 'relative' as const, from, to, unit, ahead }))
    found.push(...hits)
    rest = blank(rest, hits)
  }
  return found
}

/** A weekday beside a date belongs to it; one that stands alone is a day of its own. */
function tieWeekdays(
  found: readonly CalendarMention[],
  weekdays: ReadonlyArray<Span & { readonly hit: RegExpExecArray }>,
  text: string,
): CalendarMention[] {
  const result = [...found]
  for (const { from, to, hit } of weekdays) {
    const weekday = weekdayOf(hit[1] ?? '')
    const tied = result.flatMap((mention, index) => {
      if (mention.kind !== 'day' || mention.day === null || mention.weekday !== null) return []
      const between = mention.from >= to ? text.slice(to, mention.from) : text.slice(mention.to, from)
      return TIE.test(between) ? [index] : []
    })
    const after = tied.filter((index) => (result[index]?.from ?? 0) >= to)
    const chosen = after.length > 0 ? after : tied
    for (const index of chosen) {
      const mention = result[index]
      if (mention?.kind === 'day') result[index] = { ...mention, weekday }
    }
    if (chosen.length === 0) result.push(day(from, to, { weekday }))
  }
  return result
}
