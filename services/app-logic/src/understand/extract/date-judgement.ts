/**
 * Which of the dates in a reply is the one to write again from: what the words round each say of it.
 */
import { civilOf, type Day, weekdayOf } from './calendar.ts'
import { holidaysOf, workingDayFrom } from './holidays.ts'
import type { Mention, Relation } from './mentions.ts'
import type { GrammarContext, Period } from './periods.ts'
import type { Tag } from './tagging.ts'

/** A mention as a date to write again from, and how well it is governed by that wish. */
export interface Judged {
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

/** All that is known of a reply when one of its mentions is judged. */
export interface Reading {
  readonly all: readonly Mention[]
  readonly tags: readonly Tag[]
  readonly cues: readonly Tag[]
  readonly grammar: GrammarContext
}

/** Judges one mention of a reply; null where it is no date to write again from: past, negated, taken back. */
export function judge(index: number, reading: Reading): Judged | null {
  const { all, tags, cues, grammar } = reading
  const read = all[index]
  if (!read || read.relation === 'past' || isCancelled(read, index, reading)) return null
  const around = surroundings(read, tags, cues)
  const mention = { ...read, relation: relationOf(read, index, reading, around) }
  if (mention.relation === 'before') return null
  const date = dateOf(mention, around, grammar)
  if (date === null || date < grammar.today) return null
  const start = tags[mention.first]?.start ?? 0
  const end = tags[mention.last - 1]?.end ?? start
  return { date, start, end, score: scoreOf(mention, around, date, grammar) + index * 0.001 }
}

// What the words a little further off make of the relation.
function relationOf(mention: Mention, index: number, reading: Reading, around: Surroundings): Relation {
  const { relation, period } = mention
  if (relation === 'before') {
    if (around.negated) return 'not-before'
    return around.following.has('THENAFTER') ? 'after' : 'before'
  }
  if (relation !== 'on') return relation
  if (inheritsAfter(mention, index, reading)) return 'after'
  return isRunning(period, reading.grammar) ? 'after' : 'on'
}

// "This quarter is spent" puts us off until the next.
function isRunning(period: Period, { today }: GrammarContext): boolean {
  const long = /^(?:week|month|quarter|season|year)$/.test(period.grain)
  return long && period.part === 'whole' && period.from <= today && period.to >= today
}

const APART = 8

// "After the final on 19 July", "after Diwali (8 November)": the word for "after" governs the date beside it.
function inheritsAfter({ first, period }: Mention, index: number, { all, tags, cues }: Reading): boolean {
  if (period.grain !== 'day' && period.grain !== 'feast') return false
  const before = all[index - 1]
  const start = tags[first]?.start ?? 0
  for (let at = first - 1; at >= Math.max(0, first - APART); at--) {
    const tag = tags[at]
    if (!tag || tag.sentence !== tags[first]?.sentence) return false
    if (before && at < before.last) return before.relation === 'after' && before.period.grain === 'feast'
    if (tag.symbol === 'VAC') return false
    if (tag.symbol !== 'AFTER') continue
    return (
      !/^(?:después|despues)$/i.test(tag.text) &&
      !cues.some((cue) => cue.start >= tag.end && cue.end <= start && /^(?:WRITE|BACK|BUSY|PAST|THEN)/.test(cue.symbol))
    )
  }
  return false
}

interface Surroundings {
  readonly clause: ReadonlySet<string>
  readonly sentence: ReadonlySet<string>
  /** Cues after the mention, in its sentence or the next. */
  readonly following: ReadonlySet<string>
  readonly clock: boolean
  readonly negated: boolean
  /** The mention is all its sentence says. */
  readonly alone: boolean
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
  const negated = tags.some((other) => other.symbol === 'NOT' && other.clause === tag?.clause)
  const alone = !tags.some(
    (other, at) =>
      other.sentence === tag?.sentence && (at < mention.first || at >= mention.last) && /^\w/.test(other.symbol),
  )
  return { clause, sentence, following, clock, negated, alone }
}

function isCancelled(mention: Mention, index: number, { all, tags, cues, grammar }: Reading): boolean {
  const before = tags[mention.first - 1]
  const first = tags[mention.first]
  const end = tags[mention.last - 1]?.end ?? 0
  if (!first) return true
  const negated = before?.symbol === 'NOT' && before.clause === first.clause && mention.relation === 'on'
  if (negated && !isRunning(mention.period, grammar)) return true
  if (cues.some((cue) => cue.symbol === 'DROP' && cue.clause === first.clause && cue.start < first.start)) return true
  // "Tomorrow's call" names the call.
  if (
    /['’]s$/.test(tags[mention.last - 1]?.text ?? '') &&
    (mention.period.grain === 'day' || mention.period.grain === 'weekday')
  )
    return true
  if (before?.symbol === 'THAT' && mention.period.grain === 'weekday') return true
  return isTakenBack(end, all.slice(index + 1), tags, cues)
}

// "In May... no, better June", "the 28th, my bad. October 5 instead".
function isTakenBack(end: number, later: readonly Mention[], tags: readonly Tag[], cues: readonly Tag[]): boolean {
  return cues.some((cue) => {
    if (cue.symbol !== 'FIX' || cue.start < end) return false
    return later.some((next) => {
      if (next.relation === 'past') return false
      const start = tags[next.first]?.start ?? 0
      const last = tags[next.last - 1]?.end ?? 0
      const leads = cue.start < start && start - cue.end < FIX_REACH
      return leads || (cue.start >= last && cue.start - last < 12 && /^(?:instead|mejor|лучше)$/i.test(cue.text))
    })
  })
}

const FIX_REACH = 30

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
  const opensYear = period.grain === 'feast' && civilOf(period.from).month === 1 && civilOf(period.from).day === 1
  if (period.grain === 'holidays' || opensYear) return firstWorking(period.to + 1, grammar)
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
  if (clause.has('MEET') && !governs) score -= clause.has('WRITE') ? 1 : 2.5
  if (around.clock && !governs) score -= 5
  if (clause.has('PAST') && !clause.has('WRITE')) score -= 3
  if (clause.has('DEADLINE') && !governs && !following.has('THENAFTER') && !following.has('THEN')) score -= 2
  if (mention.period.grain === 'span' && mention.period.part === 'mid')
    score -= clause.has('WRITE') || clause.has('BUSY') || sentence.has('BUSY') || clause.has('BACK') ? 0.5 : 2
  if (date === grammar.today) score -= 2
  if (mention.relation === 'after' && isRunning(mention.period, grammar)) score -= 1
  if (around.alone) score += 1.5
  return score
}
