import type { DeliveryResult } from '@outrider/shared'

/** What is known of a failed hand-over, from the mail library and from our own watch over the message's bytes. */
export interface SmtpFailure {
  /** The library's name of the failure, such as EAUTH or ECONNECTION. */
  readonly code: string | null
  /** The three digits of the server's last reply. */
  readonly responseCode: number | null
  readonly response: string | null
  readonly message: string
  /** How much of the message had left: none, a part, or all of it with its final dot. */
  readonly handedOver: 'nothing' | 'part' | 'all'
}

/** What a failure means: for the entry and, where it is about us, for the account. */
export interface FailureMeaning {
  readonly result: DeliveryResult
  readonly account: 'goes-on' | 'credentials-refused' | 'sender-refused'
}

type Blame = 'recipient' | 'sender' | 'content' | 'transport'

/**
 * Reads a failed hand-over, the server's reply code first: 4xx is put off, 5xx refused with whose fault it is. Without
 * a reply it counts what had left: before the final dot nothing can have been accepted, after it nobody knows.
 */
export function meaningOf(failure: SmtpFailure): FailureMeaning {
  const { code, responseCode } = failure
  const reason = reasonOf(failure)
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return credentials(failure, reason)
  if (responseCode !== null && responseCode >= 500) return refused(failure, reason)
  if (responseCode !== null && responseCode >= 400) return { result: putOff(reason), account: 'goes-on' }
  if (failure.handedOver === 'all') return { result: { result: 'unknown', reason }, account: 'goes-on' }
  return { result: putOff(reason), account: 'goes-on' }
}

const putOff = (reason: string): DeliveryResult => ({ result: 'deferred', reason, until: null })

/** 535 is a wrong password; 454 and the like are a server that cannot check it now (RFC 4954 §6). */
function credentials({ code, responseCode }: SmtpFailure, reason: string): FailureMeaning {
  const temporary = responseCode !== null && responseCode < 500
  const ours = responseCode !== null || code === 'ENOAUTH' || code === 'EOAUTH2'
  return { result: putOff(reason), account: temporary || !ours ? 'goes-on' : 'credentials-refused' }
}

function refused({ response, responseCode }: SmtpFailure, reason: string): FailureMeaning {
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response ?? '')?.[0] ?? null
  const { blame, permanent } = blameFor(status, responseCode ?? 0, response ?? '')
  return {
    result: { result: 'refused', permanent, blame, reason },
    account: blame === 'sender' ? 'sender-refused' : 'goes-on',
  }
}

/** Words that say more than the code: many servers answer 550 5.7.1 or a bare 554 to everything. */
const WORDS: readonly (readonly [RegExp, Blame, boolean])[] = [
  [/quota|mailbox (?:is )?full|over ?quota|insufficient (?:system )?storage/i, 'recipient', false],
  [
    /(?:user|recipient|mailbox|address|account)[^.]{0,40}(?:unknown|not found|does(?:n't| not) exist|disabled|inactive|no longer)|no such (?:user|recipient|mailbox|address)|(?:unknown|invalid|nonexistent|non-existent) (?:user|recipient|mailbox|address)/i,
    'recipient',
    true,
  ],
  [/too (?:big|large)|exceeds?[^.]{0,30}(?:size|limit)|message size/i, 'content', true],
  [/virus|malware|attachment[^.]{0,30}(?:not allowed|forbidden|blocked)|(?:line|header)s? too long/i, 'content', true],
  [
    /spam|spf|dkim|dmarc|block(?:ed|list)|black ?list|reputation|policy|not authori[sz]ed|not permitted|relay|authentication|rate limit|ptr|reverse dns|sender/i,
    'sender',
    true,
  ],
]

/** By enhanced status where it says enough (RFC 3463 §3), else by the words, else by the bare code. */
const STATUS: readonly (readonly [RegExp, Blame, boolean])[] = [
  [/^5\.1\.(?:[1236]|10)$/, 'recipient', true],
  [/^5\.1\.[78]$/, 'sender', true],
  [/^5\.2\.1$/, 'recipient', true],
  [/^5\.2\.2$/, 'recipient', false],
  [/^5\.(?:2\.3|3\.4)$/, 'content', true],
  [/^5\.4\./, 'transport', true],
  [/^5\.6\./, 'content', true],
]

function blameFor(status: string | null, code: number, words: string): { blame: Blame; permanent: boolean } {
  for (const [pattern, blame, permanent] of STATUS)
    if (status !== null && pattern.test(status)) return { blame, permanent }
  for (const [pattern, blame, permanent] of WORDS) if (pattern.test(words)) return { blame, permanent }
  if (status?.startsWith('5.7.') || code === 530) return { blame: 'sender', permanent: true }
  if (code === 552) return { blame: 'content', permanent: true }
  return { blame: 'transport', permanent: true }
}

const MAX_REASON = 300

/** One line for logs and people; replies may be long and of several lines. */
function reasonOf({ code, response, message }: SmtpFailure): string {
  const words = (response ?? message).replace(/\s+/g, ' ').trim().slice(0, MAX_REASON)
  return code === null ? words : `${code}: ${words}`
}
