import type { Logger, Store } from '@outrider/shared'
import type { Match, MessageEvent } from '@outrider/shared/domain'
import type { RawUpdate } from '../telegram-api.ts'
import { type InboundMessage, readUpdate } from './read-update.ts'
import { contactOfChat, matchChat, tieChat } from './tie-chat.ts'

export interface Recording {
  readonly store: Store
  readonly logger: Logger
  readonly accountId: string
  /** The bot's user name, without `@`. */
  readonly username: string
  readonly now: Date
}

/**
 * Stores what one update says. Resolves once it is safe to confirm the update to Telegram, and throws when the store
 * does not acknowledge it. Recording an update again changes nothing.
 */
export async function recordUpdate(recording: Recording, raw: RawUpdate): Promise<void> {
  const { logger, accountId } = recording
  const update = readUpdate(raw)
  const inboxId = inboxIdOf(accountId, raw)
  switch (update.is) {
    case 'message':
      return recordMessage(recording, inboxId, update.message)
    case 'block':
      return recordBlock(recording, inboxId, update.chatId)
    case 'unreadable':
      return recordUnreadable(recording, raw, update.reason)
    case 'ignored':
      logger.info('an update was ignored', { inboxId, reason: update.reason })
  }
}

/** Telegram's own identity of an update: recording it again finds it there. */
const inboxIdOf = (accountId: string, { update_id }: RawUpdate) => `telegram:${accountId}:${update_id}`

async function recordMessage(recording: Recording, inboxId: string, message: InboundMessage): Promise<void> {
  const { store, logger, accountId } = recording
  const contact = await tieChat(store, message, logger)
  const match = contact === null ? null : await matchChat(store, contact, accountId)
  const stored = await store.inbox.put({ _id: inboxId, ...eventOf(recording, message, match) })
  if (stored === 'duplicate') return logger.debug('an update came again', { inboxId })
  logger.info(contact === null ? 'a message of somebody unknown was recorded' : 'message received', {
    inboxId,
    contactId: contact?._id ?? null,
    conversationId: match?.conversationId ?? null,
    isStart: message.isStart,
  })
}

function eventOf({ accountId, username, now }: Recording, message: InboundMessage, match: Match | null): MessageEvent {
  const { chatId, name, text, quoted, attachments, at, startToken, isStart } = message
  return {
    type: 'message',
    kind: 'human',
    channel: 'telegram',
    accountId,
    from: { address: chatId, name },
    to: [`@${username}`],
    cc: [],
    subject: null,
    text,
    quoted,
    signature: '',
    messageId: null,
    inReplyTo: null,
    references: [],
    // Telegram's clock may be ahead of ours, but nothing was received in the future.
    receivedAt: at > now ? now : at,
    match,
    bounce: null,
    autoReply: null,
    calendarReply: null,
    attachments: [...attachments],
    chat: { id: chatId, startToken, isStart },
  }
}

/** Blocking the bot is an opt-out, as clear as one in words. */
async function recordBlock({ store, logger, accountId }: Recording, inboxId: string, chatId: string): Promise<void> {
  const contact = await contactOfChat(store, chatId)
  const match = contact === null ? null : await matchChat(store, contact, accountId)
  if (match === null) return logger.info('somebody unknown blocked the bot', { inboxId })
  await store.inbox.put({ _id: inboxId, ...suppressCommand(match.conversationId) })
  logger.info('a person blocked the bot: they are to be suppressed', { inboxId, conversationId: match.conversationId })
}

/** Asks app-logic for a stop on every channel. */
export function suppressCommand(conversationId: string) {
  return {
    type: 'command',
    command: 'suppress',
    conversationId,
    outboxId: null,
    fingerprint: null,
    by: 'telegram-bot: blocked by the person',
  } as const
}

/** Kept as it came, for a person: what cannot be read must not be lost, nor stop what comes after it. */
export async function recordUnreadable(
  { store, logger, accountId, now }: Recording,
  raw: RawUpdate,
  reason: string,
): Promise<void> {
  const inboxId = inboxIdOf(accountId, raw)
  const rawFile = `${inboxId.replaceAll(':', '-')}.json`
  const content = Buffer.from(JSON.stringify(raw))
  await store.files.put({ filename: rawFile, contentType: 'application/json', content })
  const event = { type: 'unreadable', channel: 'telegram', accountId, rawFile, reason, receivedAt: now } as const
  await store.inbox.put({ _id: inboxId, ...event }, { status: 'dead' })
  logger.error('an update could not be read; it is kept raw', { inboxId, rawFile, reason })
}
