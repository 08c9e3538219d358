/**
 * The date from which we may write again, out of all dates that a reply names.
 */
import type { Language } from '@outrider/shared/domain'
import { civilOf, type Day, isoOf, todayIn, weekdayOf } from './calendar.ts'
import { holidaysOf, workingDayFrom } from './holidays.ts'
import { type Mention, readMentions } from './mentions.ts'
import type { GrammarContext } from './periods.ts'
import { countryOf, SOUTHERN } from './place.ts'
import { type Tag, tagCues, tagDates } from './tagging.ts'

export interface UntilContext {
  readonly now: Date
  /** IANA name, or an offset such as `UTC+3`. */
  readonly zone: string
  /** ISO 3166 code; guessed from language and zone where it is not known. */
  readonly country?: string
  readonly lang: Language
}

export interface UntilReading {
  /** `YYYY-MM-DD`, never before today; null where no date is named. */
  readonly date: string | null
  /** Verbatim part of the text that names the date. */
  readonly evidence: string | null
  /** The writer puts us off in so many words, with a date or without ("later"). */
  readonly timed: boolean
}

// Anything a date could be made of, in three languages; without one of these nothing is parsed.
const MAY_HOLD_DATE = /[\p{L}\d]/u

/** Reads the date from which the agent may write again. Pure; never throws. */
export function extractUntil(text: string, context: UntilContext): UntilReading {
  if (!MAY_HOLD_DATE.test(text)) return { date: null, evidence: null, timed: false }
  const head = text.slice(0, 4000)
  const grammar = grammarContext(context)
  const tags = tagDates(head, context.lang)
  const cues = tagCues(head, context.lang)
  const mentions = readMentions(tags, grammar)
  const later = tags.some((tag) => tag.symbol === 'LATER')
  const judged = mentions
    .map((mention, index) => judge(mention, index, mentions, tags, cues, grammar))
    .filter((one) => one !== null)
  const best = judged.reduce<Judged | null>((top, one) => (top && top.score > one.score ? top : one), null)
  if (!best || best.score <= 0) return { date: null, evidence: null, timed: later }
  return { date: isoOf(best.date), evidence: head.slice(best.start, best.end), timed: best.score >= 2 || later }
}

function grammarContext({ now, zone, country, lang }: UntilContext): GrammarContext {
  const place = country?.toUpperCase() ?? countryOf(lang, zone, now)
  return { today: todayIn(zone, now), country: place, monthFirst: place === 'US', southern: SOUTHERN.has(place) }
}

interface Judged {
  readonly date: Day
  readonly score: number
  readonly start: number
  readonly end: number
}

const PRECISION: Readonly<Record<Mention['period']['grain'], number>> = {
  day: 0.6,
  weekday: 0.5,
  range: 0.4,
  feast: 0.5,
  span: 0.4,
  week: 0.4,
  month: 0.3,
  quarter: 0.2,
  season: 0.2,
  year: 0.1,
  holidays: 0.3,
}

function judge(
  mention: Mention,
  index: number,
  all: readonly Mention[],
  tags: readonly Tag[],
  cues: readonly Tag[],
  grammar: GrammarContext,
): Judged | null {
  const start = tags[mention.first]?.start ?? 0
  const end = tags[mention.last - 1]?.end ?? start
  if (mention.relation === 'past' || mention.relation === 'before') return null
  const around = surroundings(mention, tags, cues)
  if (isCancelled(mention, index, all, tags, cues)) return null
  const date = dateOf(mention, around, grammar)
  if (date === null || date < grammar.today) return null
  return { date, start, end, score: scoreOf(mention, around, date, grammar) + index * 0.001 }
}

interface Surroundings {
  readonly clause: ReadonlySet<string>
  readonly sentence: ReadonlySet<string>
  /** Cues after the mention, in its sentence or the next. */
  readonly following: ReadonlySet<string>
  readonly clock: boolean
  readonly negated: boolean
}

function surroundings(mention: Mention, tags: readonly Tag[], cues: readonly Tag[]): Surroundings {
  const tag = tags[mention.first]
  const end = tags[mention.last - 1]?.end ?? 0
  const clause = new Set(cues.filter((cue) => cue.clause === tag?.clause).map((cue) => cue.symbol))
  const sentence = new Set(cues.filter((cue) => cue.sentence === tag?.sentence).map((cue) => cue.symbol))
  const following = new Set(
    cues.filter((cue) => cue.start >= end && cue.sentence <= (tag?.sentence ?? 0) + 1).map((cue) => cue.symbol),
  )
  const clock = tags.some((other) => other.symbol === 'T' && other.sentence === tag?.sentence)
  const negated = tags.some(
    (other) => other.symbol === 'NOT' && other.clause === tag?.clause && other.start < (tag?.start ?? 0),
  )
  return { clause, sentence, following, clock, negated }
}

