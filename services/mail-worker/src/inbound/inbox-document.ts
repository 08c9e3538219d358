import type { Bounce, Match, MessageEvent } from '@outrider/shared/domain'
import { conversationToUnsubscribe } from '../matching/tokens.ts'
import type { BounceReport, CalendarReply, ReadMail } from '../reading/mail.ts'
import { blameFor } from './bounce-blame.ts'

/** The inbox document of a mail, as read and matched. */
export function messageEventOf(
  mail: ReadMail,
  facts: { readonly accountId: string; readonly receivedAt: Date; readonly match: Match | null },
): MessageEvent {
  return {
    type: 'message',
    kind: mail.kind,
    channel: 'email',
    ...facts,
    from: mail.from === null ? null : { address: mail.from, name: mail.fromName ?? '' },
    to: [...mail.to],
    cc: [...mail.cc],
    subject: mail.subject,
    text: textOf(mail),
    quoted: mail.quoted,
    signature: mail.signature,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: [...mail.references],
    bounce: mail.bounce === undefined ? null : bounceOf(mail.bounce),
    autoReply: autoReplyOf(mail),
    calendarReply: mail.calendarReply === undefined ? null : calendarReplyOf(mail.calendarReply),
    attachments: mail.attachments.map(({ filename, contentType, size }) => ({
      filename: filename ?? '',
      contentType,
      size: Math.round(size),
    })),
    chat: null,
  }
}

/** A mail that `List-Unsubscribe` asked for says everything in its subject. */
function textOf({ subject, text }: ReadMail): string {
  return conversationToUnsubscribe(subject) === null ? text : `unsubscribe\n\n${text}`.trim()
}

/** Null where a report says that nothing failed: delayed, relayed, delivered. */
function bounceOf({ action, recipient, status, permanent, reason, concern }: BounceReport): Bounce | null {
  if (action !== 'failed') return null
  return { recipient, status, permanent, reason, blame: blameFor(concern) }
}

function autoReplyOf({ autoReply }: ReadMail): MessageEvent['autoReply'] {
  if (autoReply === undefined) return null
  return { returnsOn: autoReply.returnsOn, gone: autoReply.gone ?? false, mentions: [...(autoReply.successors ?? [])] }
}

function calendarReplyOf({ uid, method, partstat }: CalendarReply): MessageEvent['calendarReply'] {
  if (method === 'COUNTER') return { uid, answer: 'counter' }
  switch (partstat?.toUpperCase()) {
    case 'ACCEPTED':
      return { uid, answer: 'accepted' }
    case 'DECLINED':
      return { uid, answer: 'declined' }
    case 'TENTATIVE':
      return { uid, answer: 'tentative' }
    default:
      return null
  }
}
