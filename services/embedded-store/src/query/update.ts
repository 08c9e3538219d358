import { BSONRegExp, type Document, ObjectId } from 'bson'
import { badValue, failedToParse, MongoError, notSupported, typeMismatch } from '../errors.ts'
import { isOneOf, PUSH_MODIFIERS, UPDATE_OPERATORS } from '../subset.ts'
import { add } from '../values/arithmetic.ts'
import { compareValues, equal, isDocument, isNumber, toNumber } from '../values/bson-values.ts'
import { compileFilter, isOperators } from './filter.ts'
import { isArrayIndex, splitPath } from './paths.ts'

type UpdateOperator = (typeof UPDATE_OPERATORS)[number]

/** Where a path ends: a field of a document, or an element of an array. */
interface Place {
  readonly path: string
  readonly current: unknown
  put(value: unknown): void
  remove(): void
}

interface Change {
  readonly operator: UpdateOperator
  readonly path: string
  readonly argument: unknown
}

/** An update ready to be applied. `isInsert` is true when an upsert makes a new document. */
export interface Update {
  readonly isReplacement: boolean
  apply(document: Document, isInsert: boolean): Document
}

const MAX_ARRAY_INDEX = 1_500_000

/**
 * Compiles `{$set: …}` or a replacement. Applying changes the document it is given, and returns the new one.
 * @throws MongoError when the update is no document, or has operators, paths or modifiers outside the subset.
 */
export function compileUpdate(update: unknown): Update {
  if (Array.isArray(update)) throw notSupported('an update with an aggregation pipeline')
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array')
  if (!Object.keys(update).some((key) => key.startsWith('$'))) {
    return { isReplacement: true, apply: (document) => replace(document, update) }
  }
  const changes = Object.entries(update).flatMap(([operator, fields]) => parseOperator(operator, fields))
  assertNoConflict(changes.map(({ path }) => path))
  return {
    isReplacement: false,
    apply(document, isInsert) {
      const id = document._id
      for (const change of changes) if (change.operator !== '$setOnInsert' || isInsert) applyChange(document, change)
      return keepId(document, id)
    },
  }
}

function parseOperator(operator: string, fields: unknown): Change[] {
  if (!isOneOf(UPDATE_OPERATORS, operator)) throw failedToParse(`Unknown modifier: ${operator}`)
  if (!isDocument(fields)) throw failedToParse(`Modifiers operate on fields, but ${operator} was given none`)
  return Object.entries(fields).map(([path, argument]) => {
    const parts = splitPath(path)
    if (parts.includes(''))
      throw new MongoError(56, 'EmptyFieldName', `The update path '${path}' contains an empty name`)
    if (parts.some((part) => part.startsWith('$'))) throw notSupported(`the positional update path '${path}'`)
    checkArgument(operator, path, argument)
    return { operator, path, argument }
  })
}

