import { type Document, Long, ObjectId } from 'bson'
import { describe, expect, test } from 'vitest'
import { compileFilter } from './filter.ts'

const id = new ObjectId()
const day = (n: number) => new Date(Date.UTC(2026, 0, n))

type Row = [rule: string, filter: Document, matching: Document[], others: Document[]]
const rows: Row[] = [
  ['a value equals one of its own type', { a: 5 }, [{ a: 5 }], [{ a: '5' }, { a: 6 }, { a: { b: 5 } }, {}]],
  ['all fields must match', { a: 1, b: 2 }, [{ a: 1, b: 2 }], [{ a: 1 }, { a: 1, b: 3 }]],
  ['a dotted path goes through documents', { 'a.b': 1 }, [{ a: { b: 1 } }], [{ a: 1 }, { a: null }, { 'a.b': 1 }, {}]],
  ['null matches null and missing', { a: null }, [{ a: null }, {}], [{ a: 0 }, { a: '' }]],
  ['ids are equal by what they hold', { a: new ObjectId(id.id) }, [{ a: id }], [{ a: new ObjectId() }]],
  ['ranges hold within one type only', { a: { $gt: 5 } }, [{ a: 6 }], [{ a: 5 }, { a: 'z' }, { a: day(1) }, {}]],
  ['dates compare by time', { at: { $lte: day(2) } }, [{ at: day(1) }, { at: day(2) }], [{ at: day(3) }, { at: 0 }]],
  ['a range has two ends', { a: { $gte: 1, $lte: 3 } }, [{ a: 1 }, { a: 3 }], [{ a: 0 }, { a: 4 }]],
  ['$gt of the empty text wants a text', { a: { $gt: '' } }, [{ a: 'x' }], [{ a: '' }, { a: null }, { a: 1 }, {}]],
  ['$gte null is equality with null', { a: { $gte: null } }, [{}, { a: null }], [{ a: 1 }]],
  ['$in takes values of any type', { a: { $in: ['x', 1, null] } }, [{ a: 'x' }, { a: 1 }, {}], [{ a: 'y' }]],
  ['$in of nothing matches nothing', { a: { $in: [] } }, [], [{ a: 1 }, {}]],
  ['$eq is equality', { a: { $eq: 1 } }, [{ a: 1 }], [{ a: 2 }]],
]

describe('a filter', () => {
  test.each(rows)('%s', (_rule, filter, matching, others) => {
    const matches = compileFilter(filter)
    expect(matching.filter((document) => !matches(document))).toEqual([])
    expect(others.filter(matches)).toEqual([])
  })

  test.each<[string, number, Document]>([
    ['an operator that is not listed', 2, { a: { $ne: 1 } }],
    ['a logical operator', 2, { $or: [{ a: 1 }] }],
    ['an operator next to a field', 2, { a: { $gt: 1, b: 2 } }],
    ['$in without an array', 2, { a: { $in: 1 } }],
    ['a document to be equal to', 238, { a: { b: 1 } }],
    ['an array to be equal to', 238, { a: [1] }],
    ['a type that is not supported', 238, { a: Long.fromNumber(1) }],
  ])('%s is refused with code %i', (_what, code, filter) => {
    expect(() => compileFilter(filter)).toThrow(expect.objectContaining({ code }))
  })

  test.each([{ a: [1] }, { a: { b: [1] } }, { a: [{ b: 1 }] }])(
    'an array is not searched: %j is refused, not overlooked',
    (document) => {
      const matches = compileFilter({ [Array.isArray(document.a) && document.a[0] === 1 ? 'a' : 'a.b']: 1 })
      expect(() => matches(document)).toThrow(expect.objectContaining({ code: 238 }))
    },
  )
})
