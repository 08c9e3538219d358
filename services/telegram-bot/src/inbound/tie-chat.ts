import type { Logger, Store } from '@outrider/shared'
import { type Contact, type Conversation, type Match, normaliseTelegram } from '@outrider/shared/domain'
import type { InboundMessage } from './read-update.ts'

type Chat = Pick<InboundMessage, 'chatId' | 'username' | 'startToken'>

/**
 * The contact who writes in this chat, tied to it from now on: by the token of a deep link, by the chat itself, or by
 * the handle. Null for somebody unknown. Harmless to repeat.
 */
export async function tieChat(store: Store, chat: Chat, logger: Logger): Promise<Contact | null> {
  const known = await contactOfChat(store, chat.chatId)
  const invited = chat.startToken === null ? null : await store.contacts.findByTelegramToken(chat.startToken)
  if (invited !== null && invited._id !== known?._id) return tieInvited(store, chat.chatId, invited, known, logger)
  if (known !== null) return known
  const named = chat.username === null ? null : await contactOfHandle(store, chat.username)
  // A handle can pass to somebody else; the chat of the person we know cannot.
  if (named === null || named.telegramChatId !== null) return null
  return setChat(store, named, chat.chatId)
}

/** The conversation a message in this chat belongs to: the newest that this bot serves, or else, as a guess, the newest. */
export async function matchChat(store: Store, contact: Contact, accountId: string): Promise<Match | null> {
  const conversations = (await store.conversations.ofContact(contact._id)).sort(
    (a, b) => lastTouched(b).getTime() - lastTouched(a).getTime(),
  )
  for (const { _id, campaignId } of conversations) {
    const campaign = await store.campaigns.get(campaignId)
    if (campaign?.accounts.telegram === accountId) return matchOf(_id, true)
  }
  const [newest] = conversations
  return newest === undefined ? null : matchOf(newest._id, false)
}

const lastTouched = ({ lastSentAt, createdAt }: Conversation) => lastSentAt ?? createdAt

const matchOf = (conversationId: string, certain: boolean): Match => ({
  conversationId,
  by: 'chat',
  certain,
  outboxId: null,
})

/** By the chat alone: `findByAddress` looks at handles too, which begin with `@` and so never equal a chat id. */
export async function contactOfChat({ contacts }: Store, chatId: string): Promise<Contact | null> {
  return contacts.findByAddress('telegram', chatId)
}

async function contactOfHandle({ contacts }: Store, username: string): Promise<Contact | null> {
  return contacts.findByAddress('telegram', normaliseTelegram(username))
}

/** The link was meant for this contact. A link that somebody else has used already ties nobody: it was passed on. */
async function tieInvited(
  store: Store,
  chatId: string,
  invited: Contact,
  known: Contact | null,
  logger: Logger,
): Promise<Contact | null> {
  if (invited.telegramChatId !== null) {
    logger.warn('a deep link was used by a second person; it ties nobody', { contactId: invited._id })
    return known
  }
  if (known !== null) {
    // One chat is one person: the link says more surely who they are than the handle did.
    logger.warn('a chat moves to the contact whose deep link was used', { contactId: invited._id, before: known._id })
    await store.contacts.update(known._id, { telegramChatId: null })
  }
  return setChat(store, invited, chatId)
}

async function setChat({ contacts }: Store, contact: Contact, telegramChatId: string): Promise<Contact> {
  // Whoever has just started the bot can be written to, whatever failed before.
  const unreachable = contact.unreachable.filter((channel) => channel !== 'telegram')
  await contacts.update(contact._id, { telegramChatId, unreachable })
  return { ...contact, telegramChatId, unreachable }
}
