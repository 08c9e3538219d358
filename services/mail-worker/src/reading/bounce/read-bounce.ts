import type { MailFacts } from '../classify.ts'
import type { BounceReport } from '../mail.ts'
import { decodeBytes } from '../mime/decode-body.ts'
import { parseHeaderLines, rawHeader } from '../mime/header-list.ts'
import { walkParts } from '../mime/mime-tree.ts'
import { bounceReasons, otherConcerns, permanentReasons, reasonsByStatus } from './bounce-reasons.ts'
import { isFreeTextBounce } from './bounce-signs.ts'
import { type RecipientStatus, readDeliveryStatus, recipientsOf, statusOf } from './delivery-status.ts'
import { failedCommand, type NoticeText, noticeText, passageOf, recipientIn } from './free-text.ts'
import { readSesNotification } from './ses-notification.ts'

/**
 * Reads a delivery report (RFC 3464) or a free-text bounce; null when the mail is none. The reason comes from what the
 * remote server wrote, then from the notice around it, and from the status code only when nobody wrote anything.
 */
export function readBounce(facts: MailFacts): BounceReport | null {
  const text = noticeText(facts.body)
  let statuses = readDeliveryStatus(facts.tree)
  if (statuses.length === 0) statuses = readSesNotification(text.notice)
  if (statuses.length === 0) {
    if (
      !isReport(facts) &&
      !isFreeTextBounce(
        facts.tree.root.headers,
        facts.envelope,
        text.notice,
        facts.body.messages.length > 0 || text.returned !== '',
      )
    )
      return null
    statuses = recipientsOf(text.notice)
  }
  const status =
    statuses.find(({ action }) => action === 'failed') ??
    statuses.find(({ action }) => action === 'delayed') ??
    statuses[0]
  return report(facts, text, status ?? fromNotice(facts, text), statuses)
}

/** Some servers send the report type with a part that is damaged or missing. */
function isReport({ tree }: MailFacts): boolean {
  const type = (tree.root.params['report-type'] ?? '').toLowerCase()
  return tree.root.contentType === 'multipart/report' && type === 'delivery-status'
}

function fromNotice(facts: MailFacts, text: NoticeText): RecipientStatus {
  return {
    recipient: null,
    action: isDelay(facts, text.notice) ? 'delayed' : 'failed',
    status: statusOf('', text.notice),
    diagnostic: '',
  }
}

/** Notices without a report: "will be retried" is no failure yet. */
function isDelay({ envelope }: MailFacts, notice: string): boolean {
  if (/\bdelay(?:ed)?\b|\bwarning\b|отложен|aufgeschoben|verzögert/i.test(envelope.subject)) return true
  const start = notice.slice(0, 4_000)
  return (
    /this is a warning message only|you do not need to re-?send|will be retried for|delivery will continue to be attempted|still (?:being )?(?:trying|retried)|temporary problem delivering/i.test(
      start,
    ) && !/permanent|given up|giving up/i.test(start)
  )
}

function report(
  facts: MailFacts,
  text: NoticeText,
  status: RecipientStatus,
  all: readonly RecipientStatus[],
): BounceReport {
  const recipient = recipientOf(facts, text, status)
  const reason = reasonOf(status, passageOf(text.notice, recipient))
  const recipients = [...new Set(all.map((one) => one.recipient).filter((one) => one !== null))]
  const original = originalMessageId(facts, text)
  const diagnostic = status.diagnostic === '' ? serverReply(text.notice) : status.diagnostic
  return {
    recipient,
    status: status.status,
    permanent: isPermanent(status, reason),
    reason,
    concern: bounceReasons.find((rule) => rule.reason === reason)?.concern ?? otherConcerns[reason] ?? 'transport',
    action: status.action,
    ...(diagnostic === '' ? {} : { diagnostic: diagnostic.slice(0, 1_000) }),
    ...(original === null ? {} : { originalMessageId: original }),
    ...(recipients.length > 1 ? { recipients } : {}),
  }
}

