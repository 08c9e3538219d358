import { INTENTS, type Intent, type ReplyReading } from '@outrider/shared/domain'
import { isAcknowledgement, isUnclear, SURELY_OTHER } from './acknowledgement.ts'
import { type Classification, classify } from './classifier.ts'
import { conceptsOf } from './concepts/concepts.ts'
import { evidenceFor } from './evidence.ts'
import { refusalGrounds } from './opt-out/refusal.ts'
import { type ReadReply, type ReplyContext, readReply } from './read-reply.ts'

/** A reply to be read. */
export interface ReplyToRead extends ReplyContext {
  readonly id: string
  /** What the prospect newly wrote; signatures and disclaimers may remain. */
  readonly text: string
}

/** Below this a reading without a stop is not acted upon: it becomes `other` with a doubt. */
export const LEAST_CONFIDENCE = 0.3

/** Reads a reply without a model: rules, classifier, extraction. Pure; never throws on any text. */
export function understandOffline(reply: ReplyToRead): ReplyReading {
  const read = readReply(reply.text, reply)
  if (read.clauses.length === 0) return nothingSaid(read)
  const classified = classify(read)
  const joined = joinRules(read, classified)
  const { byRule } = joined
  return {
    intents: joined.intents,
    explicitOptOut: joined.explicitOptOut,
    redirect: joined.intents.includes('redirect') ? read.redirect.target : null,
    until: joined.intents.includes('timeout') ? read.until.date : null,
    lang: read.lang,
    evidence: evidenceFor(read, joined.intents, joined.intents[0] === 'stop' ? read.optOut.clause : null),
    by: byRule ? 'rule' : 'classifier',
    confidence: byRule ? Math.max(RULE_CONFIDENCE, joined.confidence) : joined.confidence,
    doubt: joined.doubt,
  }
}

const RULE_CONFIDENCE = 0.97

function nothingSaid(read: ReadReply): ReplyReading {
  return {
    intents: ['other'],
    explicitOptOut: false,
    redirect: null,
    until: null,
    lang: read.lang,
    evidence: evidenceFor(read, ['other'], null),
    by: 'rule',
    confidence: 1,
    doubt: isUnclear(read) ? 'low-confidence' : null,
  }
}

interface Joined {
  readonly intents: readonly Intent[]
  readonly explicitOptOut: boolean
  readonly confidence: number
  readonly doubt: ReplyReading['doubt']
  /** A rule decided, not the classifier. */
  readonly byRule: boolean
}

/** Below this the classifier takes the words of a demand for something else; see docs/understanding.md. */
const LEAST_RULED = 0.4

/**
 * A plain stop found by rule stands, any other unless the classifier denies it; a guess that nothing supports becomes
 * `other`, asked back about.
 */
function joinRules(read: ReadReply, classified: Classification): Joined {
  const { explicitOptOut, confidence } = classified
  const intents = withCuedStop(read, classified, withoutGroundlessRedirect(read, classified.intents))
  if (read.optOut.explicit && (read.optOut.plain || classified.probability.explicit >= LEAST_RULED)) {
    const wanted = new Set<Intent>(['stop', ...intents.filter((intent) => intent !== 'other')])
    return { intents: inOrder(wanted), explicitOptOut: true, confidence, doubt: null, byRule: true }
  }
  // Words of a demand that seem to mean something else: nothing is sent before a person has looked.
  if (read.optOut.explicit && !intents.includes('stop'))
    return { intents, explicitOptOut: false, confidence, doubt: 'stop-disputed', byRule: false }
  const unsure = confidence < LEAST_CONFIDENCE && !intents.includes('stop')
  if (unsure || saysNothingToActOn(read, classified, intents))
    return { intents: ['other'], explicitOptOut: false, confidence, doubt: 'low-confidence', byRule: false }
  return { intents, explicitOptOut, confidence, doubt: null, byRule: false }
}

const LEAST_CUED_STOP = 0.25

/** A refusal in plain words beside another wish is a stop too, unless the writer only puts us off. */
function withCuedStop(read: ReadReply, { probability }: Classification, intents: readonly Intent[]): readonly Intent[] {
  if (intents.includes('stop') || intents.includes('timeout') || probability.stop < LEAST_CUED_STOP) return intents
  if (!read.clauses.some((clause) => refusalGrounds(clause).length > 0)) return intents
  return inOrder(new Set<Intent>(['stop', ...intents.filter((intent) => intent !== 'other')]))
}

const SURELY_STOP = 0.9

/** What no one could act on is asked back about; what is plainly a stop stays one. */
function saysNothingToActOn(read: ReadReply, classified: Classification, intents: readonly Intent[]): boolean {
  if (intents.includes('stop') && classified.probability.stop >= SURELY_STOP) return false
  if (isUnclear(read)) return true
  return intents[0] === 'other' && classified.confidence < SURELY_OTHER && !isAcknowledgement(read)
}

const POINTS_AT_SOMEBODY = new Set(['CONTACT', 'ASKHIM', 'NOTME', 'RESP', 'ROLE', 'LEFT'])

/** A redirect needs somebody pointed at: a name or address, a role, or words that say "not me". */
function withoutGroundlessRedirect(read: ReadReply, intents: readonly Intent[]): readonly Intent[] {
  if (!intents.includes('redirect') || read.redirect.target) return intents
  const grounded = read.clauses.some((clause) =>
    conceptsOf(clause.tokens, read.lang).some((hit) => POINTS_AT_SOMEBODY.has(hit.concept)),
  )
  if (grounded) return intents
  const rest = intents.filter((intent) => intent !== 'redirect')
  return rest.length === 0 ? ['other'] : rest
}

function inOrder(wanted: ReadonlySet<Intent>): Intent[] {
  return INTENTS.filter((intent) => wanted.has(intent))
}
