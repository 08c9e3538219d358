/**
 * What a reply says about meeting times: a slot picked, a time named, a meeting moved or cancelled.
 */
import type { Language } from '@outrider/shared/domain'
import { DateTime } from 'luxon'
import { type Day, dayOf, dayOfIso, instantOf, isWeekend, mondayOf, todayIn, zoneOf } from './calendar.ts'
import { type ClockTime, findClockTimes, findDayParts, zoneNamedAfter } from './clock-times.ts'
import { demoCues } from './demo-cues.ts'
import { fold } from './fold.ts'
import { type Mention, readMentions } from './mentions.ts'
import { countryOf } from './place.ts'
import { bodyEnd } from './signature.ts'
import { tagDates } from './tagging.ts'

export interface OfferedSlot {
  /** ISO 8601 instants. */
  readonly start: string
  readonly end: string
}

export interface DemoContext {
  readonly now: Date
  /** The prospect's zone: IANA name, or an offset such as `UTC+3`. */
  readonly zone: string
  readonly lang: Language
  readonly offered: readonly OfferedSlot[]
}

export interface DemoWish {
  /** Indexes into `offered`; each of them is fine with the writer, in their order of preference. */
  readonly picks: readonly number[]
  /** ISO 8601 instants that the writer names and that were not offered. */
  readonly times: readonly string[]
  readonly cancel: boolean
  readonly move: boolean
  /** Rough wishes ("Thursday afternoon") as ISO 8601 instants. */
  readonly windows: readonly { readonly from: string; readonly to: string }[]
  readonly declinesAll: boolean
  /** Verbatim part of the text the reading rests on. */
  readonly evidence: string | null
}

const WORKDAY = { from: 9 * 60, to: 18 * 60 }

interface Slot {
  readonly index: number
  readonly day: Day
  readonly minutes: number
}

/** Reads the wish about a meeting. Ambiguity gives no pick. Pure; never throws. */
export function readDemoWish(text: string, context: DemoContext): DemoWish {
  const body = text.slice(0, Math.min(bodyEnd(text), 2000))
  const folded = fold(body)
  const cues = demoCues(folded, context.lang)
  const clocks = findClockTimes(body, context.lang)
  const days = namedDays(body, context, clocks)
  const wanted = cues.move ? afterMove(days, folded) : days
  const refused = wanted.filter((day) => cues.refusedAt(day.start, day.end))
  const open = wanted.filter((day) => !refused.includes(day))
  const evidence = evidenceOf(body, [...clocks, ...days], cues.evidence)
  const nothing = {
    picks: [],
    times: [],
    windows: [],
    cancel: cues.cancel && !cues.move,
    move: cues.move,
    declinesAll: cues.declinesAll,
    evidence,
  }
  if (nothing.cancel) return nothing
  const slots = slotsOf(context)
  const freeClocks = clocks.filter((clock) => !cues.refusedAt(clock.start, clock.end))
  const picks = cues.declinesAll
    ? []
    : pick(body, folded, slots, open, freeClocks, refused, cues.picks(slots.length), context)
  if (picks.length > 0) return { ...nothing, picks }
  const times = timesOf(body, open, freeClocks, slots, context)
  const windows = times.length > 0 ? [] : windowsOf(body, open, context)
  return { ...nothing, times, windows }
}

interface NamedDay {
  readonly days: readonly Day[]
  readonly start: number
  readonly end: number
  readonly weekday: boolean
}

function namedDays(body: string, { now, zone, lang, offered }: DemoContext, clocks: readonly ClockTime[]): NamedDay[] {
  const tags = tagDates(withoutClocks(body, clocks), lang)
  const country = countryOf(lang, zone, now)
  const mentions = readMentions(tags, {
    today: todayIn(zone, now),
    country,
    monthFirst: country === 'US',
    southern: false,
  })
  const offeredDays = offered.map((slot) => localDay(slot.start, zone))
  return mentions.filter(isDayLike).map((mention) => ({
    days: daysOf(mention, offeredDays),
    start: tags[mention.first]?.start ?? 0,
    end: tags[mention.last - 1]?.end ?? 0,
    weekday: mention.period.grain === 'weekday',
  }))
}

// "viernes a las 4" names the Friday, not the fourth.
function withoutClocks(body: string, clocks: readonly ClockTime[]): string {
  return clocks.reduce((text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), body)
}

function isDayLike({ period, relation }: Mention): boolean {
  return (
    relation !== 'past' &&
    (period.grain === 'day' ||
      period.grain === 'weekday' ||
      period.grain === 'week' ||
      (period.grain === 'range' && period.to - period.from < 7))
  )
}

// "Tuesday" is the offered Tuesday, if one was offered.
function daysOf({ period }: Mention, offeredDays: readonly Day[]): Day[] {
  if (period.grain === 'weekday') {
    const meant = offeredDays.find((day) => mondayOf(day) - day === mondayOf(period.from) - period.from)
    return [meant ?? period.from]
  }
  const days: Day[] = []
  for (let day = period.from; day <= Math.min(period.to, period.from + 6); day++)
    if (period.grain === 'day' || !isWeekend(day)) days.push(day)
  return days
}

function localDay(instant: string, zone: string): Day {
  const local = DateTime.fromISO(instant, { zone: zoneOf(zone) })
  return local.isValid ? dayOf(local.year, local.month, local.day) : dayOfIso('1970-01-01')
}

