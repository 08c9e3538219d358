import type { InboxEvent, Queued } from '@outrider/shared'
import type { Campaign, Contact, Conversation, MessageEvent, TurnMessage, Understanding } from '@outrider/shared/domain'
import type { AppLogic } from './app-logic.ts'
import { readTurn, textsOfTurn } from './read-turn.ts'

/** What an event means for its conversation; null with the reason where it means nothing. */
export async function understandEvent(
  app: AppLogic,
  event: Queued<InboxEvent>,
  loaded: { conversation: Conversation; contact: Contact; campaign: Campaign },
  signal: AbortSignal,
): Promise<Understanding | { readonly type: 'void'; readonly reason: string }> {
  switch (event.type) {
    case 'message':
      return understandMessage(event)
    case 'timer':
      return understandTimer(app, event.version, loaded, signal)
    case 'command':
      return event.command === 'start'
        ? { type: 'command', command: 'start', outboxId: null, fingerprint: null, by: event.by }
        : {
            type: 'command',
            command: event.command,
            outboxId: event.outboxId,
            fingerprint: event.fingerprint,
            by: event.by,
          }
    case 'delivery': {
      const { result, permanent, blame, reason, outboxId, at } = event
      return {
        type: 'delivery-report',
        outboxId,
        at,
        result,
        permanent,
        blame,
        reason,
        entry: await app.store.outbox.get(outboxId),
      }
    }
    case 'unreadable':
      return { type: 'void', reason: 'an unreadable mail is shown to a person' }
  }
}

/** A turn that has ended is read; any other due timer speaks for itself. A version that has passed voids it. */
async function understandTimer(
  app: AppLogic,
  version: number,
  loaded: { conversation: Conversation; contact: Contact; campaign: Campaign },
  signal: AbortSignal,
): ReturnType<typeof understandEvent> {
  const { conversation } = loaded
  if (conversation.version !== version) return { type: 'void', reason: 'the conversation has moved on' }
  if (conversation.turn === null || conversation.turn.dueAt > app.clock.now()) return { type: 'timer-due' }
  return readTurn(app, loaded, await textsOfTurn(app, conversation.turn.messages), signal)
}

function understandMessage(event: Queued<MessageEvent>): Understanding | { type: 'void'; reason: string } {
  const { kind, bounce, autoReply } = event
  const machine = { inboxId: event._id, at: event.receivedAt }
  switch (kind) {
    case 'human':
      return { type: 'message-arrived', message: turnMessageOf(event), botStart: event.chat?.isStart === true }
    case 'auto-reply':
      return {
        type: 'auto-reply',
        ...machine,
        returnsOn: autoReply?.returnsOn ?? null,
        gone: autoReply?.gone ?? false,
        mentions: autoReply?.mentions ?? [],
      }
    case 'bounce':
      return bounce === null
        ? { type: 'void', reason: 'a delivery notice that reports no failure' }
        : { type: 'bounce', ...machine, bounce, channel: event.channel }
    case 'complaint':
      return { type: 'complaint', ...machine }
    case 'list':
      return { type: 'void', reason: 'mail of a list' }
    case 'own':
      return { type: 'void', reason: "the agent's own mail" }
  }
}

function turnMessageOf(event: Queued<MessageEvent>): TurnMessage {
  return {
    inboxId: event._id,
    channel: event.channel,
    from: event.chat?.id ?? event.from?.address ?? '',
    fromName: event.from?.name ?? '',
    at: event.receivedAt,
    subject: event.subject,
    messageId: event.messageId,
    references: event.references,
    certain: event.match?.certain ?? false,
    again: false,
  }
}
