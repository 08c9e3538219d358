import type { Language } from '@outrider/shared/domain'
import { type Clause, splitClauses } from './clauses.ts'
import { type FoldedText, foldText } from './fold-text.ts'
import { detectLanguage } from './language.ts'
import { type OptOutReading, readOptOut } from './opt-out/opt-out-rules.ts'
import { spokenSpans } from './reply-parts.ts'

/** A reply taken apart: what rules, classifier and extraction all start from. */
export interface ReadReply {
  readonly folded: FoldedText
  readonly clauses: readonly Clause[]
  readonly lang: Language
  readonly optOut: OptOutReading
}

/** Longest reply of which every clause is read; of a longer one the first clauses decide. */
const MAX_CLAUSES = 200

/**
 * Takes a reply apart. Pure; never throws.
 *
 * @param hint language to assume where the text gives no ground
 */
export function readReply(text: string, hint?: Language): ReadReply {
  const folded = foldText(text)
  const spans = spokenSpans(folded)
  const clauses = splitClauses(folded, spans).slice(0, MAX_CLAUSES)
  const spoken = spans.map((span) => folded.source.slice(folded.at[span.from], folded.at[span.to])).join('\n')
  return { folded, clauses, lang: detectLanguage(spoken === '' ? text : spoken, hint), optOut: readOptOut(clauses) }
}
