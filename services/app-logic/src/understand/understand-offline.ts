import { INTENTS, type Intent, type Language, type ReplyReading } from '@outrider/shared/domain'
import { type Classification, classify } from './classifier.ts'
import { evidenceFor } from './evidence.ts'
import { extractRedirect } from './extract/redirect.ts'
import { extractUntil } from './extract/until.ts'
import { type ReadReply, readReply } from './read-reply.ts'

/** A reply to be read. */
export interface ReplyToRead {
  readonly id: string
  /** What the prospect newly wrote; signatures and disclaimers may remain. */
  readonly text: string
  readonly now: Date
  /** IANA zone or offset (`UTC+3`) of the prospect. */
  readonly zone: string
  /** ISO 3166 code, for public holidays; guessed where absent. */
  readonly country?: string
  /** Language of the contact, for texts that give no ground ("ok"). */
  readonly langHint?: Language
  /** Address of the writer: pointing to oneself is no redirect. */
  readonly senderEmail?: string
}

/** Below this the reading is not acted upon; see `docs/understanding.md` for what it costs and spares. */
export const LEAST_CONFIDENCE = 0.3

/** Reads a reply without a model: rules, classifier, extraction. Pure; never throws on any text. */
export function understandOffline(reply: ReplyToRead): ReplyReading {
  const read = readReply(reply.text, reply.langHint)
  if (read.clauses.length === 0) return nothingSaid(read)
  const classified = classify(read)
  const joined = joinRules(read, classified)
  const { redirect, until } = extract(reply, read, joined.intents)
  const byRule = read.optOut.explicit
  return {
    intents: joined.intents,
    explicitOptOut: joined.explicitOptOut,
    redirect,
    until,
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
    doubt: null,
  }
}

interface Joined {
  readonly intents: readonly Intent[]
  readonly explicitOptOut: boolean
  readonly confidence: number
  readonly doubt: ReplyReading['doubt']
}

/** A stop found by rule stands; a guess that nothing supports becomes `other`, for a person to look at. */
function joinRules(read: ReadReply, classified: Classification): Joined {
  const { intents, explicitOptOut, confidence } = classified
  if (read.optOut.explicit) {
    const wanted = new Set<Intent>(['stop', ...intents.filter((intent) => intent !== 'other')])
    return { intents: inOrder(wanted), explicitOptOut: true, confidence, doubt: null }
  }
  if (confidence < LEAST_CONFIDENCE && !intents.includes('stop'))
    return { intents: ['other'], explicitOptOut: false, confidence, doubt: 'low-confidence' }
  return { intents, explicitOptOut, confidence, doubt: null }
}

function inOrder(wanted: ReadonlySet<Intent>): Intent[] {
  return INTENTS.filter((intent) => wanted.has(intent))
}

function extract(reply: ReplyToRead, read: ReadReply, intents: readonly Intent[]) {
  const redirect = intents.includes('redirect')
    ? extractRedirect(reply.text, {
        lang: read.lang,
        ...(reply.senderEmail === undefined ? {} : { senderEmail: reply.senderEmail }),
      }).target
    : null
  const until = intents.includes('timeout')
    ? extractUntil(reply.text, {
        now: reply.now,
        zone: reply.zone,
        lang: read.lang,
        ...(reply.country === undefined ? {} : { country: reply.country }),
      }).date
    : null
  return { redirect, until }
}