/** Name of the reason. Delays keep the name `delayed`, whatever the server said meanwhile. */
function reasonOf(status: RecipientStatus, notice: string): string {
  if (status.action === 'delayed') return 'delayed'
  if (status.action !== 'failed') return 'delivered'
  const words = status.diagnostic.replace(/\s+/g, ' ').trim()
  const around = notice.replace(/\s+/g, ' ').slice(0, 12_000)
  const written = reasonIn(words) ?? reasonIn(around)
  const reason = written ?? reasonsByStatus.find(([pattern]) => pattern.test(status.status ?? ''))?.[1] ?? 'undefined'
  if (reason === 'suspend' && status.status === '5.1.1') return 'userunknown'
  return reason === 'userunknown' && isLateRefusal(status, `${words}\n${notice}`) ? 'filtered' : reason
}

/**
 * "User unknown" in answer to DATA, after the recipient had been accepted, is the word of a filter, not of the
 * directory: the address may well exist.
 */
function isLateRefusal(status: RecipientStatus, text: string): boolean {
  return (
    /user unknown|unknown user/i.test(text) && failedCommand(text) === 'DATA' && !/^5\.1\./.test(status.status ?? '')
  )
}

/** A dead domain that the reporter itself calls temporary (`4.x.x`) is asked again: resolvers fail too. */
function isPermanent(status: RecipientStatus, reason: string): boolean {
  if (status.action !== 'failed' || !permanentReasons.has(reason)) return false
  return reason === 'userunknown' || !/^4\./.test(status.status ?? '')
}

/** First reason of the table whose pattern is met; the prefix of a mail client is not the server's word. */
export function reasonIn(text: string): string | null {
  if (text === '') return null
  const words = text.slice(0, 12_000).replace(/unknown address error/gi, '')
  for (const { reason, patterns } of bounceReasons) {
    if (patterns.some((pattern) => pattern.test(words))) return reason
  }
  return null
}

function recipientOf(facts: MailFacts, text: NoticeText, status: RecipientStatus): string | null {
  if (status.recipient !== null) return status.recipient
  const { envelope, options, tree } = facts
  const own = new Set([
    ...envelope.to,
    ...(options.ownAddresses ?? []).map((one) => one.toLowerCase()),
    envelope.from ?? '',
  ])
  const failed = rawHeader(tree.root.headers, 'x-failed-recipients')
  const named = failed === null ? null : recipientIn(failed, new Set())
  return named ?? recipientIn(text.notice, own) ?? returnedTo(facts, text)
}

/** To of the mail that came back. */
function returnedTo(facts: MailFacts, text: NoticeText): string | null {
  const to = rawHeader(returnedHeaders(facts, text), 'to')
  return to === null ? null : recipientIn(to, new Set())
}

function originalMessageId(facts: MailFacts, text: NoticeText): string | null {
  const id = rawHeader(returnedHeaders(facts, text), 'message-id')
  return id === null ? null : (/<[^<>\s]{1,900}>/.exec(id)?.[0] ?? null)
}

/** Headers of the returned mail: its own part, or what stands in the notice. */
function returnedHeaders({ tree }: MailFacts, text: NoticeText) {
  for (const part of walkParts(tree.root)) {
    if (
      !/^(?:message\/(?:rfc822|global|rfc822-headers|global-headers|partial)|text\/rfc822-headers)$/.test(
        part.contentType,
      )
    )
      continue
    const fields = headerFields(decodeBytes(tree, part, 100_000).toString('latin1'))
    if (fields.length > 0) return fields
  }
  const start = text.returned.search(/^(?:received|return-path|message-id|from|to|date|subject):/im)
  return start < 0 ? [] : headerFields(text.returned.slice(start))
}

function headerFields(text: string) {
  const lines = text.replace(/^\s+/, '').split(/\r?\n/)
  const end = lines.findIndex((line) => line.trim() === '')
  return parseHeaderLines(end < 0 ? lines : lines.slice(0, end))
}

/** The line with the SMTP reply, for people. */
function serverReply(notice: string): string {
  return /^.{0,300}(?<!\d)[45]\d\d[ -].{5,600}$/m.exec(notice)?.[0].replace(/\s+/g, ' ').trim() ?? ''
}
