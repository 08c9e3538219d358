import type { Collection, Document } from 'mongodb'
import type { Account, Campaign, Channel, Contact, Suppression } from '../domain/index.ts'
import type {
  AccountStore,
  CampaignStore,
  ContactStore,
  Heartbeat,
  HeartbeatStore,
  SuppressionStore,
} from '../store/store.ts'
import { validated } from '../store/validated.ts'
import { isDuplicateKey } from './mongo-errors.ts'

const byId = (id: string) => ({ _id: id as never })

/** False when the document was there already. */
async function insertOnce(collection: Collection<Document>, document: Document): Promise<boolean> {
  try {
    await collection.insertOne(document as never)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

async function findOne<T>(collection: Collection<Document>, filter: Document): Promise<T | null> {
  return (await collection.findOne(filter)) as T | null
}

export function mongoContacts(collection: Collection<Document>): ContactStore {
  return {
    get: (id) => findOne<Contact>(collection, byId(id)),
    create: (contact) => insertOnce(collection, validated('contacts', contact)),
    update: async (id, changes) => {
      if (Object.keys(changes).length > 0) await collection.updateOne(byId(id), { $set: changes })
    },
    findByAddress: async (channel: Channel, address) =>
      channel === 'email'
        ? findOne<Contact>(collection, { email: address })
        : ((await findOne<Contact>(collection, { telegramChatId: address })) ??
          findOne<Contact>(collection, { telegram: address })),
    findByTelegramToken: (telegramToken) => findOne<Contact>(collection, { telegramToken }),
    list: async (limit) =>
      (await collection.find({}).sort({ createdAt: -1 }).limit(limit).toArray()) as unknown as Contact[],
  }
}

export function mongoCampaigns(collection: Collection<Document>): CampaignStore {
  return {
    get: (id) => findOne<Campaign>(collection, byId(id)),
    put: async (campaign) => {
      const { _id, ...fields } = validated('campaigns', campaign)
      await collection.replaceOne(byId(_id), fields, { upsert: true })
    },
    list: async () => (await collection.find({}).toArray()) as unknown as Campaign[],
  }
}

export function mongoAccounts(collection: Collection<Document>): AccountStore {
  return {
    get: async (id) => {
      const document = await findOne<Account>(collection, byId(id))
      return document === null ? null : withCheckpointKeys(document)
    },
    list: async () => ((await collection.find({}).toArray()) as unknown as Account[]).map(withCheckpointKeys),
    putSettings: async (account) => {
      const { _id, settings, state, checkpoint } = validated('accounts', account)
      await collection.updateOne(
        byId(_id),
        { $set: { settings }, $setOnInsert: { state, checkpoint } },
        { upsert: true },
      )
    },
    setState: async (id, state) => {
      await collection.updateOne(byId(id), { $set: { state } })
    },
    setCheckpoint: async (id, key, value) => {
      await collection.updateOne(byId(id), { $set: { [`checkpoint.${checkpointKey(key)}`]: value } })
    },
  }
}

/** A checkpoint key as a field name: without dots and dollars, which mean something in a field path. */
function checkpointKey(key: string): string {
  return key.replace(/[%.$]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
}

function withCheckpointKeys(account: Account): Account {
  const entries = Object.entries(account.checkpoint).map(([key, value]) => [
    key.replace(/%(25|2e|24)/g, (code) => decodeURIComponent(code)),
    value,
  ])
  return { ...account, checkpoint: Object.fromEntries(entries) }
}

export function mongoSuppressions(collection: Collection<Document>): SuppressionStore {
  return {
    add: async (suppression) => {
      await insertOnce(collection, validated('suppressions', suppression))
    },
    find: async (ids) =>
      (await collection.find({ _id: { $in: [...ids] as never[] } }).toArray()) as unknown as Suppression[],
    list: async (limit) =>
      (await collection.find({}).sort({ at: -1 }).limit(limit).toArray()) as unknown as Suppression[],
  }
}

export function mongoHeartbeats(collection: Collection<Document>): HeartbeatStore {
  return {
    beat: async (heartbeat: Heartbeat) => {
      const { _id, ...fields } = heartbeat
      await collection.replaceOne(byId(_id), fields, { upsert: true })
    },
    list: async () => (await collection.find({}).toArray()) as unknown as Heartbeat[],
  }
}
