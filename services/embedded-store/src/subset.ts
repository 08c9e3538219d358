/**
 * The subset of MongoDB that this server speaks. The code looks everything up here: what is not listed is refused.
 */

/** Fields every command may carry. They change nothing here, except that unsupported values of them are refused. */
export const GENERIC_FIELDS: readonly string[] = [
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'maxTimeMS',
  'comment',
  'readConcern',
  'writeConcern',
]

/** The handshake offers what the driver can do; as with mongod, an offer that means nothing here is passed over. */
export const ANY_FIELD = '*'
const HELLO_FIELDS = [ANY_FIELD]

/** Command name → the fields it may carry beside its own name and the generic ones. */
export const COMMANDS = {
  hello: HELLO_FIELDS,
  isMaster: HELLO_FIELDS,
  ismaster: HELLO_FIELDS,
  ping: [],
  buildInfo: [],
  endSessions: [],
  insert: ['documents', 'ordered'],
  update: ['updates', 'ordered'],
  delete: ['deletes', 'ordered'],
  findAndModify: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert'],
  find: ['filter', 'sort', 'projection', 'limit', 'skip', 'batchSize', 'singleBatch'],
  getMore: ['collection', 'batchSize'],
  killCursors: ['cursors'],
  aggregate: ['pipeline', 'cursor', 'allowDiskUse'],
  distinct: ['key', 'query'],
  count: ['query', 'limit', 'skip'],
  create: [],
  drop: [],
  dropDatabase: [],
  createIndexes: ['indexes'],
  listIndexes: ['cursor'],
  listCollections: ['filter', 'cursor', 'nameOnly', 'authorizedCollections'],
  listDatabases: ['nameOnly', 'filter', 'authorizedDatabases'],
} as const satisfies Record<string, readonly string[]>

export type CommandName = keyof typeof COMMANDS

export const UPDATE_STATEMENT_FIELDS: readonly string[] = ['q', 'u', 'multi', 'upsert']
export const DELETE_STATEMENT_FIELDS: readonly string[] = ['q', 'limit']

export const LOGICAL_OPERATORS = ['$and', '$or', '$nor'] as const
export const FIELD_OPERATORS = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$not',
  '$elemMatch',
  '$size',
  '$regex',
  '$options',
] as const
/** Flags of `$options` and of regular expression literals. */
export const REGEX_FLAGS = 'i'

export const UPDATE_OPERATORS = [
  '$set',
  '$unset',
  '$setOnInsert',
  '$inc',
  '$min',
  '$max',
  '$push',
  '$addToSet',
  '$pull',
] as const
export const PUSH_MODIFIERS: readonly string[] = ['$each', '$slice', '$position']

export const STAGES = [
  '$match',
  '$group',
  '$sort',
  '$limit',
  '$skip',
  '$project',
  '$addFields',
  '$set',
  '$unwind',
  '$count',
  '$facet',
  '$lookup',
] as const
export const ACCUMULATORS = ['$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$addToSet', '$count'] as const
export const EXPRESSIONS = [
  '$literal',
  '$add',
  '$subtract',
  '$multiply',
  '$divide',
  '$sum',
  '$min',
  '$max',
  '$cond',
  '$ifNull',
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$and',
  '$or',
  '$not',
  '$in',
  '$size',
  '$first',
  '$last',
  '$arrayElemAt',
  '$concat',
  '$toString',
  '$dateToString',
  '$dateTrunc',
] as const
export const EXPRESSION_VARIABLES: readonly string[] = ['ROOT', 'REMOVE']

export const INDEX_OPTIONS: readonly string[] = [
  'key',
  'name',
  'v',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
]
/** What MongoDB itself allows in a partial index, as far as it is supported here. */
export const PARTIAL_FILTER_OPERATORS: readonly string[] = [
  '$and',
  '$or',
  '$in',
  '$eq',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$exists',
]

/** Narrows `name` to the listed names. */
export function isOneOf<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name)
}
