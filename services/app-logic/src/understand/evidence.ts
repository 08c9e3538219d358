import type { Intent } from '@outrider/shared/domain'
import type { Clause } from './clauses.ts'
import { conceptsOf } from './concepts/concepts.ts'
import { quoteOf } from './fold-text.ts'
import type { ReadReply } from './read-reply.ts'

// The concepts that speak for an intent, for choosing which clause to quote.
const SPEAKS_FOR: Readonly<Record<Intent, ReadonlySet<string>>> = {
  stop: new Set(['STOP', 'UNSUB', 'REMOVE', 'NOINTEREST', 'THREAT', 'SPAM', 'VENDOR', 'NO', 'ANGER', 'LIST', 'WRITE']),
  redirect: new Set(['CONTACT', 'ASKHIM', 'NOTME', 'RESP', 'ROLE']),
  presentation: new Set(['SEND', 'DECK', 'READ', 'DETAILS']),
  demo: new Set(['DEMO', 'MEET', 'BOOK', 'DAY', 'CLOCK', 'YES']),
  timeout: new Set(['LATER', 'RETURN', 'AFTER', 'SPAN', 'MONTH', 'SEASON', 'NEXT', 'BUSY']),
  question: new Set(['QWORD', 'PRICE', 'FEATURE', 'SOURCE']),
  other: new Set(['ACK', 'THANKS', 'MISDIRECT']),
}

const MAX_QUOTE = 300

/**
 * The verbatim part of a reply that decides its label: the clause that speaks most for the first intent.
 * Empty only for a text without a word.
 */
export function evidenceFor(reply: ReadReply, intents: readonly Intent[], decisive: Clause | null): string {
  const { clauses, folded } = reply
  const clause = decisive ?? speakingClause(reply, intents[0] ?? 'other') ?? clauses[0]
  if (clause) return clip(quoteOf(folded, clause.from, clause.to))
  return clip(folded.source.trim())
}

function speakingClause(reply: ReadReply, intent: Intent): Clause | undefined {
  const wanted = SPEAKS_FOR[intent]
  let best: Clause | undefined
  let most = 0
  for (const clause of reply.clauses) {
    const hits = conceptsOf(clause.tokens, reply.lang).filter((hit) => wanted.has(hit.concept)).length
    const score = hits + (intent === 'question' && clause.asks ? 2 : 0)
    if (score > most) {
      most = score
      best = clause
    }
  }
  return best
}

/** A long clause is cut at a code point, so that the quote stays a part of the text. */
function clip(quote: string): string {
  if (quote.length <= MAX_QUOTE) return quote
  const cut = quote.slice(0, MAX_QUOTE)
  return /[\ud800-\udbff]$/u.test(cut) ? cut.slice(0, -1) : cut
}
