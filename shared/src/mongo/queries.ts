import type { Document, Filter, UpdateFilter } from 'mongodb'
import type { ClaimFilter, QueueFields, QueueWords } from '../queue/queue.ts'

/** Queries as values: what runs is read, tested and checked for its index in one place. */

/** Ready and due. Sorted by `dueAt`, `_id` it is served by the index {status, dueAt}. */
export function readyFilter(words: QueueWords, now: Date, also: ClaimFilter): Filter<Document> {
  return { status: words.ready, dueAt: { $lte: now }, ...equalities(also) }
}

/** Claimed by somebody whose lease ran out. Served by the index {status, leasedUntil}. */
export function expiredFilter(words: QueueWords, now: Date, also: ClaimFilter): Filter<Document> {
  return { status: words.claimed, leasedUntil: { $lte: now }, ...equalities(also) }
}

export function claimUpdate(words: QueueWords, leaseId: string, leasedUntil: Date): UpdateFilter<Document> {
  return { $set: { status: words.claimed, leaseId, leasedUntil }, $inc: { attempts: 1 } }
}

export const READY_ORDER = { dueAt: 1, _id: 1 } as const
export const EXPIRED_ORDER = { leasedUntil: 1, _id: 1 } as const

/** Matches only while this lease holds the document. */
export function heldBy(id: string, leaseId: string): Filter<Document> {
  return { _id: id as never, leaseId }
}

export function settleUpdate(fields: Omit<QueueFields, 'createdAt'>): UpdateFilter<Document> {
  return { $set: { ...fields } }
}

function equalities(filter: ClaimFilter): Document {
  return Object.fromEntries(
    Object.entries(filter).map(([name, wanted]) => [name, typeof wanted === 'string' ? wanted : { $in: [...wanted] }]),
  )
}

/** Facts counted by campaign and type, split by stage, kind, cause or intent. */
export const COUNT_FACTS: Document[] = [
  {
    $group: {
      _id: {
        campaignId: '$campaignId',
        type: '$type',
        stage: '$data.stage',
        kind: '$data.kind',
        cause: '$data.cause',
        intents: '$data.intents',
      },
      count: { $sum: 1 },
    },
  },
]

export const RESPONSE_TIMES: Document[] = [
  { $match: { type: 'message-sent', 'data.responseMs': { $gte: 0 } } },
  { $project: { _id: 0, campaignId: 1, responseMs: '$data.responseMs' } },
]

export const COUNT_STAGES: Document[] = [
  { $group: { _id: { campaignId: '$campaignId', stage: '$stage' }, count: { $sum: 1 } } },
]
