import type { DeliveryResult } from '@outrider/shared'
import { blameOf } from '../inbound/bounce-blame.ts'
import { permanentReasons, reasonsByStatus } from '../reading/bounce/bounce-reasons.ts'
import { reasonIn } from '../reading/bounce/read-bounce.ts'

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
  const words = response ?? ''
  // The provider's own limit for this account: the message is fine, and so is everybody else (Gmail 550 5.4.5).
  if (SENDING_LIMIT.test(words)) return { result: putOff(reason), account: 'sender-refused' }
  const { blame, permanent } = faultIn(words, responseCode ?? 0)
  return {
    result: { result: 'refused', permanent, blame, reason },
    account: blame === 'sender' ? 'sender-refused' : 'goes-on',
  }
}

const SENDING_LIMIT =
  /\b5\.4\.5\b|(?:daily|hourly|sending|outgoing|submission)[^.]{0,30}(?:limit|quota)[^.]{0,20}exceeded/i

interface Fault {
  readonly blame: Blame
  readonly permanent: boolean
}

/** Statuses that say enough whatever the words are (RFC 3463 §3, RFC 7505 §4.2, RFC 7504). */
const CLEAR_STATUS: readonly (readonly [RegExp, Fault])[] = [
  [/^5\.1\.(?:[1236]|10)$/, { blame: 'recipient', permanent: true }],
  [/^5\.1\.[78]$/, { blame: 'sender', permanent: true }],
  [/^5\.2\.2$/, { blame: 'recipient', permanent: false }],
  [/^5\.(?:2\.3|3\.4)$/, { blame: 'content', permanent: true }],
]

/** A clear status, else the words, since many servers answer 550 5.7.1 or a bare 554 to everything, else any status. */
function faultIn(words: string, code: number): Fault {
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? ''
  const clear = CLEAR_STATUS.find(([pattern]) => pattern.test(status))?.[1]
  if (clear !== undefined) return clear
  const reason = reasonIn(words.replace(/\s+/g, ' ')) ?? reasonsByStatus.find(([pattern]) => pattern.test(status))?.[1]
  if (reason !== undefined) return faultOf(reason)
  if (code === 530) return { blame: 'sender', permanent: true }
  return { blame: code === 552 ? 'content' : 'transport', permanent: true }
}

/** A full or resting mailbox may open again; every other refusal of this message is final. */
function faultOf(reason: string): Fault {
  const blame = blameOf(reason)
  return { blame, permanent: blame !== 'recipient' || permanentReasons.has(reason) }
}

const MAX_REASON = 300

/** One line for logs and people; replies may be long and of several lines. */
function reasonOf({ code, response, message }: SmtpFailure): string {
  const words = (response ?? message).replace(/\s+/g, ' ').trim().slice(0, MAX_REASON)
  return code === null ? words : `${code}: ${words}`
}
