import type { Document } from 'bson'
import { describe, expect, test } from 'vitest'
import { compileUpdate, upsertSeed } from './update.ts'

const apply = (document: Document, update: unknown, isInsert = false) =>
  compileUpdate(update)({ _id: 1, ...document }, isInsert)

type Row = [rule: string, before: Document, update: Document, after: Document]
const rows: Row[] = [
  ['$set makes the documents on its way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set keeps what is beside', { a: { b: 1 } }, { $set: { 'a.c': 2 } }, { a: { b: 1, c: 2 } }],
  ['$set replaces documents and arrays whole', { a: { b: 1 }, c: [1] }, { $set: { a: {}, c: [] } }, { a: {}, c: [] }],
  ['a number in a path is a name', { a: {} }, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  ['$inc adds', { n: 1 }, { $inc: { n: 2 } }, { n: 3 }],
  ['$inc of a missing field takes the amount', {}, { $inc: { n: 2 } }, { n: 2 }],
  ['$push makes an array', {}, { $push: { a: 1 } }, { a: [1] }],
  ['$push adds a document as one element', { a: [1] }, { $push: { a: { at: 2 } } }, { a: [1, { at: 2 }] }],
  ['$setOnInsert does nothing to what is there', {}, { $setOnInsert: { a: 1 }, $set: { b: 1 } }, { b: 1 }],
  ['a replacement keeps only _id', { a: 1 }, { b: 2 }, { b: 2 }],
]

describe('an update', () => {
  test.each(rows)('%s', (_rule, before, update, after) => {
    expect(apply(before, update)).toEqual({ _id: 1, ...after })
  })

  test('leaves the document it is given as it was', () => {
    const before = { _id: 1, a: { b: 1 }, list: [1] }
    compileUpdate({ $set: { 'a.b': 2 }, $push: { list: 2 } })(before, false)
    expect(before).toEqual({ _id: 1, a: { b: 1 }, list: [1] })
  })

  test('a field with the name of a prototype is a field like others', () => {
    const document = apply({}, { $set: { 'a.__proto__.x': 1 } })
    expect(Object.hasOwn(document.a, '__proto__')).toBe(true)
    expect(({} as Document).x).toBeUndefined()
  })

  test.each<[string, Document, unknown, number]>([
    ['two changes of one path', {}, { $set: { a: 1 }, $inc: { 'a.b': 1 } }, 40],
    ['a change of _id', {}, { $set: { _id: 2 } }, 66],
    ['a replacement with another _id', {}, { _id: 2 }, 66],
    ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by a string', {}, { $inc: { a: 'x' } }, 14],
    ['$set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['$set through null', { a: null }, { $set: { 'a.b': 1 } }, 28],
    ['$set into an array', { a: [1] }, { $set: { 'a.0': 1 } }, 238],
    ['a positional path', { a: [1] }, { $set: { 'a.$': 1 } }, 238],
    ['$push to a scalar', { a: 1 }, { $push: { a: 1 } }, 2],
    ['a modifier of $push', {}, { $push: { a: { $each: [] } } }, 238],
    ['an operator that is not listed', {}, { $unset: { a: 1 } }, 9],
    ['operators mixed with fields', {}, { $set: { a: 1 }, b: 1 }, 9],
    ['an empty name in a path', {}, { $set: { 'a..b': 1 } }, 56],
    ['a pipeline', {}, [{ $set: { a: 1 } }], 238],
  ])('%s is refused', (_what, before, update, code) => {
    expect(() => apply(before, update)).toThrow(expect.objectContaining({ code }))
  })

  test('an upsert starts from what the filter requires by equality', () => {
    expect(upsertSeed({ a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 } })).toEqual({ a: 1, b: { c: 2 } })
    expect(apply({}, { $setOnInsert: { a: 1 }, $set: { b: 1 } }, true)).toEqual({ _id: 1, a: 1, b: 1 })
  })
})
