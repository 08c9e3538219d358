import { type Document, Int32 } from 'bson'
import { badValue, MongoError, notSupported, numbered } from '../errors.ts'
import { compileFilter, isOperators } from '../query/filter.ts'
import { splitPath, valuesAt } from '../query/paths.ts'
import { compileProjection } from '../query/projection.ts'
import { parseSort, sortBy } from '../query/sort.ts'
import { ACCUMULATORS, isOneOf, STAGES } from '../subset.ts'
import { isDocument, isNumber, toNumber } from '../values/bson-values.ts'
import { identity } from '../values/key-encoding.ts'
import { REDUCERS } from './accumulators.ts'
import { compileExpression, type Expression } from './expressions.ts'

export type Stage = (documents: Iterable<Document>) => Iterable<Document>
/** Finds the documents of another collection of the same database. */
export type FindIn = (collection: string, filter: Document) => Iterable<Document>

/**
 * Compiles an aggregation pipeline to one stage. Nothing is read before the result is.
 * @throws MongoError 40324 for stages outside the subset, 40573 for `$changeStream`, as a standalone mongod does.
 */
export function compilePipeline(pipeline: readonly unknown[], findIn: FindIn): Stage {
  const stages = pipeline.map((source) => {
    const [name, ...more] = isDocument(source) ? Object.keys(source) : []
    if (!isDocument(source) || name === undefined || more.length > 0) {
      throw numbered(40323, 'A pipeline stage specification object must contain exactly one field.')
    }
    if (name === '$changeStream') throw numbered(40573, 'The $changeStream stage is only supported on replica sets')
    if (!isOneOf(STAGES, name)) throw numbered(40324, `Unrecognized pipeline stage name: '${name}'`)
    return COMPILERS[name](source[name], findIn)
  })
  return (documents) => stages.reduce((rows, stage) => stage(rows), documents)
}

function documentOf(spec: unknown, stage: string): Document {
  if (!isDocument(spec)) throw badValue(`the ${stage} specification must be an object`)
  return spec
}

function eachDocument(transform: (document: Document) => Document): Stage {
  return function* (documents) {
    for (const document of documents) yield transform(document)
  }
}

function match(spec: unknown): Stage {
  const filter = compileFilter(documentOf(spec, '$match'))
  return function* (documents) {
    for (const document of documents) if (filter(document)) yield document
  }
}

function group(spec: unknown): Stage {
  const { _id: idSource, ...rest } = documentOf(spec, '$group')
  if (idSource === undefined) throw numbered(15955, 'a group specification must include an _id')
  const id = compileExpression(idSource)
  const fields = Object.entries(rest).map(([name, source]) => ({ name, ...compileAccumulator(name, source) }))
  return function* (documents) {
    const groups = new Map<string, { id: unknown; values: unknown[][] }>()
    for (const document of documents) {
      const value = id(document) ?? null
      const key = identity(value)
      const found = groups.get(key) ?? { id: value, values: fields.map(() => []) }
      groups.set(key, found)
      for (const [i, field] of fields.entries()) found.values[i]?.push(field.expression(document))
    }
    for (const { id: _id, values } of groups.values()) {
      yield { _id, ...Object.fromEntries(fields.map(({ name, reduce }, i) => [name, reduce(values[i] ?? [])])) }
    }
  }
}

function compileAccumulator(field: string, source: unknown) {
  const [name = '', ...more] = isDocument(source) ? Object.keys(source) : []
  if (!isDocument(source) || more.length > 0) {
    throw numbered(40234, `The field '${field}' must be an accumulator object`)
  }
  if (!isOneOf(ACCUMULATORS, name)) throw numbered(15952, `unknown group operator '${name}'`)
  return { reduce: REDUCERS[name], expression: compileExpression(name === '$count' ? null : source[name]) }
}

function sort(spec: unknown): Stage {
  const fields = parseSort(documentOf(spec, '$sort'))
  if (fields.length === 0) throw numbered(15976, '$sort stage must have at least one sort key')
  return (documents) => sortBy(documents, fields, (document) => document)
}

function limit(spec: unknown): Stage {
  const count = toNumber(spec, 'the $limit')
  if (!(count > 0)) throw numbered(15958, 'the limit must be positive')
  return function* (documents) {
    let left = count
    for (const document of documents) {
      yield document
      if (--left <= 0) return
    }
  }
}

/** Passes all but the first `spec` documents. */
export function skip(spec: unknown): Stage {
  const count = toNumber(spec, 'the $skip')
  if (!(count >= 0)) throw numbered(5107200, 'invalid argument to $skip stage: expected a non-negative number')
  return function* (documents) {
    let left = count
    for (const document of documents) if (left-- <= 0) yield document
  }
}

