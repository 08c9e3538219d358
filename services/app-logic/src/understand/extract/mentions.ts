/**
 * Mentions of days and periods in a reply, with what is said of each: after it, until it, from it on.
 */
import { civilOf } from './calendar.ts'
import { RULES } from './date-rules.ts'
import { type GrammarContext, type Period, plus, writtenDate } from './periods.ts'
import type { Tag } from './tagging.ts'

/** What a mention says about its period. */
export type Relation = 'on' | 'after' | 'until' | 'not-before' | 'before' | 'from' | 'past'

export interface Mention {
  readonly period: Period
  readonly relation: Relation
  /** First and one past the last tag. */
  readonly first: number
  readonly last: number
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
    if (!/^(?:[#MDQHSUF]|NE|IN|TH|BE|MI|EN|TO|OV|HA|HO|LA|FO|AF|UN|NO|BY|VA|NU|GI)/.test(tags[index]?.symbol ?? ''))
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
    if (
      named === undefined &&
      !['BY', 'IN', 'THIS', 'NEXT', 'NEAR', 'FOR', 'VAC', 'HOLS', 'HOLIDAY', 'FISCAL'].includes(before.symbol)
    )
      break
    // "после отпуска 25-го": the date is when the leave is over.
    if (before.symbol === 'VAC' && found.period.grain === 'day') break
    first--
    if (named) relation = named
  }
  const after = tags[found.last]
  if (
    after?.symbol === 'AGO' ||
    isPastTail(after, tags[found.last + 1]) ||
    (after?.symbol === 'LAST' && found.period.grain !== 'feast')
  )
    relation = 'past'
  if (after?.symbol === 'AFTERWARDS') relation = relation === 'on' ? 'past' : 'after'
  return withOffset({ period: found.period, relation, first, last: found.last }, tags, context)
}

// "la semana pasada", but not "la semana pasada la Pascua".
function isPastTail(after: Tag | undefined, next: Tag | undefined): boolean {
  return after?.symbol === 'AFTER' && /^pasad/i.test(after.text) && !/^(?:[#MDSFQ]|NE|HOL)/.test(next?.symbol ?? '')
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