function slotsOf({ offered, zone }: DemoContext): Slot[] {
  return offered.map((slot, index) => {
    const local = DateTime.fromISO(slot.start, { zone: zoneOf(zone) })
    return { index, day: localDay(slot.start, zone), minutes: local.isValid ? local.hour * 60 + local.minute : -1 }
  })
}

// "move Tuesday to Friday": only what stands after the word for "to" is wished.
function afterMove(days: readonly NamedDay[], folded: string): readonly NamedDay[] {
  if (days.length < 2)
    return days.filter(
      (day) =>
        !/(?:from|с|со|del|de|desde|our|нашу|nuestra|la (?:reunion|demo) del?)\s+(?:the\s+|el\s+)?$/u.test(
          folded.slice(0, day.start),
        ) && !/^(?:from|с|со|del|desde)\s/u.test(folded.slice(day.start, day.end)),
    )
  return days.slice(-1)
}

function pick(
  body: string,
  folded: string,
  slots: readonly Slot[],
  open: readonly NamedDay[],
  clocks: readonly ClockTime[],
  refused: readonly NamedDay[],
  named: readonly number[],
  context: DemoContext,
): number[] {
  if (slots.length === 0) return []
  if (clocks.length > 0) return byClock(body, slots, open, clocks, context)
  if (named.length > 0 && open.length === 0) return [...named]
  if (open.length > 0) return byDay(body, slots, open, named)
  const left = slots.filter((slot) => !refused.some((day) => day.days.includes(slot.day)))
  return refused.length > 0 && left.length === 1 && /(?:works?|fine|ok|подход|удобн|bien|sirve|perfecto)/u.test(folded)
    ? left.map((slot) => slot.index)
    : []
}

function byClock(
  body: string,
  slots: readonly Slot[],
  open: readonly NamedDay[],
  clocks: readonly ClockTime[],
  context: DemoContext,
): number[] {
  const picked: number[] = []
  for (const clock of clocks) {
    const zone = zoneNamedAfter(body, clock.end)
    const near = open.length > 0 ? nearest(open, clock) : null
    const hits = slots.filter(
      (slot) => sameMinutes(slot, clock, zone, context) && (near === null || near.days.includes(slot.day)),
    )
    if (hits.length !== 1 || !hits[0]) return []
    if (!picked.includes(hits[0].index)) picked.push(hits[0].index)
  }
  return picked
}

function sameMinutes(slot: Slot, clock: ClockTime, zone: string | null, context: DemoContext): boolean {
  if (zone === null)
    return (
      slot.minutes === clock.minutes ||
      (clock.minutes < 720 && slot.minutes === clock.minutes + 720 && clock.minutes <= 420)
    )
  const start = context.offered[slot.index]?.start ?? ''
  return Date.parse(instantOf(localDay(start, zone), clock.minutes, zone)) === Date.parse(start)
}

function nearest(days: readonly NamedDay[], clock: ClockTime): NamedDay | null {
  return days.reduce<NamedDay | null>(
    (best, day) => (best === null || distance(day, clock) < distance(best, clock) ? day : best),
    null,
  )
}

function distance(day: NamedDay, clock: ClockTime): number {
  return clock.start >= day.end ? clock.start - day.end : (day.start - clock.end) * 1.5
}

function byDay(body: string, slots: readonly Slot[], open: readonly NamedDay[], named: readonly number[]): number[] {
  const parts = findDayParts(body)
  const picked: number[] = []
  for (const day of open) {
    const hits = slots
      .filter((slot) => day.days.includes(slot.day))
      .filter((slot) => parts.length === 0 || parts.some((part) => slot.minutes >= part.from && slot.minutes < part.to))
    const chosen = hits.length > 1 ? hits.filter((slot) => named.includes(slot.index)) : hits
    if (chosen.length !== 1 || !chosen[0]) return []
    if (!picked.includes(chosen[0].index)) picked.push(chosen[0].index)
  }
  return picked
}

function timesOf(
  body: string,
  open: readonly NamedDay[],
  clocks: readonly ClockTime[],
  slots: readonly Slot[],
  context: DemoContext,
): string[] {
  const onlyDay = new Set(slots.map((slot) => slot.day)).size === 1 ? slots[0]?.day : undefined
  const times: string[] = []
  for (const clock of clocks) {
    const near = nearest(open, clock)
    const day = near ? (near.days.length === 1 ? near.days[0] : undefined) : onlyDay
    if (day === undefined) continue
    const instant = instantOf(day, clock.minutes, zoneNamedAfter(body, clock.end) ?? context.zone)
    if (Date.parse(instant) > context.now.getTime() && !times.includes(instant)) times.push(instant)
  }
  return times
}

function windowsOf(
  body: string,
  open: readonly NamedDay[],
  { zone, now }: DemoContext,
): { from: string; to: string }[] {
  const parts = findDayParts(body)
  return open
    .flatMap((day) => {
      const part = parts.find((one) => one.start >= day.start - 25 && one.start - day.end < 30) ?? WORKDAY
      return day.days.map((date) => ({ from: instantOf(date, part.from, zone), to: instantOf(date, part.to, zone) }))
    })
    .filter((window) => Date.parse(window.to) > now.getTime())
}

function evidenceOf(
  body: string,
  found: readonly { readonly start: number; readonly end: number }[],
  cue: { start: number; end: number } | null,
): string | null {
  const spans = [...found, ...(cue ? [cue] : [])]
  if (spans.length === 0) return null
  const from = Math.min(...spans.map((span) => span.start))
  const to = Math.max(...spans.map((span) => span.end))
  return body.slice(from, to)
}
