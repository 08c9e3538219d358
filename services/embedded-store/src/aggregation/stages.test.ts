import { BSON, type Document, Int32, ObjectId } from 'bson'
import { describe, expect, test } from 'vitest'
import { compilePipeline } from './stages.ts'

/** Runs a pipeline and shows the result with plain numbers, as a driver does. */
function run(documents: Document[], pipeline: Document[], others: Document[] = []): unknown[] {
  const found = [...compilePipeline(pipeline, () => others)(documents)]
  return BSON.deserialize(BSON.serialize({ found })).found
}

const compute = (expression: unknown, document: Document = {}) => {
  const [result] = run([document], [{ $project: { _id: 0, value: expression } }]) as Document[]
  return result && 'value' in result ? result.value : 'missing'
}

describe('expressions', () => {
  const at = new Date('2026-03-29T23:30:00.123Z')
  const document = { a: 5, list: [3, 1, 2], items: [{ v: 1 }, { v: 2 }, {}], at, none: null, text: '' }

  test.each<[expression: unknown, value: unknown]>([
    ['$a', 5],
    ['$items.v', [1, 2]],
    ['$nothing', 'missing'],
    ['$$REMOVE', 'missing'],
    ['$$ROOT.a', 5],
    [{ $literal: '$a' }, '$a'],
    [{ $add: ['$a', 1, 0.5] }, 6.5],
    [{ $add: ['$at', 1000] }, new Date(at.getTime() + 1000)],
    [{ $add: ['$a', '$none'] }, null],
    [{ $subtract: ['$at', new Date(at.getTime() - 5)] }, 5],
    [{ $multiply: ['$a', 2] }, 10],
    [{ $divide: ['$a', 2] }, 2.5],
    [{ $sum: '$list' }, 6],
    [{ $sum: ['$a', 1, 'no number'] }, 6],
    [{ $min: '$list' }, 1],
    [{ $max: ['$a', 9, null] }, 9],
    [{ $cond: [{ $gt: ['$a', 4] }, 'yes', 'no'] }, 'yes'],
    // biome-ignore lint/suspicious/noThenProperty: MongoDB's own name for it
    [{ $cond: { if: '$none', then: 'yes', else: 'no' } }, 'no'],
    [{ $cond: ['$text', 'an empty string is true', 'no'] }, 'an empty string is true'],
    [{ $ifNull: ['$none', '$nothing', 7] }, 7],
    [{ $lt: ['$nothing', null] }, true],
    [{ $eq: ['$a', 5.0] }, true],
    [{ $and: ['$a', { $not: ['$none'] }] }, true],
    [{ $or: ['$none', 0] }, false],
    [{ $in: [2, '$list'] }, true],
    [{ $size: '$list' }, 3],
    [{ $first: '$list' }, 3],
    [{ $last: '$list' }, 2],
    [{ $arrayElemAt: ['$list', -2] }, 1],
    [{ $arrayElemAt: ['$list', 9] }, 'missing'],
    [{ $concat: ['a', { $toString: '$a' }] }, 'a5'],
    [{ $toString: new ObjectId('0123456789abcdef01234567') }, '0123456789abcdef01234567'],
    [{ $toString: '$at' }, '2026-03-29T23:30:00.123Z'],
    [{ $dateToString: { date: '$at' } }, '2026-03-29T23:30:00.123Z'],
    [{ $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M %z', timezone: 'Asia/Tokyo' } }, '2026-03-30 08:30 +0900'],
    [{ $dateToString: { date: '$none', onNull: 'never' } }, 'never'],
    [{ $dateTrunc: { date: '$at', unit: 'day', timezone: 'Europe/Berlin' } }, new Date('2026-03-29T22:00:00Z')],
    [{ $dateTrunc: { date: '$at', unit: 'week' } }, new Date('2026-03-29T00:00:00Z')],
    [{ $dateTrunc: { date: '$at', unit: 'week', startOfWeek: 'monday' } }, new Date('2026-03-23T00:00:00Z')],
    [{ $dateTrunc: { date: '$at', unit: 'month', timezone: '+03:00' } }, new Date('2026-02-28T21:00:00Z')],
  ])('%j is %j', (expression, value) => {
    expect(compute(expression, document)).toEqual(value)
  })

  test.each<[what: string, expression: unknown, code: number]>([
    ['a division by zero', { $divide: [1, 0] }, 2],
    ['adding a string', { $add: [1, 'x'] }, 14],
    ['the size of no array', { $size: 'x' }, 17124],
    ['too few operands', { $divide: [1] }, 16020],
    ['two operators in one', { $add: [1], $size: [] }, 15983],
    ['an unknown variable', '$$USER', 17276],
    ['an unknown time zone', { $dateTrunc: { date: at, unit: 'day', timezone: 'Mars/Base' } }, 2],
    ['a parameter that is not supported', { $dateTrunc: { date: at, unit: 'day', binSize: 2 } }, 238],
  ])('%s is refused', (_what, expression, code) => {
    expect(() => compute(expression)).toThrow(expect.objectContaining({ code }))
  })
})

describe('stages', () => {
  test('$group gathers in the order of the documents, null and missing being one group', () => {
    const documents = [{ k: 'a', n: 1 }, { k: null, n: 2 }, { n: 3 }, { k: 'a', n: 4 }, { k: 'a' }]
    const group = {
      _id: '$k',
      sum: { $sum: '$n' },
      avg: { $avg: '$n' },
      min: { $min: '$n' },
      max: { $max: '$n' },
      first: { $first: '$n' },
      last: { $last: '$n' },
      all: { $push: '$n' },
      set: { $addToSet: '$k' },
      count: { $count: {} },
    }
    expect(run(documents, [{ $group: group }])).toEqual([
      { _id: 'a', sum: 5, avg: 2.5, min: 1, max: 4, first: 1, last: null, all: [1, 4], set: ['a'], count: 3 },
      { _id: null, sum: 5, avg: 2.5, min: 2, max: 3, first: 2, last: 3, all: [2, 3], set: [null], count: 2 },
    ])
  })

  test('$group takes numbers of different types for one key, and dates by their time', () => {
    const documents = [{ k: new Int32(1) }, { k: 1.0 }, { k: new Date(1) }, { k: new Date(1) }]
    expect(run(documents, [{ $group: { _id: '$k', n: { $sum: 1 } } }])).toHaveLength(2)
  })

  test('$project keeps, drops, nests and computes', () => {
    const documents = [{ _id: 1, a: { b: 1, c: 2 }, d: [{ e: 1, f: 2 }, 3] }]
    expect(run(documents, [{ $project: { 'a.b': 1, 'd.e': 1 } }])).toEqual([{ _id: 1, a: { b: 1 }, d: [{ e: 1 }] }])
    expect(run(documents, [{ $project: { a: { b: 1 }, x: '$a.c' } }])).toEqual([{ _id: 1, a: { b: 1 }, x: 2 }])
    expect(run(documents, [{ $project: { _id: 0, 'a.b': 0, 'd.e': 0 } }])).toEqual([{ a: { c: 2 }, d: [{ f: 2 }, 3] }])
    expect(() => run(documents, [{ $project: { a: 1, d: 0 } }])).toThrow(expect.objectContaining({ code: 31254 }))
  })

  test('$addFields sets within documents and in every element of an array', () => {
    const [result] = run([{ a: { b: 1 }, d: [{ e: 1 }, {}] }], [{ $addFields: { a: { c: 2 }, 'd.e': '$a.b', x: 1 } }])
    expect(result).toEqual({ a: { b: 1, c: 2 }, d: [{ e: 1 }, { e: 1 }], x: 1 })
  })

  test('$unwind drops documents without elements unless told to preserve them', () => {
    const documents = [{ _id: 1, a: [1, 2] }, { _id: 2, a: [] }, { _id: 3 }, { _id: 4, a: 'x' }]
    expect(run(documents, [{ $unwind: '$a' }])).toEqual([
      { _id: 1, a: 1 },
      { _id: 1, a: 2 },
      { _id: 4, a: 'x' },
    ])
    const preserving = { $unwind: { path: '$a', preserveNullAndEmptyArrays: true } }
    expect(run(documents, [preserving])).toContainEqual({ _id: 2 })
    expect(run(documents, [preserving])).toContainEqual({ _id: 3 })
  })

  test('$sort, $skip, $limit and $count work in the order they stand', () => {
    const documents = [3, 1, 2].map((n) => ({ n }))
    expect(run(documents, [{ $sort: { n: 1 } }, { $skip: 1 }, { $limit: 1 }])).toEqual([{ n: 2 }])
    expect(run(documents, [{ $limit: 2 }, { $sort: { n: 1 } }])).toEqual([{ n: 1 }, { n: 3 }])
    expect(run(documents, [{ $match: { n: { $gt: 1 } } }, { $count: 'n' }])).toEqual([{ n: 2 }])
    expect(run([], [{ $count: 'n' }])).toEqual([])
  })
})
