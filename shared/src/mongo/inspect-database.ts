import { type Db, MongoClient, MongoServerError } from 'mongodb'
import { INDEXES } from './indexes.ts'

/** What a database server is, and which indexes of the contract it holds. */
export interface DatabaseInspection {
  readonly server: 'MongoDB' | 'embedded store'
  readonly version: string
  /** Name of the replica set; null without one: then there are no change streams. */
  readonly replicaSet: string | null
  readonly indexesPresent: number
  /** `<collection> <key>` of each that is not there. */
  readonly indexesMissing: readonly string[]
}

/** Looks at the server without creating anything. Throws the driver's error when it does not answer in `timeoutMs`. */
export async function inspectDatabase(uri: string, database: string, timeoutMs = 5_000): Promise<DatabaseInspection> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: timeoutMs })
  try {
    const db = client.db(database)
    const build = await db.command({ buildInfo: 1 })
    const { setName } = await db.command({ hello: 1 })
    return {
      server: build.gitVersion === 'outrider-embedded-store' ? 'embedded store' : 'MongoDB',
      version: String(build.version),
      replicaSet: setName ?? null,
      ...(await compareIndexes(db)),
    }
  } finally {
    await client.close()
  }
}

async function compareIndexes(db: Db): Promise<Pick<DatabaseInspection, 'indexesPresent' | 'indexesMissing'>> {
  const indexesMissing: string[] = []
  let indexesPresent = 0
  for (const [name, wanted] of Object.entries(INDEXES)) {
    const keys = new Set((await keysOf(db, name)).map((key) => JSON.stringify(key)))
    for (const { key } of wanted) {
      if (keys.has(JSON.stringify(key))) indexesPresent += 1
      else indexesMissing.push(`${name} ${JSON.stringify(key)}`)
    }
  }
  return { indexesPresent, indexesMissing }
}

const NAMESPACE_NOT_FOUND = 26

async function keysOf(db: Db, collection: string): Promise<unknown[]> {
  try {
    return (await db.collection(collection).indexes()).map(({ key }) => key)
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return []
    throw error
  }
}
