import type { IndexDescription } from 'mongodb'

/** Every collection of the contract and its indexes. Created at start by whoever comes first; creating again is harmless. */
export const INDEXES = {
  inbox: [
    { key: { status: 1, dueAt: 1 } },
    { key: { status: 1, leasedUntil: 1 } },
    { key: { 'match.conversationId': 1, createdAt: 1 } },
  ],
  outbox: [
    { key: { status: 1, dueAt: 1 } },
    { key: { status: 1, leasedUntil: 1 } },
    { key: { conversationId: 1, createdAt: 1 } },
    { key: { messageId: 1 } },
    { key: { channel: 1, to: 1, createdAt: -1 } },
  ],
  conversations: [
    { key: { contactId: 1, campaignId: 1 }, unique: true },
    { key: { campaignId: 1, stage: 1, createdAt: -1 } },
    { key: { createdAt: -1 } },
    { key: { hasPending: 1 } },
  ],
  contacts: [
    { key: { email: 1 }, unique: true, partialFilterExpression: { email: { $gt: '' } } },
    { key: { telegram: 1 }, unique: true, partialFilterExpression: { telegram: { $gt: '' } } },
    { key: { telegramChatId: 1 } },
    { key: { telegramToken: 1 }, unique: true },
    { key: { createdAt: -1 } },
  ],
  campaigns: [],
  accounts: [],
  suppressions: [{ key: { at: -1 } }],
  facts: [{ key: { conversationId: 1, at: 1, _id: 1 } }, { key: { campaignId: 1, type: 1 } }],
  heartbeats: [],
} as const satisfies Record<string, readonly IndexDescription[]>

export type CollectionName = keyof typeof INDEXES
