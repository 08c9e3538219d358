import { type Collection, type Document, MongoBulkWriteError } from 'mongodb'
import type { FactRecord } from '../domain/index.ts'
import { factDetails } from '../store/fact-details.ts'
import type { FactStore } from '../store/store.ts'
import { isDuplicateKey } from './mongo-errors.ts'
import { COUNT_FACTS, RESPONSE_TIMES } from './queries.ts'

/** Facts in MongoDB: inserted once, counted by aggregation. */
export function mongoFacts(collection: Collection<Document>): FactStore {
  return {
    add: async (records) => {
      if (records.length === 0) return
      try {
        await collection.insertMany([...records] as never[], { ordered: false })
      } catch (error) {
        if (!(error instanceof MongoBulkWriteError) || !isDuplicateKey(error)) throw error
      }
    },
    ofConversation: async (conversationId) =>
      (await collection.find({ conversationId }).sort({ at: 1, _id: 1 }).toArray()) as unknown as FactRecord[],
    count: async () => sumByDetail(await collection.aggregate(COUNT_FACTS).toArray()),
    responseTimes: async () => {
      const rows = await collection.aggregate(RESPONSE_TIMES).toArray()
      return rows.map((row) => ({ campaignId: String(row.campaignId), responseMs: Number(row.responseMs) }))
    },
  }
}

function sumByDetail(rows: readonly Document[]): Awaited<ReturnType<FactStore['count']>> {
  const counts = new Map<string, { campaignId: string; type: string; detail: string | null; count: number }>()
  for (const { _id, count } of rows) {
    const { campaignId, type, ...data } = _id as Document
    for (const detail of factDetails(type, data)) {
      const key = JSON.stringify([campaignId, type, detail])
      counts.set(key, { campaignId, type, detail, count: (counts.get(key)?.count ?? 0) + Number(count) })
    }
  }
  return [...counts.values()]
}
