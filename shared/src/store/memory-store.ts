import type { Clock } from '../clock/clock.ts'
import type {
  Account,
  Campaign,
  Contact,
  Conversation,
  FactRecord,
  InboxEvent,
  OutboxEntry,
  Suppression,
} from '../domain/index.ts'
import { ConflictError } from '../errors/outrider-error.ts'
import { MemoryQueue } from '../queue/memory-queue.ts'
import { INBOX_WORDS, OUTBOX_WORDS, QUEUE_DEFAULTS, type Queued, type QueueSettings } from '../queue/queue.ts'
import { factDetails } from './fact-details.ts'
import type {
  AccountStore,
  CampaignStore,
  ContactStore,
  ConversationStore,
  FactStore,
  FileStore,
  Heartbeat,
  HeartbeatStore,
  HistoryStore,
  Store,
  StoredFile,
  SuppressionStore,
} from './store.ts'
import { validated } from './validated.ts'

const copy = <T>(value: T): T => structuredClone(value)
const newestFirst = <T extends { createdAt: Date }>(a: T, b: T) => b.createdAt.getTime() - a.createdAt.getTime()

/** The whole store in memory: for `simulate` and for tests. Nothing is kept. */
export class MemoryStore implements Store {
  readonly inbox: MemoryQueue<InboxEvent>
  readonly outbox: MemoryQueue<OutboxEntry>
  readonly conversations = new MemoryConversations()
  readonly contacts = new MemoryContacts()
  readonly campaigns = new MemoryCampaigns()
  readonly accounts = new MemoryAccounts()
  readonly suppressions = new MemorySuppressions()
  readonly facts = new MemoryFacts()
  readonly heartbeats = new MemoryHeartbeats()
  readonly files = new MemoryFiles()
  readonly history: HistoryStore

  constructor(clock: Clock, settings: QueueSettings = QUEUE_DEFAULTS) {
    this.inbox = new MemoryQueue(clock, INBOX_WORDS, settings)
    this.outbox = new MemoryQueue(clock, OUTBOX_WORDS, settings)
    this.history = memoryHistory(this.inbox, this.outbox)
  }

  async ping(): Promise<void> {}
  async close(): Promise<void> {}
}

class MemoryConversations implements ConversationStore {
  readonly #all = new Map<string, Conversation>()

