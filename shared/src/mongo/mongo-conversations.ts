import type { Collection, Document, Filter } from 'mongodb'
import type { Conversation, Pending } from '../domain/index.ts'
import { ConflictError } from '../errors/outrider-error.ts'
import type { ConversationStore } from '../store/store.ts'
import { validated } from '../store/validated.ts'
import { isDuplicateKey } from './mongo-errors.ts'
import { COUNT_STAGES } from './queries.ts'

const NOTHING: Pending = { entries: [], cancellations: [], approvals: [], openings: [], facts: [] }

/** `hasPending` is kept beside the document, so that the relay's rescue has an index. */
function toDocument(conversation: Conversation): Document {
  const valid = validated('conversations', conversation)
  return { ...valid, hasPending: Object.values(valid.pending).some((work) => work.length > 0) }
}

function fromDocument(document: Document): Conversation {
  const { hasPending: _, ...conversation } = document
  return conversation as unknown as Conversation
}

/** Conversations in MongoDB: one document each, changed by one write filtered on the version. */
export function mongoConversations(collection: Collection<Document>): ConversationStore {
  const find = async (filter: Filter<Document>, limit: number) =>
    (await collection.find(filter).sort({ createdAt: -1 }).limit(limit).toArray()).map(fromDocument)
  return {
    get: async (id) => {
      const document = await collection.findOne({ _id: id as never })
      return document === null ? null : fromDocument(document)
    },
    create: async (conversation) => {
      try {
        await collection.insertOne(toDocument(conversation) as never)
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    replace: async (conversation) => {
      const expected = conversation.version - 1
      const { _id, ...fields } = toDocument(conversation)
      const { matchedCount } = await collection.replaceOne({ _id: _id as never, version: expected }, fields)
      if (matchedCount !== 1) throw new ConflictError(conversation._id, expected)
    },
    clearPending: async (id, version) => {
      await collection.updateOne({ _id: id as never, version }, { $set: { pending: NOTHING, hasPending: false } })
    },
    withPending: (limit) => find({ hasPending: true }, limit),
    ofContact: (contactId) => find({ contactId }, 100),
    list: ({ campaignId, stage, limit }) =>
      find({ ...(campaignId === undefined ? {} : { campaignId }), ...(stage === undefined ? {} : { stage }) }, limit),
    countByStage: async () => {
      const rows = await collection.aggregate(COUNT_STAGES).toArray()
      return rows.map((row) => ({
        campaignId: String(row._id.campaignId),
        stage: String(row._id.stage),
        count: Number(row.count),
      }))
    },
  }
}
