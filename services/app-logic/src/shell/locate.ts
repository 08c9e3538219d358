import { conversationIdFor, type InboxEvent, type Queued } from '@outrider/shared'
import type { Campaign, Contact, Conversation, MessageEvent } from '@outrider/shared/domain'
import { initialConversation } from '../core/initial-conversation.ts'
import type { AppLogic } from './app-logic.ts'

/** The conversation an event belongs to; null where there is none. A `start` command makes it. */
export async function locateConversation(app: AppLogic, event: Queued<InboxEvent>): Promise<string | null> {
  switch (event.type) {
    case 'unreadable':
      return null
    case 'timer':
    case 'delivery':
      return event.conversationId
    case 'message':
      return event.match?.conversationId ?? newestOfSender(app, event)
    case 'command':
      return event.command === 'start'
        ? ensureConversation(app, event.contactId, event.campaignId)
        : event.conversationId
  }
}

/** Everything a decision starts from, loaded afresh at each try. */
export async function loadConversation(
  app: AppLogic,
  id: string,
): Promise<{ conversation: Conversation; contact: Contact; campaign: Campaign } | null> {
  const conversation = await app.store.conversations.get(id)
  if (conversation === null) return null
  const [contact, campaign] = await Promise.all([
    app.store.contacts.get(conversation.contactId),
    app.store.campaigns.get(conversation.campaignId),
  ])
  return contact === null || campaign === null ? null : { conversation, contact, campaign }
}

async function newestOfSender({ store }: AppLogic, event: MessageEvent): Promise<string | null> {
  const address = event.chat?.id ?? event.from?.address
  if (address === undefined) return null
  const contact = await store.contacts.findByAddress(event.channel, address)
  if (contact === null) return null
  const [newest] = (await store.conversations.ofContact(contact._id)).sort(
    (a, b) => b.stageSince.getTime() - a.stageSince.getTime(),
  )
  return newest?._id ?? null
}

async function ensureConversation(app: AppLogic, contactId: string, campaignId: string): Promise<string | null> {
  const id = conversationIdFor(contactId, campaignId)
  const [contact, campaign] = await Promise.all([
    app.store.contacts.get(contactId),
    app.store.campaigns.get(campaignId),
  ])
  if (contact === null || campaign === null) return null
  const channel = contact.email === null ? 'telegram' : 'email'
  const referrer = contact.source.contactId === null ? null : await app.store.contacts.get(contact.source.contactId)
  await app.store.conversations.create(
    initialConversation({
      id,
      contactId,
      campaignId,
      channel,
      referredBy:
        referrer === null || contact.source.by !== 'redirect' ? null : { contactId: referrer._id, name: referrer.name },
      at: app.clock.now(),
    }),
  )
  return id
}
