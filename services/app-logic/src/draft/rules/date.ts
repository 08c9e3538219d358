import type { Evidence } from '../evidence.ts'
import { dateTime, likelyYear, pairedTimes, UNKNOWN_YEAR } from '../known-days.ts'
import type { CalendarMention, DayMention, RelativeMention, TimeMention } from '../mentions/calendar.ts'
import { zoneOffset } from '../zone-name.ts'
import { isSupported } from './quantity-support.ts'
import { type DraftUnderCheck, excerpt, type Rule, type Violation } from './rule.ts'

/** Every day and time stands in the evidence or can be counted out from `now`; weekdays fit their dates. */
export const dateRule: Rule = (draft, evidence) => {
  const wrong = [
    ...draft.calendar.filter((mention) => !isKnown(mention, draft, evidence, true)),
    ...wrongPairs(draft, evidence),
    ...draft.zones.filter(({ zone }) => !zoneFits(zone, evidence)),
  ]
  const spans = new Map(wrong.map((each) => [`${each.from}-${each.to}`, each]))
  return [...spans.values()].map(({ from, to }): Violation => ({ rule: 'date', excerpt: excerpt(draft, from, to) }))
}

/** True for a day or time the evidence supports. Shared by the rules on numbers, which read doubtful digits too. */
export function isKnown(
  mention: CalendarMention,
  draft: DraftUnderCheck,
  evidence: Evidence,
  orElse: boolean,
): boolean {
  return isKnownAs(mention, draft, evidence) || (orElse && isOtherwiseKnown(mention, draft, evidence))
}

function isKnownAs(mention: CalendarMention, draft: DraftUnderCheck, evidence: Evidence): boolean {
  switch (mention.kind) {
    case 'day':
      return dayIsKnown(mention, draft, evidence)
    case 'time':
      return timeIsKnown(mention, draft, evidence)
    case 'relative':
      return relativeIsKnown(mention, evidence)
    case 'instant':
      return evidence.readings.some(({ calendar }) =>
        calendar.some((known) => known.kind === 'instant' && known.at.getTime() === mention.at.getTime()),
      )
  }
}

function dayIsKnown(mention: DayMention, draft: DraftUnderCheck, evidence: Evidence): boolean {
  const { day, month, year, weekday } = mention
  if (day !== null && month !== null) {
    const known = evidence.days.filter(
      (each) => each.day === day && each.month === month && (year ?? each.year) === each.year,
    )
    if (known.length === 0) return false
    return weekday === null || weekdayFits({ ...mention, day, month }, known[0]?.year ?? null, evidence)
  }
  if (day !== null) {
    const fits = evidence.days.filter((each) => each.day === day)
    return (
      evidence.loneDays.has(day) &&
      (weekday === null || fits.length === 0 || fits.some((each) => dateTime(each).weekday === weekday))
    )
  }
  if (month !== null) return evidence.months.has(month)
  return (
    weekday === null ||
    evidence.weekdays.has(weekday) ||
    isWorkingWeek(mention, draft, evidence) ||
    isToday(weekday, evidence)
  )
}

/** `11.30` may be a time, a date, or a number: it is fine in the sense that the evidence knows. */
function isOtherwiseKnown(mention: CalendarMention, draft: DraftUnderCheck, evidence: Evidence): boolean {
  const here = (each: { readonly from: number; readonly to: number }) =>
    each.from < mention.to && mention.from < each.to
  const asNumber = draft.quantities.some((each) => here(each) && isSupported(each, draft, evidence))
  return (
    asNumber || draft.calendar.some((each) => each !== mention && here(each) && isKnown(each, draft, evidence, false))
  )
}

function weekdayFits(
  { day, month, year, weekday }: DayMention & { day: number; month: number },
  knownYear: number | null,
  evidence: Evidence,
): boolean {
  const meant = year ?? knownYear ?? likelyYear(month, day, evidence.today)
  return meant === UNKNOWN_YEAR || dateTime({ year: meant, month, day }).weekday === weekday
}

/** "Monday to Friday" says what "on working days" does. */
function isWorkingWeek({ from, to, weekday }: DayMention, draft: DraftUnderCheck, evidence: Evidence): boolean {
  const around = draft.flat.slice(Math.max(0, from - 20), to + 20)
  const range = /(?:по|-|—|to|through|a|до)\s*(?:пятниц|fri|viernes|пт)/u.test(around)
  return (
    (weekday === 1 || weekday === 5) &&
    range &&
    /будн|рабоч|weekday|working day|business day|laborable|entre semana/u.test(evidence.flat)
  )
}

const isToday = (weekday: number, { today }: Evidence): boolean => today.isValid && today.weekday === weekday

function timeIsKnown(mention: TimeMention, draft: DraftUnderCheck, evidence: Evidence): boolean {
  if (mention.candidates.some((time) => evidence.times.has(time))) return true
  return endsKnownSpan(mention, draft, evidence)
}

/** In "11:00–11:30" the end follows from the start and a known length. */
function endsKnownSpan(mention: TimeMention, draft: DraftUnderCheck, evidence: Evidence): boolean {
  const start = draft.calendar.findLast((each) => each.kind === 'time' && each.to <= mention.from)
  if (
    start?.kind !== 'time' ||
    !/^\s*(?:-|—|до|to|till|until|a las|hasta las|a)\s*$/u.test(draft.flat.slice(start.to, mention.from))
  )
    return false
  const lengths = mention.candidates.flatMap((end) => start.candidates.map((begin) => end - begin))
  return lengths.some((length) =>
    evidence.quantities.some(({ unit, values }) => unit === 'minute' && values.includes(length)),
  )
}

function relativeIsKnown({ unit, ahead }: RelativeMention, evidence: Evidence): boolean {
  if (evidence.relatives.has(`${unit}${ahead}`)) return true
  if (!evidence.today.isValid) return false
  const day = evidence.today.plus({ [`${unit}s`]: ahead })
  return evidence.days.some((each) => each.named && dateTime(each).hasSame(dateTime(day), unit))
}

/** A known day with a time that was said for another day only. */
function wrongPairs(draft: DraftUnderCheck, evidence: Evidence): CalendarMention[] {
  return pairedTimes(draft.calendar).flatMap(([day, time]) => {
    if (day.kind !== 'day' || time.kind !== 'time' || !isNear(day, time, draft) || overlaps(day, time)) return []
    const known = evidence.timesOfDay.get(`${day.month}-${day.day}`)
    if (known === undefined || time.candidates.some((each) => known.has(each))) return []
    return endsKnownSpan(time, draft, evidence) ? [] : [time]
  })
}

const overlaps = (a: CalendarMention, b: CalendarMention): boolean => a.from < b.to && b.from < a.to

function isNear(day: DayMention, time: TimeMention, draft: DraftUnderCheck): boolean {
  const between = draft.flat.slice(Math.min(day.to, time.to), Math.max(day.from, time.from))
  return between.length <= 40 && !/[\n!?;]|\.\s/.test(between)
}

/** A written offset is that of the prospect's zone, or stands in the evidence. */
function zoneFits(zone: string, evidence: Evidence): boolean {
  if (evidence.readings.some(({ zones }) => zones.some((known) => known.zone === zone))) return true
  if (zoneOffset(zone) === 0 && /\d(?::\d{2}){1,2}(?:\.\d+)?z/.test(evidence.flat)) return true
  if (evidence.zone !== null && evidence.today.isValid)
    return zoneOffset(zone) === evidence.today.setZone(evidence.zone).offset
  return evidence.zone === null && /мск|москв|moscow|msk/u.test(evidence.flat) && zoneOffset(zone) === 180
}
