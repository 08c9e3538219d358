import { MongoClient } from 'mongodb'

/**
 * When a process last gave a sign of life; null when it never has. Asks for that one document and no more: opening the
 * store would make sure of every index, and a healthcheck comes by every few seconds.
 *
 * @param id `<service>:<host>`, see `heartbeatId`
 * @throws MongoServerSelectionError when the server does not answer within `timeoutMs`
 */
export async function lastHeartbeat(
  { uri, database, timeoutMs }: { readonly uri: string; readonly database: string; readonly timeoutMs: number },
  id: string,
): Promise<Date | null> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: timeoutMs, maxPoolSize: 1 })
  try {
    const heartbeats = client.db(database).collection<{ _id: string; at: Date }>('heartbeats')
    return (await heartbeats.findOne({ _id: id }))?.at ?? null
  } finally {
    await client.close()
  }
}
