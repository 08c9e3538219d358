import type {
  Attachment,
  Campaign,
  Contact,
  Conversation,
  Language,
  OutboxEntry,
  ReplyReading,
} from '@outrider/shared/domain'
import type { SendAction } from '../core/action.ts'
import type { AppLogic } from './app-logic.ts'
import { draftMessage } from './draft-message.ts'
import { emailAddressOf } from './gather-policy.ts'
import { fingerprintOf } from './identity.ts'
import { invitation } from './invitation.ts'

export interface Composing {
  readonly conversation: Conversation
  readonly contact: Contact
  readonly campaign: Campaign
  /** The reading that is answered; null for outreach. */
  readonly reading: ReplyReading | null
  readonly action: SendAction
  /** `<conversation>:<version>:<n>`. */
  readonly id: string
}

/** An outgoing message, complete: words, recipient, thread, attachments and its fixed Message-ID. */
export async function composeEntry(
  app: AppLogic,
  composing: Composing,
  signal: AbortSignal,
): Promise<{ entry: OutboxEntry; handOver: string | null }> {
  const { conversation, contact, campaign, action, reading, id } = composing
  const language: Language = reading?.lang ?? contact.language
  const drafted = await draftMessage(app, { ...composing, language }, signal)
  const { attachments, missing } = await attachmentsFor(app, composing, drafted.text)
  const sender = await emailAddressOf(app, campaign)
  const isEmail = action.channel === 'email'
  const thread = isEmail ? threadOf(composing) : { inReplyTo: null, references: [] }
  const content = {
    to: recipientOf(composing),
    subject: isEmail ? subjectOf(composing, drafted.subject) : null,
    text: drafted.text,
    attachments,
  }
  const entry: OutboxEntry = {
    _id: id,
    conversationId: conversation._id,
    contactId: contact._id,
    campaignId: campaign._id,
    kind: action.kind,
    channel: action.channel,
    accountId: campaign.accounts[action.channel === 'telegram' ? 'telegram' : 'email'] ?? '',
    toName: contact.name,
    ...content,
    messageId: isEmail ? messageIdFor(id, sender) : null,
    ...thread,
    held: action.hold || drafted.heldBecause !== null || missing !== null,
    dueAt: action.sendAt,
    leaveWithin: [...action.leaveWithin],
    fingerprint: fingerprintOf([
      content.to,
      content.subject,
      content.text,
      attachments.map(({ filename }) => filename),
    ]),
  }
  return { entry, handOver: drafted.handOver }
}

/** The token in it ties a reply to its conversation even where the outbox no longer knows the message. */
function messageIdFor(id: string, sender: string | null): string {
  return `<outrider.${id.replaceAll(':', '.')}@${sender?.split('@')[1] ?? 'outrider.invalid'}>`
}

/** Whoever wrote is answered, a colleague who joined too; outreach goes to the contact. */
function recipientOf({ action, contact }: Composing): string {
  const writer = action.answers.at(-1)?.from
  if (action.channel === 'telegram') return contact.telegramChatId ?? writer ?? ''
  return writer?.includes('@') ? writer : (contact.email ?? '')
}

/** RFC 5322 §3.6.4: In-Reply-To is the parent's id, References the parent's chain and the parent. */
function threadOf({ action, conversation }: Composing): Pick<OutboxEntry, 'inReplyTo' | 'references'> {
  const parent = action.answers.findLast((message) => message.messageId !== null)
  if (parent?.messageId)
    return { inReplyTo: parent.messageId, references: capped([...parent.references, parent.messageId]) }
  const { lastMessageId, references } = conversation.thread
  return { inReplyTo: lastMessageId, references: capped(references) }
}

const MAX_REFERENCES = 30

/** Long chains keep their first and their last ids, so that every client still finds the thread. */
function capped(references: readonly string[]): string[] {
  const unique = [...new Set(references)]
  return unique.length <= MAX_REFERENCES ? unique : [...unique.slice(0, 1), ...unique.slice(1 - MAX_REFERENCES)]
}

function subjectOf({ action, conversation, campaign, contact }: Composing, drafted: string | null): string {
  const theirs = action.answers.findLast((message) => message.subject !== null)?.subject
  const running = theirs || conversation.thread.subject
  if (!running || action.kind === 'intro' || action.kind === 'referral-intro') {
    return drafted ?? campaign.intro.subject[contact.language]
  }
  return /^\s*(re|отв|ответ|rv|aw|sv)\s*(\[\d+\])?\s*:/i.test(running) ? running : `Re: ${running}`
}

async function attachmentsFor(
  app: AppLogic,
  { action, campaign, contact }: Composing,
  text: string,
): Promise<{ attachments: Attachment[]; missing: string | null }> {
  const attachments: Attachment[] = []
  const { deck } = campaign.settings
  if (action.brief.deck) attachments.push({ from: 'file', filename: deck, contentType: contentTypeOf(deck) })
  if (action.brief.invitation !== null) {
    const from = await emailAddressOf(app, campaign)
    attachments.push(
      invitation({ brief: action.brief, campaign, contact, organizer: from, text, now: app.clock.now() }),
    )
  }
  const missing = action.brief.deck && !(await app.store.files.has(deck)) ? deck : null
  if (missing !== null)
    app.logger.error('the deck is not in the store: the message is held', { code: 'FILE_MISSING', file: deck })
  return { attachments, missing }
}

function contentTypeOf(filename: string): string {
  const types: Readonly<Record<string, string>> = {
    pdf: 'application/pdf',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  }
  return types[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