function checkArgument(operator: UpdateOperator, path: string, argument: unknown): void {
  if (operator === '$inc' && !isNumber(argument)) {
    throw typeMismatch(`Cannot increment with non-numeric argument: {${path}: ${String(argument)}}`)
  }
  if (operator !== '$push' && operator !== '$addToSet') return
  if (!isOperators(argument)) return
  const allowed = operator === '$push' ? PUSH_MODIFIERS : ['$each']
  for (const name of Object.keys(argument)) {
    if (!allowed.includes(name)) throw badValue(`Unrecognized clause in ${operator}: ${name}`)
  }
  if (!Array.isArray(argument.$each)) throw badValue(`The argument to $each in ${operator} must be an array`)
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

function replace(document: Document, replacement: Document): Document {
  const { _id = document._id, ...rest } = replacement
  return keepId({ _id, ...rest }, document._id)
}

/** Puts `_id` first. @throws MongoError 66 when it is not what it was. */
function keepId(document: Document, id: unknown): Document {
  if (id !== undefined && (document._id === undefined || !equal(document._id, id))) {
    const message = "Performing an update on the path '_id' would modify the immutable field '_id'"
    throw new MongoError(66, 'ImmutableField', message)
  }
  return withIdFirst(document)
}

export function withIdFirst(document: Document): Document {
  const { _id = new ObjectId(), ...rest } = document
  return { _id, ...rest }
}

/** Finds the place of a path; undefined when it is not there and `create` is false. */
function locate(document: Document, path: string, create: boolean): Place | undefined {
  const parts = splitPath(path)
  let holder: unknown = document
  for (const [i, part] of parts.entries()) {
    if (Array.isArray(holder) ? !isArrayIndex(part) : !isDocument(holder)) {
      if (!create) return undefined
      throw new MongoError(28, 'PathNotViable', `Cannot create field '${part}' in element '${parts[i - 1]}'`)
    }
    const here = placeIn(holder as Document | unknown[], part, path)
    if (i === parts.length - 1) return here
    if (here.current === undefined) {
      if (!create) return undefined
      here.put({})
    }
    holder = (holder as Document)[part]
  }
  return undefined
}

function placeIn(holder: Document | unknown[], part: string, path: string): Place {
  if (!Array.isArray(holder)) {
    return {
      path,
      current: Object.hasOwn(holder, part) ? holder[part] : undefined,
      put: (value) =>
        Object.defineProperty(holder, part, { value, enumerable: true, writable: true, configurable: true }),
      remove: () => delete holder[part],
    }
  }
  const index = Number(part)
  return {
    path,
    current: holder[index],
    put: (value) => {
      if (index > MAX_ARRAY_INDEX) throw badValue(`array index ${part} in '${path}' is too large`)
      while (holder.length < index) holder.push(null)
      holder[index] = value
    },
    remove: () => {
      if (index < holder.length) holder[index] = null
    },
  }
}

function applyChange(document: Document, { operator, path, argument }: Change): void {
  const place = locate(document, path, operator !== '$unset' && operator !== '$pull')
  if (place) OPERATORS[operator](place, argument)
}

function arrayAt(place: Place, operator: string): unknown[] {
  if (place.current === undefined) return []
  if (Array.isArray(place.current)) return place.current
  throw badValue(`The field '${place.path}' must be an array for ${operator}`)
}

const itemsOf = (argument: unknown): unknown[] => (isOperators(argument) ? argument.$each : [argument])

function increment(place: Place, argument: unknown): void {
  if (place.current !== undefined && !isNumber(place.current)) {
    throw typeMismatch(`Cannot apply $inc to a value of non-numeric type: '${place.path}'`)
  }
  if (isNumber(argument)) place.put(place.current === undefined ? argument : add(place.current, argument))
}

function push(place: Place, argument: unknown): void {
  const array = arrayAt(place, '$push')
  const { $position, $slice } = isOperators(argument) ? argument : {}
  const at = $position === undefined ? array.length : toNumber($position, '$position')
  const whole = array.toSpliced(at, 0, ...itemsOf(argument))
  const limit = $slice === undefined ? whole.length : toNumber($slice, '$slice')
  place.put(limit < 0 ? whole.slice(limit) : whole.slice(0, limit))
}

function addToSet(place: Place, argument: unknown): void {
  const array = [...arrayAt(place, '$addToSet')]
  for (const item of itemsOf(argument)) if (!array.some((present) => equal(present, item))) array.push(item)
  place.put(array)
}

function pull(place: Place, argument: unknown): void {
  const gone = pullTest(argument)
  if (place.current !== undefined) place.put(arrayAt(place, '$pull').filter((element) => !gone(element)))
}

function pullTest(argument: unknown): (element: unknown) => boolean {
  if (isDocument(argument) && !isOperators(argument)) {
    const filter = compileFilter(argument)
    return (element) => isDocument(element) && filter(element)
  }
  if (!isOperators(argument) && !(argument instanceof BSONRegExp)) return (element) => equal(element, argument)
  const filter = compileFilter({ element: argument })
  return (element) => filter({ element })
}

function replaceIf(better: (order: number) => boolean): (place: Place, argument: unknown) => void {
  return (place, argument) => {
    if (place.current === undefined || better(compareValues(argument, place.current))) place.put(argument)
  }
}

const OPERATORS: Record<UpdateOperator, (place: Place, argument: unknown) => void> = {
  $set: (place, argument) => place.put(argument),
  $setOnInsert: (place, argument) => place.put(argument),
  $unset: (place) => place.remove(),
  $inc: increment,
  $min: replaceIf((order) => order < 0),
  $max: replaceIf((order) => order > 0),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
}

/** The document an upsert starts from: what the filter requires by equality. */
export function upsertSeed(filter: Document): Document {
  const seed: Document = {}
  const collect = (part: Document) => {
    for (const [key, condition] of Object.entries(part)) {
      if (key === '$and') for (const branch of condition) collect(branch)
      const value = isOperators(condition) ? condition.$eq : condition
      if (!key.startsWith('$') && value !== undefined && !(value instanceof BSONRegExp))
        locate(seed, key, true)?.put(value)
    }
  }
  collect(filter)
  return seed
}
