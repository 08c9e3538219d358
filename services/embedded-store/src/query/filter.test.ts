import { BSONRegExp, Decimal128, type Document, Double, Int32, Long, ObjectId } from 'bson'
import { describe, expect, test } from 'vitest'
import { compileFilter } from './filter.ts'

const id = new ObjectId()
const day = (n: number) => new Date(Date.UTC(2026, 0, n))

type Row = [rule: string, filter: Document, matching: Document[], others: Document[]]
const rows: Row[] = [
  [
    'numbers are equal whatever their type',
    { n: new Int32(5) },
    [{ n: new Double(5) }, { n: Long.fromNumber(5) }],
    [{ n: '5' }],
  ],
  ['an array matches by any element or as a whole', { a: 1 }, [{ a: 1 }, { a: [2, 1] }], [{ a: [[1]] }, { a: [2] }]],
  [
    'a whole array is matched in order',
    { a: [1, 2] },
    [{ a: [1, 2] }, { a: [[1, 2]] }],
    [{ a: [2, 1] }, { a: [1, 2, 3] }],
  ],
  [
    'a document is matched with its fields in order',
    { o: { a: 1, b: 2 } },
    [{ o: { a: 1, b: 2 } }],
    [{ o: { b: 2, a: 1 } }, { o: { a: 1 } }],
  ],
  [
    'a dotted path goes through arrays',
    { 'a.b': 1 },
    [{ a: { b: 1 } }, { a: [{ b: 2 }, { b: 1 }] }, { a: { b: [1] } }],
    [{ a: [1] }, {}],
  ],
  ['a number in a path is a position or a name', { 'a.0': 1 }, [{ a: [1, 2] }, { a: { 0: 1 } }], [{ a: [2, 1] }]],
  ['null matches null and missing', { a: null }, [{ a: null }, {}, { a: [null] }], [{ a: 0 }, { a: '' }, { a: [] }]],
  ['$ne matches where nothing is equal', { a: { $ne: 1 } }, [{ a: 2 }, {}, { a: [2] }], [{ a: 1 }, { a: [2, 1] }]],
  ['$ne null wants a value', { a: { $ne: null } }, [{ a: 0 }, { a: [] }], [{ a: null }, {}]],
  [
    'ranges hold within one type only',
    { a: { $gt: 5 } },
    [{ a: 6 }, { a: [1, 9] }],
    [{ a: 5 }, { a: 'z' }, { a: day(1) }, {}, { a: null }],
  ],
  ['dates compare by time', { at: { $lte: day(2) } }, [{ at: day(1) }, { at: day(2) }], [{ at: day(3) }, { at: 0 }]],
  ['$gte null is equality with null', { a: { $gte: null } }, [{}, { a: null }], [{ a: 1 }]],
  ['several operators may be met by different elements', { a: { $gt: 5, $lt: 3 } }, [{ a: [1, 9] }], [{ a: 4 }]],
  ['NaN is equal to NaN alone', { n: { $lte: new Double(Number.NaN) } }, [{ n: new Double(Number.NaN) }], [{ n: 1 }]],
  [
    '$in takes values of any type',
    { a: { $in: ['x', 1, null, id] } },
    [{ a: 'x' }, { a: new Double(1) }, {}, { a: [id] }],
    [{ a: 'y' }],
  ],
  ['$nin is the opposite of $in', { a: { $nin: ['x', null] } }, [{ a: 'y' }], [{ a: 'x' }, {}, { a: ['x'] }]],
  ['$exists sees null as there', { a: { $exists: true } }, [{ a: null }, { a: 1 }], [{}]],
  [
    '$exists false wants nothing there',
    { 'a.b': { $exists: false } },
    [{}, { a: 1 }, { a: [] }, { a: [{ c: 1 }] }],
    [{ a: { b: null } }],
  ],
  [
    '$and, $or and $nor combine',
    { $or: [{ a: 1 }, { $and: [{ b: 1 }, { $nor: [{ c: 1 }] }] }] },
    [{ a: 1 }, { b: 1 }],
    [{ b: 1, c: 1 }, {}],
  ],
  [
    '$not turns an operator round, missing included',
    { a: { $not: { $gt: 5 } } },
    [{ a: 5 }, {}, { a: 'x' }],
    [{ a: 6 }],
  ],
  [
    '$elemMatch wants one element to meet all',
    { a: { $elemMatch: { $gt: 5, $lt: 8 } } },
    [{ a: [1, 6] }],
    [{ a: [1, 9] }, { a: 6 }, { a: [[6]] }],
  ],
  [
    '$elemMatch of fields wants one document',
    { a: { $elemMatch: { x: 1, y: 2 } } },
    [{ a: [{ x: 1, y: 2 }] }],
    [{ a: [{ x: 1 }, { y: 2 }] }, { a: { x: 1, y: 2 } }],
  ],
  ['$size counts elements', { a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: 'xx' }, {}]],
  [
    'a regular expression matches strings',
    { s: new BSONRegExp('^ab', 'i') },
    [{ s: 'ABc' }, { s: ['x', 'ab'] }],
    [{ s: 'cab' }, { s: 1 }, {}],
  ],
  ['$regex takes its flags from $options', { s: { $regex: '^ab', $options: 'i' } }, [{ s: 'ABc' }], [{ s: 'c' }]],
  ['$not takes a regular expression', { s: { $not: new BSONRegExp('a') } }, [{ s: 'b' }, {}], [{ s: 'a' }]],
]

describe('a filter', () => {
  test.each(rows)('%s', (_rule, filter, matching, others) => {
    const matches = compileFilter(filter)
    expect(matching.filter((document) => !matches(document))).toEqual([])
    expect(others.filter(matches)).toEqual([])
  })

  test.each<[string, Document]>([
    ['operators that are not listed', { a: { $type: 'int' } }],
    ['an operator next to a field', { a: { $gt: 1, b: 2 } }],
    ['$or without branches', { $or: [] }],
    ['$in without an array', { a: { $in: 1 } }],
    ['$options without $regex', { a: { $options: 'i' } }],
    ['a type that is not supported', { a: Decimal128.fromString('1') }],
    ['a regular expression that is none', { a: new BSONRegExp('(') }],
  ])('%s are refused with BadValue', (_what, filter) => {
    expect(() => compileFilter(filter)).toThrow(expect.objectContaining({ code: 2 }))
  })

  test('flags of regular expressions that are not listed are refused', () => {
    expect(() => compileFilter({ a: new BSONRegExp('a', 'x') })).toThrow(expect.objectContaining({ code: 238 }))
  })
})
