/**
 * The subset of MongoDB that this server speaks: what the application and the driver's GridFSBucket ask, nothing else.
 * The code looks everything up here: what is not listed is refused.
 */

/** Fields the driver adds to every command. */
export const GENERIC_FIELDS: readonly string[] = ['$db', 'lsid', '$readPreference']

/** The handshake offers what the driver can do; as with mongod, an offer that means nothing here is passed over. */
export const ANY_FIELD = '*'

/** Command name → the fields it may carry beside its own name and the generic ones. */
export const COMMANDS = {
  hello: [ANY_FIELD],
  ismaster: [ANY_FIELD],
  ping: [],
  buildInfo: [],
  endSessions: [],
  insert: ['documents', 'ordered'],
  update: ['updates', 'ordered'],
  delete: ['deletes', 'ordered'],
  findAndModify: ['query', 'sort', 'update', 'new', 'remove', 'upsert'],
  find: ['filter', 'sort', 'projection', 'limit', 'batchSize', 'singleBatch'],
  getMore: ['collection', 'batchSize'],
  killCursors: ['cursors'],
  aggregate: ['pipeline', 'cursor'],
  createIndexes: ['indexes'],
  listIndexes: ['cursor'],
  listCollections: ['filter', 'cursor', 'nameOnly'],
  dropDatabase: [],
} as const satisfies Record<string, readonly string[]>

export type CommandName = keyof typeof COMMANDS

export const UPDATE_STATEMENT_FIELDS: readonly string[] = ['q', 'u', 'multi', 'upsert']
export const DELETE_STATEMENT_FIELDS: readonly string[] = ['q', 'limit']
/** The driver always sends these; only `false` is served. */
export const REFUSED_WHEN_TRUE: readonly string[] = ['multi', 'remove']

/** Their operands: strings, numbers, booleans, dates, ObjectIds, null. */
export const QUERY_OPERATORS = ['$eq', '$in', '$gt', '$gte', '$lte'] as const

/** Beside the replacement of a whole document. `$push` adds one value, without modifiers. */
export const UPDATE_OPERATORS = ['$set', '$setOnInsert', '$inc', '$push'] as const

/** `$project` takes 1, `_id: 0` and field paths; expressions are field paths, documents of them, and constants. */
export const STAGES = ['$match', '$group', '$project'] as const

export const ACCUMULATORS = ['$sum'] as const

/** Of an index on one or more fields, each 1 or -1. */
export const INDEX_OPTIONS: readonly string[] = ['key', 'name', 'unique', 'partialFilterExpression']

/** Narrows `name` to the listed names. */
export function isOneOf<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name)
}