/** Sets a dotted path, in every element of the arrays on it; an undefined value removes the field. */
function assign(target: unknown, path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path
  if (head === undefined) return value
  if (Array.isArray(target)) return target.map((element) => assign(element, path, value))
  const { [head]: inner, ...others } = isDocument(target) ? target : {}
  const changed = assign(inner, rest, value)
  if (changed === undefined) return others
  return isDocument(target) && head in target ? { ...target, [head]: changed } : { ...others, [head]: changed }
}

/** `{a: {b: 1}}` means `{'a.b': 1}`; documents that are expressions stay whole. */
function flatten(spec: Document, prefix = ''): [string, unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const nested = isDocument(value) && Object.keys(value).length > 0 && !isOperators(value)
    return nested ? flatten(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value]]
  })
}

function addFields(spec: unknown): Stage {
  const fields = flatten(documentOf(spec, '$addFields')).map(
    ([name, source]) => [splitPath(name), compileExpression(source)] as const,
  )
  return eachDocument((document) => assignAll(document, document, fields))
}

function assignAll(target: Document, source: Document, fields: readonly (readonly [readonly string[], Expression])[]) {
  return fields.reduce<Document>((result, [path, value]) => assign(result, path, value(source)) as Document, target)
}

function project(spec: unknown): Stage {
  const entries = flatten(documentOf(spec, '$project'))
  if (entries.length === 0)
    throw numbered(51272, 'Invalid $project :: caused by :: projection specification must have at least one field')
  const isFlag = ([, value]: [string, unknown]) => typeof value === 'boolean' || isNumber(value)
  const computed = entries
    .filter((entry) => !isFlag(entry))
    .map(([name, source]) => [splitPath(name), compileExpression(source)] as const)
  const prune = compileProjection(Object.fromEntries(entries.filter(isFlag)), computed.length > 0)
  return eachDocument((document) => assignAll(prune(document), document, computed))
}

function unwind(spec: unknown): Stage {
  const { path, preserveNullAndEmptyArrays: preserve = false, ...more } = isDocument(spec) ? spec : { path: spec }
  if (Object.keys(more).length > 0) throw notSupported(`$unwind with ${Object.keys(more).join(', ')}`)
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw numbered(28818, "path option to $unwind stage should be prefixed with a '$'")
  const field = splitPath(path.slice(1))
  const read = compileExpression(path)
  return function* (documents) {
    for (const document of documents) {
      const value = read(document)
      if (Array.isArray(value) && value.length > 0)
        for (const element of value) yield assign(document, field, element) as Document
      else if (Array.isArray(value) ? preserve : value != null || preserve) {
        yield Array.isArray(value) ? (assign(document, field, undefined) as Document) : document
      }
    }
  }
}

function count(spec: unknown): Stage {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
    throw numbered(40156, 'the count field must be a non-empty string without $ and .')
  }
  return function* (documents) {
    let total = 0
    for (const _ of documents) total++
    if (total > 0) yield { [spec]: new Int32(total) }
  }
}

function facet(spec: unknown, findIn: FindIn): Stage {
  const facets = Object.entries(documentOf(spec, '$facet')).map(([name, pipeline]) => {
    if (!Array.isArray(pipeline)) throw numbered(40170, `arguments to $facet must be arrays, ${name} is not`)
    return [name, compilePipeline(pipeline, findIn)] as const
  })
  return function* (documents) {
    const rows = [...documents]
    yield Object.fromEntries(facets.map(([name, stage]) => [name, [...stage(rows)]]))
  }
}

function lookup(spec: unknown, findIn: FindIn): Stage {
  const { from, localField, foreignField, as, ...more } = documentOf(spec, '$lookup')
  if (Object.keys(more).length > 0) throw notSupported(`$lookup with ${Object.keys(more).join(', ')}`)
  if ([from, localField, foreignField, as].some((part) => typeof part !== 'string')) {
    throw new MongoError(9, 'FailedToParse', '$lookup needs from, localField, foreignField and as')
  }
  const path = splitPath(localField)
  return eachDocument((document) => {
    const values = valuesAt(document, path)
      .flat()
      .map((value) => value ?? null)
    const found = [...findIn(from, { [foreignField]: { $in: values } })]
    return assign(document, splitPath(as), found) as Document
  })
}

const COMPILERS: Record<(typeof STAGES)[number], (spec: unknown, findIn: FindIn) => Stage> = {
  $match: match,
  $group: group,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unwind: unwind,
  $count: count,
  $facet: facet,
  $lookup: lookup,
}
