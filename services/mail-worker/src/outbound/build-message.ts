import { type EmailAccount, isEmailAddress, type OutboxEntry, type OutboxKind } from '@outrider/shared/domain'
import { unsubscribeSubject } from '../matching/tokens.ts'

/** A header of ours: written on one line exactly as given. */
export interface OwnHeader {
  readonly name: string
  readonly value: string
}

export interface OutgoingAttachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Buffer
}

/** A mail, complete but for its bytes. */
export interface OutgoingMail {
  readonly envelope: { readonly from: string; readonly to: string }
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly date: Date
  readonly headers: readonly OwnHeader[]
  readonly calendar: { readonly method: string; readonly filename: string; readonly content: string } | null
  readonly attachments: readonly OutgoingAttachment[]
}

export interface BuildRequest {
  readonly entry: OutboxEntry
  readonly account: EmailAccount
  /** Contents of the attachments that are files, by name. */
  readonly files: ReadonlyMap<string, Buffer>
  readonly date: Date
  /** Public address of the one-click listener with the token of this conversation; null where it is not set up. */
  readonly oneClickUrl: string | null
}

/** The entry cannot be made into a mail: nothing was handed over and a repeat would not help. */
export class UnsendableError extends Error {
  readonly blame: 'recipient' | 'content'

  constructor(blame: 'recipient' | 'content', message: string) {
    super(message)
    this.name = 'UnsendableError'
    this.blame = blame
  }
}

/**
 * The mail of an outbox entry. It says what the entry says and nothing else; the edge adds only headers.
 *
 * @throws UnsendableError for a recipient that is no address, a line break in a header, or a file that is not there
 */
export function buildMessage(request: BuildRequest): OutgoingMail {
  const { entry, account, date } = request
  if (!isEmailAddress(entry.to)) throw new UnsendableError('recipient', 'the recipient is not one e-mail address')
  if (entry.messageId === null) throw new UnsendableError('content', 'the entry has no Message-ID')
  const calendar = calendarOf(entry)
  const mail: OutgoingMail = {
    envelope: { from: account.address, to: entry.to },
    from: { name: account.name, address: account.address },
    to: { name: entry.toName, address: entry.to },
    subject: entry.subject ?? '',
    text: entry.text,
    messageId: entry.messageId,
    inReplyTo: entry.inReplyTo,
    references: entry.references,
    date,
    headers: [...autoSubmitted(entry), ...listUnsubscribe(request)],
    calendar,
    attachments: attachmentsOf(request, calendar?.filename ?? null),
  }
  refuseLineBreaks(mail)
  return mail
}

const UNPROMPTED: readonly OutboxKind[] = ['intro', 'follow-up', 'reminder', 'referral-intro']

/**
 * RFC 3834 §5: what no person saw before it leaves is marked, as an answer (`auto-replied`) or as unprompted
 * (`auto-generated`), so that no other machine answers it. What a person approved is their mail and carries no mark.
 */
function autoSubmitted({ kind, held }: OutboxEntry): OwnHeader[] {
  if (held) return []
  return [{ name: 'Auto-Submitted', value: UNPROMPTED.includes(kind) ? 'auto-generated' : 'auto-replied' }]
}

/** RFC 2369 §3.2 and, where the listener is set up, RFC 8058 §3.1. One unfolded line: folding breaks signatures of relays. */
function listUnsubscribe({ entry, account, oneClickUrl }: BuildRequest): OwnHeader[] {
  const subject = encodeURIComponent(unsubscribeSubject(entry.conversationId))
  const mailto = `<mailto:${encodeURI(account.address)}?subject=${subject}>`
  if (oneClickUrl === null) return [{ name: 'List-Unsubscribe', value: mailto }]
  return [
    { name: 'List-Unsubscribe', value: `<${oneClickUrl}>, ${mailto}` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ]
}

/** An invitation is a part of its own that calendars act on (RFC 6047 §2.4), not a mere file. */
function calendarOf({ attachments }: OutboxEntry): OutgoingMail['calendar'] {
  const found = attachments.find(({ from, contentType }) => from === 'text' && /^text\/calendar\b/i.test(contentType))
  if (found?.from !== 'text') return null
  const method = /;\s*method="?([A-Za-z]+)"?/i.exec(found.contentType)?.[1] ?? /^METHOD:(\w+)/m.exec(found.content)?.[1]
  return { method: (method ?? 'PUBLISH').toUpperCase(), filename: found.filename, content: found.content }
}

function attachmentsOf({ entry, files }: BuildRequest, calendarFile: string | null): OutgoingAttachment[] {
  return entry.attachments
    .filter(({ filename }) => filename !== calendarFile)
    .map((attachment) => {
      const { filename, contentType } = attachment
      const content = attachment.from === 'text' ? Buffer.from(attachment.content) : files.get(filename)
      if (content === undefined) throw new UnsendableError('content', `FILE_MISSING: ${filename} is not in the store`)
      return { filename, contentType, content }
    })
}

/** A line break in a header value would start another header: such a mail is refused, not repaired. */
function refuseLineBreaks(mail: OutgoingMail): void {
  const { from, to, subject, messageId, inReplyTo, references, headers, attachments } = mail
  const values = {
    From: [from.name, from.address],
    To: [to.name, to.address],
    Subject: [subject],
    'Message-ID': [messageId],
    'In-Reply-To': [inReplyTo ?? ''],
    References: references,
    headers: headers.flatMap(({ name, value }) => [name, value]),
    attachments: attachments.flatMap(({ filename, contentType }) => [filename, contentType]),
  }
  for (const [name, parts] of Object.entries(values)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    if (parts.some((part) => /[\r\n\u0000]/.test(part))) {
      throw new UnsendableError('content', `a line break stands in ${name}`)
    }
  }
}
