import type { Collection, Document, Filter, Sort } from 'mongodb'
import type { InboxEvent, OutboxEntry } from '../domain/index.ts'
import type { Queued } from '../queue/queue.ts'
import type { HistoryStore } from '../store/store.ts'

const OLDEST_FIRST: Sort = { createdAt: 1, _id: 1 }

/** Reads across the two queues, which are the message log. */
export function mongoHistory(inbox: Collection<Document>, outbox: Collection<Document>): HistoryStore {
  const out = async (filter: Filter<Document>, sort: Sort, limit: number) =>
    (await outbox.find(filter).sort(sort).limit(limit).toArray()) as unknown as Queued<OutboxEntry>[]
  return {
    received: async (conversationId) =>
      (await inbox
        .find({ 'match.conversationId': conversationId })
        .sort(OLDEST_FIRST)
        .limit(1_000)
        .toArray()) as unknown as Queued<InboxEvent>[],
    outgoing: (conversationId) => out({ conversationId }, OLDEST_FIRST, 1_000),
    outgoingByMessageIds: (messageIds) => out({ messageId: { $in: [...messageIds] } }, OLDEST_FIRST, 1_000),
    outgoingTo: (channel, to, limit) => out({ channel, to }, { createdAt: -1 }, limit),
    withStatus: (_queue, statuses, limit) => out({ status: { $in: [...statuses] } }, OLDEST_FIRST, limit),
    deadInbox: async (limit) =>
      (await inbox
        .find({ status: 'dead' })
        .sort(OLDEST_FIRST)
        .limit(limit)
        .toArray()) as unknown as Queued<InboxEvent>[],
  }
}
