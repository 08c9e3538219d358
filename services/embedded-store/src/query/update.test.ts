import { type Document, Double, Int32, Long } from 'bson'
import { describe, expect, test } from 'vitest'
import { compileUpdate, upsertSeed } from './update.ts'

const apply = (document: Document, update: Document, isInsert = false) =>
  compileUpdate(update).apply(structuredClone({ _id: 1, ...document }), isInsert)

type Row = [rule: string, before: Document, update: Document, after: Document]
const rows: Row[] = [
  ['$set makes the documents on its way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set past the end of an array fills with null', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  [
    '$unset of an array element leaves null',
    { a: [1, 2], b: 1 },
    { $unset: { 'a.0': '', b: '', 'c.d': '' } },
    { a: [null, 2] },
  ],
  ['$min and $max make a missing field', {}, { $min: { a: 1 }, $max: { b: 2 } }, { a: 1, b: 2 }],
  ['$min and $max keep the better value', { a: 1, b: 5 }, { $min: { a: 3 }, $max: { b: 2 } }, { a: 1, b: 5 }],
  ['$push makes an array', {}, { $push: { a: 1 } }, { a: [1] }],
  ['$push adds an array as one element', { a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
  ['$push $slice keeps the last', { a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -3 } } }, { a: [2, 3, 4] }],
  ['$push $slice works on a missing array', {}, { $push: { a: { $each: [1, 2, 3], $slice: 2 } } }, { a: [1, 2] }],
  ['$push $position puts in front', { a: [1] }, { $push: { a: { $each: [2, 3], $position: 0 } } }, { a: [2, 3, 1] }],
  [
    '$addToSet adds what is not there',
    { a: [1, { x: 1 }] },
    { $addToSet: { a: { $each: [1, 2, { x: 1 }] } } },
    { a: [1, { x: 1 }, 2] },
  ],
  ['$pull takes equal elements', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull takes elements by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull takes documents by filter', { a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  ['$pull of a missing array does nothing', {}, { $pull: { a: 1 } }, {}],
  ['$setOnInsert does nothing to what is there', {}, { $setOnInsert: { a: 1 }, $set: { b: 1 } }, { b: 1 }],
  ['a replacement keeps only _id', { a: 1 }, { b: 2 }, { b: 2 }],
]

describe('an update', () => {
  test.each(rows)('%s', (_rule, before, update, after) => {
    expect(apply(before, update)).toEqual({ _id: 1, ...after })
  })

  test.each<[string, Int32 | Long | Double | undefined, Int32 | Long | Double, unknown]>([
    ['int and int is an int', new Int32(1), new Int32(2), new Int32(3)],
    ['an int that does not fit becomes a long', new Int32(2 ** 31 - 1), new Int32(1), Long.fromNumber(2 ** 31)],
    ['a long stays a long', Long.fromNumber(1), new Int32(1), Long.fromNumber(2)],
    ['a double makes a double', new Int32(1), new Double(2), new Double(3)],
    ['a missing field takes the amount', undefined, new Int32(2), new Int32(2)],
  ])('$inc: %s', (_rule, before, amount, after) => {
    const document = before === undefined ? {} : { n: before }
    expect(compileUpdate({ $inc: { n: amount } }).apply(document, false).n).toEqual(after)
  })

  test.each<[string, Document, Document, number]>([
    ['two changes of one path', {}, { $set: { a: 1 }, $inc: { 'a.b': 1 } }, 40],
    ['a change of _id', {}, { $set: { _id: 2 } }, 66],
    ['a replacement with another _id', {}, { _id: 2 }, 66],
    ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by a string', {}, { $inc: { a: 'x' } }, 14],
    ['$set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['$push to a scalar', { a: 1 }, { $push: { a: 1 } }, 2],
    ['a modifier that is not listed', {}, { $push: { a: { $each: [], $sort: 1 } } }, 2],
    ['operators mixed with fields', {}, { $set: { a: 1 }, b: 1 }, 9],
    ['an empty name in a path', {}, { $set: { 'a..b': 1 } }, 56],
    ['an array position out of all bounds', { a: [] }, { $set: { 'a.99999999': 1 } }, 2],
  ])('%s is refused', (_what, before, update, code) => {
    expect(() => apply(before, update)).toThrow(expect.objectContaining({ code }))
  })

  test('an upsert starts from what the filter requires by equality', () => {
    const filter = { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 }, $and: [{ e: 4 }], $or: [{ f: 5 }] }
    expect(upsertSeed(filter)).toEqual({ a: 1, b: { c: 2 }, e: 4 })
  })
})
