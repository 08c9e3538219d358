import { recipientIn } from './bounce/free-text.ts'
import type { MailFacts } from './classify.ts'
import type { Complaint } from './mail.ts'
import { decodeBytes } from './mime/decode-body.ts'
import { type HeaderList, parseHeaderLines, rawHeader } from './mime/header-list.ts'
import { walkParts } from './mime/mime-tree.ts'

const abuseSubject =
  /\b(?:abuse|spam|complaint|feedback loop|fbl) (?:report|complaint|notification)|complaint about message|email feedback report|client tos notification|жалоба на (?:спам|письмо)/i
const abusePhrase =
  /(?:is|as) an? (?:e-?mail )?(?:abuse|spam|feedback) report|(?:reported|marked|flagged|complained)(?: \S+){0,6} (?:as|about) (?:\S+ )?(?:spam|junk|unsolicited|abuse)|abuse report for an? e-?mail|spam complaint|complaint feedback loop|жалоба на спам|пожаловал\S+ на (?:спам|ваше письмо)/i
const abuseSender =
  /^(?:abuse|complaints?|feedback|fbl|feedbackloop|scomp|staff|fbl-no-reply|no-?reply-?fbl|arf)\b.*@|@(?:.*\.)?(?:fbl|arf|feedback|email-abuse)\./i

/**
 * Recognises a complaint: feedback reports (RFC 5965), providers' free-text reports, and the unsubscribe mails that mail
 * programs send by themselves. Null when the mail is none.
 */
export function readComplaint(facts: MailFacts): Complaint | null {
  const feedback = feedbackFields(facts)
  if (feedback)
    return complaintOf(facts, feedback, rawHeader(feedback, 'feedback-type')?.trim().toLowerCase() || 'abuse')
  if (isUnsubscribe(facts)) return { recipient: facts.envelope.from, feedbackType: 'opt-out' }
  return isFreeTextComplaint(facts) ? complaintOf(facts, [], 'abuse') : null
}

function feedbackFields({ tree }: MailFacts): HeaderList | null {
  for (const part of walkParts(tree.root)) {
    if (part.contentType !== 'message/feedback-report') continue
    return parseHeaderLines(decodeBytes(tree, part, 100_000).toString('latin1').split(/\r?\n/))
  }
  return (tree.root.params['report-type'] ?? '').toLowerCase() === 'feedback-report' ? [] : null
}

/** Apple Mail and others answer a List-Unsubscribe address for the reader. */
function isUnsubscribe({ tree, envelope, cut }: MailFacts): boolean {
  if (rawHeader(tree.root.headers, 'x-apple-unsubscribe') !== null) return true
  const subject = /^\s*(?:unsubscribe|opt-?out|remove me|отписаться|отписка|darse de baja|baja|abmelden)\s*$/iu.test(
    envelope.subject,
  )
  return (
    subject &&
    (cut.text === '' ||
      /^\s*(?:unsubscribe|this (?:message|e-?mail) was (?:automatically )?(?:generated|sent) by|apple mail sent this)/i.test(
        cut.text,
      ))
  )
}

function isFreeTextComplaint({ envelope, cut, body }: MailFacts): boolean {
  const attached = body.messages.length > 0 || cut.quoted !== ''
  const phrased = abusePhrase.test(cut.text.slice(0, 5_000))
  if (abuseSender.test(envelope.from ?? '')) return phrased || (abuseSubject.test(envelope.subject) && attached)
  return phrased && abuseSubject.test(envelope.subject) && attached
}

function complaintOf(facts: MailFacts, feedback: HeaderList, feedbackType: string): Complaint {
  const returned = returnedHeaders(facts)
  const own = new Set((facts.options.ownAddresses ?? []).map((one) => one.toLowerCase()))
  const places = [
    ...['original-rcpt-to', 'removal-recipient', 'x-hmxmroriginalrecipient'].map((name) => rawHeader(feedback, name)),
    ...['x-hmxmroriginalrecipient', 'to', 'delivered-to', 'x-apparently-to'].map((name) => rawHeader(returned, name)),
    rawHeader(facts.tree.root.headers, 'x-hmxmroriginalrecipient'),
  ]
  const recipient = places
    .map((place) => (place === null ? null : recipientIn(place, own)))
    .find((found) => found !== null)
  const id = /<[^<>\s]{1,900}>/.exec(rawHeader(returned, 'message-id') ?? '')?.[0]
  return { recipient: recipient ?? null, feedbackType, ...(id ? { originalMessageId: id } : {}) }
}

function returnedHeaders({ tree, body }: MailFacts): HeaderList {
  const headersPart = [...walkParts(tree.root)].find((part) => part.contentType === 'text/rfc822-headers')
  const part = body.messages[0] ?? headersPart
  if (!part) return []
  const lines = decodeBytes(tree, part, 100_000).toString('latin1').replace(/^\s+/, '').split(/\r?\n/)
  const end = lines.findIndex((line) => line.trim() === '')
  return parseHeaderLines(end < 0 ? lines : lines.slice(0, end))
}
