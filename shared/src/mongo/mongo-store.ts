import { type Collection, type Db, type Document, GridFSBucket, MongoClient } from 'mongodb'
import type { Clock } from '../clock/clock.ts'
import type { InboxEvent, OutboxEntry } from '../domain/index.ts'
import { messageOf, OutriderError } from '../errors/outrider-error.ts'
import { INBOX_WORDS, OUTBOX_WORDS, QUEUE_DEFAULTS, type QueueSettings } from '../queue/queue.ts'
import type { Store } from '../store/store.ts'
import { type CollectionName, INDEXES } from './indexes.ts'
import { mongoConversations } from './mongo-conversations.ts'
import { mongoFacts } from './mongo-facts.ts'
import { mongoFiles } from './mongo-files.ts'
import { mongoHistory } from './mongo-history.ts'
import { MongoQueue } from './mongo-queue.ts'
import { mongoAccounts, mongoCampaigns, mongoContacts, mongoHeartbeats, mongoSuppressions } from './mongo-records.ts'

export interface MongoStoreSettings {
  readonly uri: string
  /** Default `outrider`. */
  readonly database?: string
  readonly clock: Clock
  readonly queue?: Partial<QueueSettings>
  /** Real milliseconds to wait for the server at each operation. Default 5 000. */
  readonly timeoutMs?: number
}

/**
 * Opens the store: connects, creates the indexes, hands out the ports.
 *
 * @throws OutriderError STORE_UNREACHABLE when the server does not answer in time; the message repeats no password.
 */
export async function openMongoStore(settings: MongoStoreSettings): Promise<Store> {
  const client = new MongoClient(settings.uri, {
    serverSelectionTimeoutMS: settings.timeoutMs ?? 5_000,
    // An update that leaves a field out must not write it as null: the schemas know no `undefined`.
    ignoreUndefined: true,
  })
  const db = client.db(settings.database ?? 'outrider')
  try {
    await client.connect()
    await createIndexes(db)
  } catch (error) {
    await client.close().catch(() => {})
    throw unreachable(settings.uri, error)
  }
  return assemble(client, db, settings)
}

function assemble(client: MongoClient, db: Db, settings: MongoStoreSettings): Store {
  const { clock } = settings
  const queueSettings = { ...QUEUE_DEFAULTS, ...settings.queue }
  const of = (name: CollectionName): Collection<Document> => db.collection(name)
  const inbox = new MongoQueue<InboxEvent>(of('inbox'), clock, INBOX_WORDS, queueSettings)
  const outbox = new MongoQueue<OutboxEntry>(of('outbox'), clock, OUTBOX_WORDS, queueSettings)
  return {
    inbox,
    outbox,
    conversations: mongoConversations(of('conversations')),
    contacts: mongoContacts(of('contacts')),
    campaigns: mongoCampaigns(of('campaigns')),
    accounts: mongoAccounts(of('accounts')),
    suppressions: mongoSuppressions(of('suppressions')),
    facts: mongoFacts(of('facts')),
    heartbeats: mongoHeartbeats(of('heartbeats')),
    files: mongoFiles(new GridFSBucket(db, { bucketName: 'files' })),
    history: mongoHistory(of('inbox'), of('outbox')),
    ping: async () => {
      await db.command({ ping: 1 }).catch((error: unknown) => {
        throw unreachable(settings.uri, error)
      })
    },
    close: async () => {
      await Promise.all([inbox.close(), outbox.close()])
      await client.close()
    },
  }
}

async function createIndexes(db: Db): Promise<void> {
  for (const [name, indexes] of Object.entries(INDEXES)) {
    if (indexes.length > 0) await db.collection(name).createIndexes([...indexes])
  }
}

function unreachable(uri: string, error: unknown): OutriderError {
  const host = uri.replace(/^(mongodb(?:\+srv)?:\/\/)(?:[^@/]*@)?([^/?]*).*$/, '$1$2')
  return new OutriderError('STORE_UNREACHABLE', `no answer from ${host}: ${messageOf(error)}`, { cause: error })
}