function isCancelled(
  mention: Mention,
  index: number,
  all: readonly Mention[],
  tags: readonly Tag[],
  cues: readonly Tag[],
): boolean {
  const before = tags[mention.first - 1]
  const start = tags[mention.first]?.start ?? 0
  const end = tags[mention.last - 1]?.end ?? 0
  if (before?.symbol === 'NOT' && before.clause === tags[mention.first]?.clause && mention.relation === 'on')
    return true
  const dropped = cues.some((cue) => cue.symbol === 'DROP' && cue.start < start && start - cue.end < 40)
  if (dropped) return true
  const next = all[index + 1]
  if (!next || next.relation === 'past') return false
  const nextStart = tags[next.first]?.start ?? 0
  return cues.some(
    (cue) => cue.symbol === 'FIX' && cue.start >= end && cue.start < nextStart && nextStart - cue.end < 30,
  )
}

function dateOf(mention: Mention, around: Surroundings, grammar: GrammarContext): Day | null {
  const { period } = mention
  switch (mention.relation) {
    case 'after':
      return period.grain === 'span' ? period.from : firstWorking(period.to + 1, grammar)
    case 'until':
      return untilDate(mention, around, grammar)
    case 'not-before':
      return period.grain === 'feast' || period.grain === 'holidays'
        ? firstWorking(period.to + 1, grammar)
        : startOf(mention, grammar)
    default:
      return onDate(mention, around, grammar)
  }
}

function untilDate(mention: Mention, around: Surroundings, grammar: GrammarContext): Day {
  const { period } = mention
  const over = firstWorking(period.to + 1, grammar)
  if (period.grain === 'feast' || period.grain === 'holidays' || period.grain === 'range' || period.part === 'end')
    return over
  if (period.grain === 'day')
    return around.following.has('THEN') && !around.following.has('THENAFTER') ? period.from : over
  if (period.grain === 'weekday') return weekdayOf(period.from) === 1 ? period.from : over
  return startOf(mention, grammar)
}

function onDate(mention: Mention, around: Surroundings, grammar: GrammarContext): Day {
  const { period } = mention
  if (period.grain === 'holidays') return firstWorking(period.to + 1, grammar)
  if (around.following.has('THENAFTER') && !around.following.has('THEN') && period.grain !== 'span')
    return firstWorking(period.to + 1, grammar)
  if (period.grain === 'range' && around.clause.has('BUSY')) return firstWorking(period.to + 1, grammar)
  return startOf(mention, grammar)
}

function startOf({ period }: Mention, grammar: GrammarContext): Day {
  const from = Math.max(period.from, grammar.today)
  if (period.grain === 'year') return firstWorking(newYearEnd(period.from, grammar) ?? from, grammar)
  if (period.grain === 'week' || period.grain === 'month' || period.grain === 'quarter')
    return firstWorking(from, grammar)
  return from
}

// The first days of January are no time to write to anybody where they are a season of feasts.
function newYearEnd(from: Day, grammar: GrammarContext): Day | null {
  const { month, day } = civilOf(from)
  return month === 1 && day === 1 && grammar.country === 'ES' ? from + 6 : null
}

function firstWorking(from: Day, grammar: GrammarContext): Day {
  const { year } = civilOf(from)
  return workingDayFrom(from, holidaysOf(grammar.country, year, year + 1))
}

function scoreOf(mention: Mention, around: Surroundings, date: Day, grammar: GrammarContext): number {
  const { clause, sentence, following } = around
  const governs =
    mention.relation === 'after' ||
    mention.relation === 'not-before' ||
    mention.relation === 'from' ||
    mention.relation === 'until'
  let score = 1 + PRECISION[mention.period.grain] + (governs ? 1 : 0)
  if (clause.has('WRITE')) score += 2
  else if (sentence.has('WRITE')) score += 1
  if (following.has('THEN') || following.has('THENAFTER')) score += 1
  if (clause.has('BUSY') || clause.has('BACK')) score += 0.5
  if (clause.has('MEET') && !governs) score -= 1
  if (around.clock && !governs) score -= 3
  if (clause.has('PAST') && !clause.has('WRITE')) score -= 3
  if (clause.has('DEADLINE') && !governs && !following.has('THENAFTER') && !following.has('THEN')) score -= 2
  if (mention.period.grain === 'span' && mention.period.part === 'mid')
    score -= clause.has('WRITE') || clause.has('BUSY') || sentence.has('BUSY') || clause.has('BACK') ? 0.5 : 2
  if (date === grammar.today) score -= 2
  return score
}
