import type {
  Account,
  Campaign,
  Channel,
  Contact,
  Conversation,
  FactRecord,
  InboxEvent,
  OutboxEntry,
  OutboxStatus,
  Suppression,
} from '../domain/index.ts'
import type { Queue, Queued } from '../queue/queue.ts'

/**
 * Everything the services share, as ports. `mongo/` holds the real one, `memory-store.ts` the one of `simulate` and of
 * tests; both pass the contract suite of `testing/`.
 */
export interface Store {
  readonly inbox: Queue<InboxEvent>
  readonly outbox: Queue<OutboxEntry>
  readonly conversations: ConversationStore
  readonly contacts: ContactStore
  readonly campaigns: CampaignStore
  readonly accounts: AccountStore
  readonly suppressions: SuppressionStore
  readonly facts: FactStore
  readonly heartbeats: HeartbeatStore
  readonly files: FileStore
  readonly history: HistoryStore
  /** Resolves when the database answers; throws OutriderError STORE_UNREACHABLE. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface ConversationStore {
  get(id: string): Promise<Conversation | null>
  /** False when the conversation is there already. */
  create(conversation: Conversation): Promise<boolean>
  /** One write filtered on `version - 1`; throws ConflictError when the stored version is another. */
  replace(conversation: Conversation): Promise<void>
  /** Takes carried-out work off the document, if its version is still the one given. */
  clearPending(id: string, version: number): Promise<void>
  /** Conversations whose commit still has work to carry out: what a crash left behind. */
  withPending(limit: number): Promise<Conversation[]>
  ofContact(contactId: string): Promise<Conversation[]>
  /** Newest first. */
  list(filter: { campaignId?: string; stage?: string; limit: number }): Promise<Conversation[]>
  countByStage(): Promise<{ campaignId: string; stage: string; count: number }[]>
}

export interface ContactStore {
  get(id: string): Promise<Contact | null>
  /** False when a contact of this id is there already; nothing is changed then. */
  create(contact: Contact): Promise<boolean>
  update(id: string, changes: Partial<Omit<Contact, '_id'>>): Promise<void>
  /** By normalised address, handle or chat id. */
  findByAddress(channel: Channel, address: string): Promise<Contact | null>
  findByTelegramToken(token: string): Promise<Contact | null>
  /** Newest first. */
  list(limit: number): Promise<Contact[]>
}

export interface CampaignStore {
  get(id: string): Promise<Campaign | null>
  put(campaign: Campaign): Promise<void>
  list(): Promise<Campaign[]>
}

export interface AccountStore {
  get(id: string): Promise<Account | null>
  list(): Promise<Account[]>
  /** Stores settings; state and checkpoint of a known account stay. */
  putSettings(account: Account): Promise<void>
  setState(id: string, state: Account['state']): Promise<void>
  /** Sets one key of the checkpoint, the others stay. */
  setCheckpoint(id: string, key: string, value: unknown): Promise<void>
}

export interface SuppressionStore {
  /** Adding twice keeps the first. */
  add(suppression: Suppression): Promise<void>
  /** Those of the given `_id`s that are suppressed. */
  find(ids: readonly string[]): Promise<Suppression[]>
  list(limit: number): Promise<Suppression[]>
}

export interface FactStore {
  /** Adding a record of the same `_id` again changes nothing. */
  add(records: readonly FactRecord[]): Promise<void>
  /** Oldest first. */
  ofConversation(conversationId: string): Promise<FactRecord[]>
  /** How often each type of fact happened, split by its `detail` (stage, intent, kind) where it has one. */
  count(): Promise<{ campaignId: string; type: string; detail: string | null; count: number }[]>
  /** Milliseconds between a reply and the answer to it, by campaign. */
  responseTimes(): Promise<{ campaignId: string; responseMs: number }[]>
}

/** A sign of life of one process. */
export interface Heartbeat {
  readonly _id: string
  readonly service: string
  readonly at: Date
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

export interface HeartbeatStore {
  beat(heartbeat: Heartbeat): Promise<void>
  list(): Promise<Heartbeat[]>
}

export interface StoredFile {
  readonly filename: string
  readonly contentType: string
  readonly content: Buffer
}

export interface FileStore {
  /** Replaces a file of the same name. */
  put(file: StoredFile): Promise<void>
  get(filename: string): Promise<StoredFile | null>
  has(filename: string): Promise<boolean>
}

/** Reads across the two queues: they are the message log. */
export interface HistoryStore {
  /** What came in for a conversation, oldest first. */
  received(conversationId: string): Promise<Queued<InboxEvent>[]>
  /** What was to go out, oldest first. */
  outgoing(conversationId: string): Promise<Queued<OutboxEntry>[]>
  /** The outgoing messages with one of these Message-IDs. */
  outgoingByMessageIds(messageIds: readonly string[]): Promise<Queued<OutboxEntry>[]>
  /** Message events from one address (or chat), newest first. */
  outgoingTo(channel: Channel, address: string, limit: number): Promise<Queued<OutboxEntry>[]>
  withStatus(queue: 'outbox', statuses: readonly OutboxStatus[], limit: number): Promise<Queued<OutboxEntry>[]>
  deadInbox(limit: number): Promise<Queued<InboxEvent>[]>
}
