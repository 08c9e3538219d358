import type { Language } from '@outrider/shared/domain'
import { type Clause, splitClauses } from './clauses.ts'
import { extractRedirect, type RedirectReading } from './extract/redirect.ts'
import { extractUntil, type UntilReading } from './extract/until.ts'
import { type FoldedText, foldText, quoteOf } from './fold-text.ts'
import { detectLanguage } from './language.ts'
import { withoutMachineOrders } from './machine-orders.ts'
import type { Moment } from './moment.ts'
import { type OptOutReading, readOptOut } from './opt-out/opt-out-rules.ts'
import { type Span, spokenSpans } from './reply-parts.ts'

/** A reply taken apart: what classifier and joining rules start from. */
export interface ReadReply {
  readonly folded: FoldedText
  readonly clauses: readonly Clause[]
  readonly lang: Language
  readonly optOut: OptOutReading
  /** Whom the reply names as the one to write to, if it is a redirect at all. */
  readonly redirect: RedirectReading
  /** The date it names to write again, if it puts us off at all. */
  readonly until: UntilReading
}

/** What is known about a reply beside its text. */
export interface ReplyContext extends Moment {
  /** Language of the contact, for texts that give no ground ("ok"). */
  readonly langHint?: Language
  /** ISO 3166 code, for public holidays; guessed where absent. */
  readonly country?: string
  /** Address of the writer: pointing to oneself is no redirect. */
  readonly senderEmail?: string
}

/** Longest reply of which every clause is read; of a longer one the first clauses decide. */
const MAX_CLAUSES = 200

/** Takes a reply apart. Pure; never throws. */
export function readReply(text: string, context: ReplyContext): ReadReply {
  const folded = foldText(text)
  const spans = spokenSpans(folded)
  const clauses = withoutMachineOrders(splitClauses(folded, spans).slice(0, MAX_CLAUSES))
  // Of what is read alone: an order to the machine in another tongue must not change the language either.
  const spoken = clauses.map((clause) => quoteOf(folded, clause.from, clause.to)).join(' ')
  const lang = detectLanguage(spoken === '' ? text : spoken, context.langHint)
  const { now, zone, country, senderEmail } = context
  return {
    folded,
    clauses,
    lang,
    optOut: readOptOut(clauses),
    redirect: extractRedirect(text, { lang, ...(senderEmail === undefined ? {} : { senderEmail }) }),
    until: extractUntil(text, { now, zone, lang, ...(country === undefined ? {} : { country }) }),
  }
}

/** Where a verbatim quote stands in the folded text; null where it does not. */
export function spanOfQuote({ folded }: ReadReply, quote: string | null): Span | null {
  if (quote === null || quote === '') return null
  const start = folded.source.indexOf(quote)
  if (start < 0) return null
  const end = start + quote.length
  const from = folded.at.findIndex((offset) => offset >= start)
  const to = folded.at.findIndex((offset) => offset >= end)
  return from < 0 ? null : { from, to: to < 0 ? folded.text.length : to }
}
