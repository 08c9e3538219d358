import { type Document, EJSON } from 'bson'
import { badValue, MongoError, notSupported, numbered } from '../errors.ts'
import { ACCUMULATORS, isOneOf, STAGES } from '../subset.ts'
import { isDocument, splitPath } from '../values/bson-values.ts'
import { valueAt } from '../values/keys.ts'
import { compileFilter } from './filter.ts'

export type Stage = (documents: Iterable<Document>) => Iterable<Document>
/** Computes a value from a document; undefined is a missing field. */
type Expression = (document: Document) => unknown

/**
 * Compiles an aggregation pipeline to one stage. Nothing is read before the result is.
 * @throws MongoError 40324 for stages outside the subset, 40573 for `$changeStream`, as a standalone mongod does.
 */
export function compilePipeline(pipeline: readonly unknown[]): Stage {
  const stages = pipeline.map((source) => {
    const [name, spec] = onlyField(source, 40323, 'A pipeline stage must be an object with exactly one field.')
    if (name === '$changeStream') throw numbered(40573, 'The $changeStream stage is only supported on replica sets')
    if (!isOneOf(STAGES, name)) throw numbered(40324, `Unrecognized pipeline stage name: '${name}'`)
    if (!isDocument(spec)) throw badValue(`the ${name} specification must be an object`)
    return COMPILERS[name](spec)
  })
  return (documents) => stages.reduce((rows, stage) => stage(rows), documents)
}

function onlyField(source: unknown, code: number, message: string): [string, unknown] {
  const [field, ...more] = isDocument(source) ? Object.entries(source) : []
  if (field === undefined || more.length > 0) throw numbered(code, message)
  return field
}

/** @throws MongoError 168 for operators, 17276 for variables: there are none in the subset. */
function compileExpression(source: unknown): Expression {
  if (typeof source === 'string' && source.startsWith('$$'))
    throw numbered(17276, `Use of undefined variable: ${source}`)
  if (typeof source === 'string' && source.startsWith('$')) {
    const path = splitPath(source.slice(1))
    return (document) => valueAt(document, path)
  }
  if (Array.isArray(source)) throw notSupported('an array in an expression')
  if (!isDocument(source)) return () => source
  const operator = Object.keys(source).find((name) => name.startsWith('$'))
  if (operator) throw new MongoError(168, 'InvalidPipelineOperator', `Unrecognized expression '${operator}'`)
  const fields = Object.entries(source).map(([name, value]) => [name, compileExpression(value)] as const)
  return (document) => compute(document, fields)
}

function compute(document: Document, fields: readonly (readonly [string, Expression])[]): Document {
  const entries = fields.map(([name, expression]) => [name, expression(document)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function match(spec: Document): Stage {
  const filter = compileFilter(spec)
  return function* (documents) {
    for (const document of documents) if (filter(document)) yield document
  }
}

function group({ _id: source, ...rest }: Document): Stage {
  if (source === undefined) throw numbered(15955, 'a group specification must include an _id')
  const id = compileExpression(source)
  const sums = Object.entries(rest).map(([name, accumulator]) => {
    const [operator, operand] = onlyField(accumulator, 40234, `The field '${name}' must be an accumulator object`)
    if (!isOneOf(ACCUMULATORS, operator)) throw numbered(15952, `unknown group operator '${operator}'`)
    return [name, compileExpression(operand)] as const
  })
  return function* (documents) {
    const groups = new Map<string, Document>()
    for (const document of documents) {
      const _id = id(document) ?? null
      const key = EJSON.stringify({ _id })
      const totals = groups.get(key) ?? { _id, ...Object.fromEntries(sums.map(([name]) => [name, 0])) }
      groups.set(key, totals)
      for (const [name, amount] of sums) {
        const value = amount(document)
        if (typeof value === 'number') totals[name] += value
      }
    }
    yield* groups.values()
  }
}

/** The fields of a `$project` stage, or of the projection of a find: `1`, a field path, and `_id: 0`. */
export function project({ _id = 1, ...spec }: Document): Stage {
  const fields = Object.entries(_id ? { _id, ...spec } : spec).map(([name, source]) => {
    if (name.includes('.')) throw notSupported(`the projection of '${name}'`)
    if (source === 1 || source === true) return [name, compileExpression(`$${name}`)] as const
    if (typeof source === 'string' && source.startsWith('$')) return [name, compileExpression(source)] as const
    throw notSupported(`the projection '${name}: ${String(source)}'`)
  })
  if (fields.length === 0) throw notSupported('a projection that excludes')
  return function* (documents) {
    for (const document of documents) yield compute(document, fields)
  }
}

const COMPILERS: Record<(typeof STAGES)[number], (spec: Document) => Stage> = {
  $match: match,
  $group: group,
  $project: project,
}
