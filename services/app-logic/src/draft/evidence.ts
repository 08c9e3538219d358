import { inZone } from '@outrider/shared/domain'
import { DateTime } from 'luxon'
import { type CheckDraftInput, messagesOf, nameOf, textsOf, zoneOf } from './check-input.ts'
import { withoutInstructions } from './instructions.ts'
import { daysAhead, daysOf, isWholeDay, type KnownDay, monthsOf, pairsOf, soonWeekdays } from './known-days.ts'
import { type KnownQuantity, readOnce } from './known-text.ts'
import type { CalendarMention } from './mentions/calendar.ts'
import { emailKey, urlKey } from './mentions/links.ts'
import type { TextReading } from './mentions/read-text.ts'

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
  const cleaned = messagesOf(input.thread).map(({ inbound, text }) => ({ inbound, ...withoutInstructions(text) }))
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
  const quantities = known.map((each, index) => {
    const inbound = cleaned[index]?.inbound === true
    return inbound ? each.quantities.map((quantity) => ({ ...quantity, inbound })) : each.quantities
  })
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

function linkKeys(readings: readonly TextReading[], input: CheckDraftInput): Set<string> {
  const said = readings.flatMap(({ links }) =>
    links.flatMap(({ kind, key }) => (key === null ? [] : [`${kind}:${key}`])),
  )
  const urls = textsOf(input.allowedUrls).map((url) => `url:${urlKey(url.trim()) ?? ''}`)
  const emails = textsOf(input.allowedEmails).map((email) => `email:${emailKey(email.trim())}`)
  return new Set([...said, ...urls, ...emails])
}
