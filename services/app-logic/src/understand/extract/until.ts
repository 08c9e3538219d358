/**
 * The date from which we may write again, out of all dates that a reply names.
 */
import type { Language } from '@outrider/shared/domain'
import { isoOf, todayIn } from './calendar.ts'
import { type Judged, judge } from './date-judgement.ts'
import { readMentions } from './mentions.ts'
import type { GrammarContext } from './periods.ts'
import { countryOf, SOUTHERN } from './place.ts'
import { bodyEnd } from './signature.ts'
import { tagCues, tagDates } from './tagging.ts'

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

const LONGEST = 4000

/** Reads the date from which the agent may write again. Pure; never throws. */
export function extractUntil(text: string, context: UntilContext): UntilReading {
  if (!MAY_HOLD_DATE.test(text)) return { date: null, evidence: null, timed: false }
  const head = text.slice(0, Math.min(bodyEnd(text), LONGEST))
  const grammar = grammarContext(context)
  const tags = tagDates(head, context.lang)
  const cues = tagCues(head, context.lang)
  const mentions = readMentions(tags, grammar)
  const later = tags.some((tag) => tag.symbol === 'LATER')
  const judged = mentions
    .map((_, index) => judge(index, { all: mentions, tags, cues, grammar }))
    .filter((one) => one !== null)
  const best = judged.reduce<Judged | null>((top, one) => (top && top.score > one.score ? top : one), null)
  if (!best || best.score <= 0) return { date: null, evidence: null, timed: later }
  return { date: isoOf(best.date), evidence: head.slice(best.start, best.end), timed: best.score >= 2 || later }
}

function grammarContext({ now, zone, country, lang }: UntilContext): GrammarContext {
  const place = country?.toUpperCase() ?? countryOf(lang, zone, now)
  return { today: todayIn(zone, now), country: place, monthFirst: place === 'US', southern: SOUTHERN.has(place) }
}