  async get(id: string) {
    return copy(this.#all.get(id) ?? null)
  }
  async create(conversation: Conversation) {
    if (this.#all.has(conversation._id)) return false
    this.#all.set(conversation._id, copy(validated('conversations', conversation)))
    return true
  }
  async replace(conversation: Conversation) {
    const expected = conversation.version - 1
    if (this.#all.get(conversation._id)?.version !== expected) throw new ConflictError(conversation._id, expected)
    this.#all.set(conversation._id, copy(validated('conversations', conversation)))
  }
  async clearPending(id: string, version: number) {
    const conversation = this.#all.get(id)
    if (conversation?.version === version) {
      this.#all.set(id, {
        ...conversation,
        pending: { entries: [], cancellations: [], approvals: [], openings: [], facts: [] },
      })
    }
  }
  async withPending(limit: number) {
    const busy = [...this.#all.values()].filter((each) => Object.values(each.pending).some((work) => work.length > 0))
    return copy(busy.slice(0, limit))
  }
  async ofContact(contactId: string) {
    return copy([...this.#all.values()].filter((each) => each.contactId === contactId))
  }
  async list({ campaignId, stage, limit }: { campaignId?: string; stage?: string; limit: number }) {
    const found = [...this.#all.values()].filter(
      (each) =>
        (campaignId === undefined || each.campaignId === campaignId) && (stage === undefined || each.stage === stage),
    )
    return copy(found.sort(newestFirst).slice(0, limit))
  }
  async countByStage() {
    return countBy([...this.#all.values()], (each) => ({ campaignId: each.campaignId, stage: each.stage }))
  }
}

class MemoryContacts implements ContactStore {
  readonly #all = new Map<string, Contact>()

  async get(id: string) {
    return copy(this.#all.get(id) ?? null)
  }
  async create(contact: Contact) {
    if (this.#all.has(contact._id)) return false
    this.#all.set(contact._id, copy(validated('contacts', contact)))
    return true
  }
  async update(id: string, changes: Partial<Omit<Contact, '_id'>>) {
    const contact = this.#all.get(id)
    if (contact !== undefined) this.#all.set(id, copy(validated('contacts', { ...contact, ...changes })))
  }
  async findByAddress(channel: string, address: string) {
    const found = [...this.#all.values()].find((contact) =>
      channel === 'email'
        ? contact.email === address
        : contact.telegramChatId === address || contact.telegram === address,
    )
    return copy(found ?? null)
  }
  async findByTelegramToken(token: string) {
    return copy([...this.#all.values()].find((contact) => contact.telegramToken === token) ?? null)
  }
  async list(limit: number) {
    return copy([...this.#all.values()].sort(newestFirst).slice(0, limit))
  }
}

class MemoryCampaigns implements CampaignStore {
  readonly #all = new Map<string, Campaign>()

  async get(id: string) {
    return copy(this.#all.get(id) ?? null)
  }
  async put(campaign: Campaign) {
    this.#all.set(campaign._id, copy(validated('campaigns', campaign)))
  }
  async list() {
    return copy([...this.#all.values()])
  }
}

class MemoryAccounts implements AccountStore {
  readonly #all = new Map<string, Account>()

  async get(id: string) {
    return copy(this.#all.get(id) ?? null)
  }
  async list() {
    return copy([...this.#all.values()])
  }
  async putSettings(account: Account) {
    const known = this.#all.get(account._id)
    const next = known === undefined ? account : { ...known, settings: account.settings }
    this.#all.set(account._id, copy(validated('accounts', next)))
  }
  async setState(id: string, state: Account['state']) {
    const account = this.#all.get(id)
    if (account !== undefined) this.#all.set(id, { ...account, state: copy(state) })
  }
  async setCheckpoint(id: string, key: string, value: unknown) {
    const account = this.#all.get(id)
    if (account !== undefined)
      this.#all.set(id, { ...account, checkpoint: { ...account.checkpoint, [key]: copy(value) } })
  }
}

class MemorySuppressions implements SuppressionStore {
  readonly #all = new Map<string, Suppression>()

  async add(suppression: Suppression) {
    if (!this.#all.has(suppression._id)) this.#all.set(suppression._id, copy(validated('suppressions', suppression)))
  }
  async find(ids: readonly string[]) {
    return copy(ids.flatMap((id) => this.#all.get(id) ?? []))
  }
  async list(limit: number) {
    return copy([...this.#all.values()].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit))
  }
}

class MemoryFacts implements FactStore {
  readonly #all = new Map<string, FactRecord>()

  async add(records: readonly FactRecord[]) {
    for (const record of records) if (!this.#all.has(record._id)) this.#all.set(record._id, copy(record))
  }
  async ofConversation(conversationId: string) {
    return copy([...this.#all.values()].filter((record) => record.conversationId === conversationId))
  }
  async count() {
    const rows = [...this.#all.values()].flatMap(({ campaignId, type, data }) =>
      factDetails(type, data).map((detail) => ({ campaignId, type: type as string, detail })),
    )
    return countBy(rows, (row) => row)
  }
  async responseTimes() {
    return [...this.#all.values()].flatMap(({ campaignId, data }) =>
      typeof data.responseMs === 'number' ? [{ campaignId, responseMs: data.responseMs }] : [],
    )
  }
}

class MemoryHeartbeats implements HeartbeatStore {
  readonly #all = new Map<string, Heartbeat>()

  async beat(heartbeat: Heartbeat) {
    this.#all.set(heartbeat._id, copy(heartbeat))
  }
  async list() {
    return copy([...this.#all.values()])
  }
}

class MemoryFiles implements FileStore {
  readonly #all = new Map<string, StoredFile>()

  async put(file: StoredFile) {
    this.#all.set(file.filename, file)
  }
  async get(filename: string) {
    return this.#all.get(filename) ?? null
  }
  async has(filename: string) {
    return this.#all.has(filename)
  }
}

function memoryHistory(inbox: MemoryQueue<InboxEvent>, outbox: MemoryQueue<OutboxEntry>): HistoryStore {
  const received = () => [...inbox.documents.values()]
  const outgoing = () => [...outbox.documents.values()]
  const byCreation = (a: Queued<object>, b: Queued<object>) => a.createdAt.getTime() - b.createdAt.getTime()
  return {
    received: async (id) =>
      copy(
        received()
          .filter((each) => each.type === 'message' && each.match?.conversationId === id)
          .sort(byCreation),
      ),
    outgoing: async (id) =>
      copy(
        outgoing()
          .filter((each) => each.conversationId === id)
          .sort(byCreation),
      ),
    outgoingByMessageIds: async (ids) =>
      copy(outgoing().filter((each) => each.messageId !== null && ids.includes(each.messageId))),
    outgoingTo: async (channel, address, limit) =>
      copy(
        outgoing()
          .filter((each) => each.channel === channel && each.to === address)
          .sort((a, b) => byCreation(b, a))
          .slice(0, limit),
      ),
    withStatus: async (_queue, statuses, limit) =>
      copy(
        outgoing()
          .filter((each) => (statuses as readonly string[]).includes(each.status))
          .sort(byCreation)
          .slice(0, limit),
      ),
    deadInbox: async (limit) =>
      copy(
        received()
          .filter((each) => each.status === 'dead')
          .sort(byCreation)
          .slice(0, limit),
      ),
  }
}

function countBy<Row, Key extends object>(rows: readonly Row[], keyOf: (row: Row) => Key): (Key & { count: number })[] {
  const counts = new Map<string, Key & { count: number }>()
  for (const row of rows) {
    const key = keyOf(row)
    const text = JSON.stringify(key)
    counts.set(text, { ...key, count: (counts.get(text)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}
