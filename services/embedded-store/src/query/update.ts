import { type Document, ObjectId } from 'bson'
import { badValue, failedToParse, MongoError, notSupported, typeMismatch } from '../errors.ts'
import { isOneOf, UPDATE_OPERATORS } from '../subset.ts'
import { fieldOf, isDocument, isOperators, splitPath } from '../values/bson-values.ts'
import { encodeValue } from '../values/keys.ts'

type UpdateOperator = (typeof UPDATE_OPERATORS)[number]

interface Change {
  readonly operator: UpdateOperator
  readonly path: string
  readonly argument: unknown
}

/** Makes the new document of an old one, which stays as it was; `isInsert` when an upsert makes it of its filter. */
export type Update = (document: Document, isInsert: boolean) => Document

/**
 * Compiles `{$set: …}` or a replacement.
 * @throws MongoError when the update is no document, or has operators, paths or modifiers outside the subset.
 */
export function compileUpdate(update: unknown): Update {
  if (!isDocument(update)) throw notSupported('an update that is no document')
  if (!isOperators(update)) return (document) => keepId({ _id: document._id, ...(update as Document) }, document)
  const changes = Object.entries(update).flatMap(([operator, fields]) => parseOperator(operator, fields))
  assertNoConflict(changes.map(({ path }) => path))
  return (document, isInsert) => {
    const applicable = changes.filter(({ operator }) => operator !== '$setOnInsert' || isInsert)
    const changed = applicable.reduce<Document>(
      (result, { operator, path, argument }) =>
        changeAt(result, path, (current) => OPERATORS[operator](current, argument, path)),
      document,
    )
    return keepId(changed, document)
  }
}

function parseOperator(operator: string, fields: unknown): Change[] {
  if (!isOneOf(UPDATE_OPERATORS, operator)) throw failedToParse(`Unknown modifier: ${operator}`)
  if (!isDocument(fields)) throw failedToParse(`Modifiers operate on fields, but ${operator} was given none`)
  return Object.entries(fields).map(([path, argument]) => {
    const parts = splitPath(path)
    if (parts.includes('')) throw new MongoError(56, 'EmptyFieldName', `The path '${path}' contains an empty name`)
    if (parts.some((part) => part.startsWith('$'))) throw notSupported(`the positional update path '${path}'`)
    if (operator === '$inc' && typeof argument !== 'number') {
      throw typeMismatch(`Cannot increment with non-numeric argument: {${path}: ${String(argument)}}`)
    }
    if (operator === '$push' && isOperators(argument)) throw notSupported('a modifier of $push')
    return { operator, path, argument }
  })
}

function assertNoConflict(paths: readonly string[]): void {
  for (const [i, path] of paths.entries()) {
    const rival = paths.slice(0, i).find((other) => `${path}.`.startsWith(`${other}.`) || other.startsWith(`${path}.`))
    if (rival !== undefined) {
      const message = `Updating the path '${path}' would create a conflict at '${rival}'`
      throw new MongoError(40, 'ConflictingUpdateOperators', message)
    }
  }
}

/** Puts `_id` first, a new one where there is none. @throws MongoError 66 when it is not what it was. */
function keepId(document: Document, before: Document): Document {
  if (before._id !== undefined && !encodeValue(document._id).equals(encodeValue(before._id))) {
    const message = "Performing an update on the path '_id' would modify the immutable field '_id'"
    throw new MongoError(66, 'ImmutableField', message)
  }
  return withIdFirst(document)
}

export function withIdFirst(document: Document): Document {
  const { _id = new ObjectId(), ...rest } = document
  return { _id, ...rest }
}

/** A copy with another value at a path; documents on the way are made where they are missing. */
function changeAt(document: Document, path: string, change: (current: unknown) => unknown): Document {
  const within = (holder: unknown, [name = '', ...rest]: readonly string[]): Document => {
    if (Array.isArray(holder)) throw notSupported(`the path '${path}' into an array`)
    if (!isDocument(holder)) throw new MongoError(28, 'PathNotViable', `Cannot create field '${name}' of '${path}'`)
    const current = fieldOf(holder, name)
    return {
      ...holder,
      [name]: rest.length === 0 ? change(current) : within(current === undefined ? {} : current, rest),
    }
  }
  return within(document, splitPath(path))
}

function increment(current: unknown, amount: unknown, path: string): number {
  if (current !== undefined && typeof current !== 'number') {
    throw typeMismatch(`Cannot apply $inc to a value of non-numeric type: '${path}'`)
  }
  return (current ?? 0) + Number(amount)
}

function push(current: unknown, item: unknown, path: string): unknown[] {
  if (current !== undefined && !Array.isArray(current)) throw badValue(`The field '${path}' must be an array for $push`)
  return [...(current ?? []), item]
}

const OPERATORS: Record<UpdateOperator, (current: unknown, argument: unknown, path: string) => unknown> = {
  $set: (_current, argument) => argument,
  $setOnInsert: (_current, argument) => argument,
  $inc: increment,
  $push: push,
}

/** The document an upsert starts from: what the filter requires by equality. */
export function upsertSeed(filter: Document): Document {
  return Object.entries(filter)
    .map(([path, condition]) => [path, isOperators(condition) ? condition.$eq : condition] as const)
    .filter(([, value]) => value !== undefined)
    .reduce<Document>((seed, [path, value]) => changeAt(seed, path, () => value), {})
}
