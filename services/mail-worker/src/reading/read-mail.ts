import { readCalendarReply } from './calendar-reply.ts'
import { classify } from './classify.ts'
import { cutReply } from './cut/cut-reply.ts'
import type { Sender } from './cut/own-name.ts'
import { readEnvelope } from './envelope.ts'
import type { CutReply, ReadMail, ReadOptions } from './mail.ts'
import { type MailBody, readBody } from './mime/mail-body.ts'
import { type MimeTree, parseMime } from './mime/mime-tree.ts'
import { wellFormed } from './well-formed.ts'

/**
 * Reads one mail: what kind it is, who wrote it, and what they newly wrote. Never rejects: a mail that defeats the
 * reader comes back as `human` with its raw text and an `error`, so that a person can look at it.
 *
 * @param bytes The raw RFC 5322 message.
 */
export async function readMail(bytes: Uint8Array, options: ReadOptions): Promise<ReadMail> {
  return readMailSync(bytes, options)
}

/** {@link readMail} for callers that are in a worker thread already. */
export function readMailSync(bytes: Uint8Array, options: ReadOptions): ReadMail {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return wellFormed(readTree(parseMime(raw), options))
  } catch (error) {
    return unreadable(raw, error instanceof Error ? error.message : String(error))
  }
}

function readTree(tree: MimeTree, options: ReadOptions): ReadMail {
  const envelope = readEnvelope(tree.root.headers)
  const body = readBody(tree)
  const cut = cutBody(body, { name: envelope.fromName, address: envelope.from }, options.ownFooters ?? [])
  const calendarReply = readCalendarReply(tree, body.calendars)
  return {
    ...classify({ tree, envelope, body, cut, options }),
    ...cut,
    ...envelope,
    attachments: body.attachments,
    ...(calendarReply ? { calendarReply } : {}),
    ...(tree.truncated ? { truncated: true } : {}),
  }
}

/** Stretches of a body are cut one by one: a list's footer is a stretch of its own behind the answer. */
function cutBody(body: MailBody, sender: Sender, ownFooters: readonly string[]): CutReply {
  const cuts = body.segments.map((segment) => cutReply({ text: segment.plain, html: segment.html, sender, ownFooters }))
  const join = (pick: (cut: CutReply) => string) =>
    cuts
      .map(pick)
      .filter((part) => part !== '')
      .join('\n\n')
  return { text: join((cut) => cut.text), quoted: join((cut) => cut.quoted), signature: join((cut) => cut.signature) }
}

/** What is left of a mail that could not be read at all. */
export function unreadable(raw: Buffer, reason: string): ReadMail {
  return {
    kind: 'human',
    text: wellFormed(raw.subarray(0, 100_000).toString('utf8')),
    quoted: '',
    signature: '',
    from: null,
    fromName: null,
    replyTo: null,
    to: [],
    cc: [],
    subject: '',
    messageId: null,
    inReplyTo: null,
    references: [],
    date: null,
    attachments: [],
    error: reason,
  }
}
