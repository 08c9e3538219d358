import type { Doubt, Intent, RedirectTarget, ReplyReading } from '@outrider/shared/domain'
import { INTENTS } from '@outrider/shared/domain'
import { LEAST_CONFIDENCE } from './understand-offline.ts'

/** What a language model made of a reply; schema-checked before it comes here. */
export type LlmReading = Pick<
  ReplyReading,
  'intents' | 'explicitOptOut' | 'redirect' | 'until' | 'lang' | 'evidence'
> & {
  /** 0 to 1; what the evaluation of this model gives for such readings, not what the model says of itself. */
  readonly confidence?: number
}

/** Two readings made one, and on what they differed: the counters of disagreement are fed from it. */
export interface JoinedReading {
  readonly reading: ReplyReading
  readonly disagreedOn: readonly Intent[]
}

/** How far an LLM reading is trusted where its evaluation gives no figure. */
export const LLM_CONFIDENCE = 0.85

/**
 * Joins the reading of a model with the offline one. Pure.
 *
 * - A stop found by rule stands (DESIGN §6.2): the model can add a stop, never take one away.
 * - They differ about `stop` or `redirect`: the cautious side, which is the stop, and for a redirect the reading that
 *   opens no conversation, also where they name different addresses; with a doubt, so that a person looks before anything acts on it.
 * - All else: the reading with the higher calibrated confidence; too low a confidence becomes `other`.
 */
export function joinReadings(offline: ReplyReading, llm: LlmReading): JoinedReading {
  const disagreedOn = INTENTS.filter((intent) => offline.intents.includes(intent) !== llm.intents.includes(intent))
  const stopByRule = offline.by === 'rule' && offline.intents.includes('stop')
  const trusted = moreTrusted(offline, llm, disagreedOn.length === 0)
  const doubt = doubtOf(offline, llm, disagreedOn, stopByRule) ?? tooUnsure(trusted, disagreedOn)
  const intents = doubt === 'low-confidence' ? ['other' as const] : intentsOf(offline, llm, trusted, disagreedOn)
  const stops = intents.includes('stop')
  const byRule = stopByRule && stops
  return {
    disagreedOn,
    reading: {
      intents,
      explicitOptOut: stops && (offline.explicitOptOut || llm.explicitOptOut),
      redirect: intents.includes('redirect') ? mergedTarget(offline.redirect, llm.redirect) : null,
      until: intents.includes('timeout') ? (offline.until ?? llm.until) : null,
      lang: llm.lang,
      evidence: evidenceOf(offline, llm, trusted, stops),
      by: byRule ? 'rule' : trusted.by,
      confidence: byRule ? offline.confidence : trusted.confidence,
      doubt,
    },
  }
}

/** Where they agree the reading is the model's, as sure as the surer of the two. */
function moreTrusted(offline: ReplyReading, llm: LlmReading, agree: boolean): ReplyReading {
  const confidence = llm.confidence ?? LLM_CONFIDENCE
  if (agree) return { ...llm, by: 'llm', confidence: Math.max(offline.confidence, confidence), doubt: null }
  if (offline.confidence > confidence && offline.doubt === null) return offline
  return { ...llm, by: 'llm', confidence, doubt: null }
}

function doubtOf(
  offline: ReplyReading,
  llm: LlmReading,
  disagreedOn: readonly Intent[],
  stopByRule: boolean,
): Doubt | null {
  if (disagreedOn.includes('stop') && !stopByRule) return 'stop-disputed'
  const disputed = disagreedOn.includes('redirect') || areTwoPeople(offline.redirect, llm.redirect)
  return disputed ? 'redirect-disputed' : null
}

/** Told by an address that differs; a detail that only one of the readings has is no contradiction. */
function areTwoPeople(a: RedirectTarget | null, b: RedirectTarget | null): boolean {
  if (a === null || b === null) return false
  return (['email', 'telegram', 'phone'] as const).some(
    (kind) => a[kind] !== null && b[kind] !== null && a[kind]?.toLowerCase() !== b[kind]?.toLowerCase(),
  )
}

/** The details complete each other; the offline ones, which the grammar of addresses found, go first. */
function mergedTarget(offline: RedirectTarget | null, llm: RedirectTarget | null): RedirectTarget | null {
  if (offline === null || llm === null) return offline ?? llm
  return {
    name: offline.name ?? llm.name,
    email: offline.email ?? llm.email,
    telegram: offline.telegram ?? llm.telegram,
    phone: offline.phone ?? llm.phone,
  }
}

function tooUnsure(trusted: ReplyReading, disagreedOn: readonly Intent[]): Doubt | null {
  return disagreedOn.length > 0 && trusted.confidence < LEAST_CONFIDENCE ? 'low-confidence' : null
}

function intentsOf(
  offline: ReplyReading,
  llm: LlmReading,
  trusted: ReplyReading,
  disagreedOn: readonly Intent[],
): Intent[] {
  const wanted = new Set<Intent>(trusted.intents)
  if (offline.intents.includes('stop') || llm.intents.includes('stop')) wanted.add('stop')
  if (disagreedOn.includes('redirect')) wanted.delete('redirect')
  if (wanted.size > 1) wanted.delete('other')
  return wanted.size === 0 ? ['other'] : INTENTS.filter((intent) => wanted.has(intent))
}

/** The quote of the reading that found the stop, if there is one; else of the trusted reading. */
function evidenceOf(offline: ReplyReading, llm: LlmReading, trusted: ReplyReading, stops: boolean): string {
  if (!stops) return trusted.evidence
  return offline.intents.includes('stop') ? offline.evidence : llm.evidence
}
