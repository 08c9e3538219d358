import { type Document, ObjectId } from 'bson'
import { describe, expect, test } from 'vitest'
import { compilePipeline } from './pipeline.ts'

const run = (documents: Document[], ...pipeline: unknown[]) => [...compilePipeline(pipeline)(documents)]

describe('a pipeline', () => {
  test('$group sums numbers, in the order in which the groups are met, null and missing being one', () => {
    const documents = [{ k: 'a', n: 1 }, { k: null, n: 2 }, { n: 3.5 }, { k: 'a', n: 'no number' }, { k: 'a' }]
    expect(run(documents, { $group: { _id: '$k', sum: { $sum: '$n' }, count: { $sum: 1 } } })).toEqual([
      { _id: 'a', sum: 1, count: 3 },
      { _id: null, sum: 5.5, count: 2 },
    ])
  })

  test('$group takes documents for keys, without their missing fields, arrays in them by their elements', () => {
    const documents = [
      { a: 1, d: { i: ['x', 'y'] } },
      { a: 1, d: { i: ['x', 'y'] } },
      { a: 1, d: { i: ['y'] } },
      { a: 1 },
    ]
    expect(run(documents, { $group: { _id: { a: '$a', i: '$d.i' }, count: { $sum: 1 } } })).toEqual([
      { _id: { a: 1, i: ['x', 'y'] }, count: 2 },
      { _id: { a: 1, i: ['y'] }, count: 1 },
      { _id: { a: 1 }, count: 1 },
    ])
  })

  test('$group tells values of different types apart, and takes equal dates and ids for one', () => {
    const id = new ObjectId()
    const keys = [1, '1', new Date(1), new Date(1), id, new ObjectId(id.id), { $date: 1 }]
    expect(
      run(
        keys.map((k) => ({ k })),
        { $group: { _id: '$k' } },
      ),
    ).toHaveLength(5)
  })

  test('$match and $project work in the order they stand', () => {
    const documents = [1, 2, 3].map((n) => ({ _id: n, a: { n }, b: 'x' }))
    const match = { $match: { n: { $gte: 2 } } }
    const project = { $project: { _id: 0, b: 1, n: '$a.n' } }
    expect(run(documents, project, match)).toEqual([
      { b: 'x', n: 2 },
      { b: 'x', n: 3 },
    ])
    expect(run(documents, match, project)).toEqual([])
    expect(run([{ _id: 1, b: 2 }], { $project: { b: true, gone: '$gone' } })).toEqual([{ _id: 1, b: 2 }])
  })

  test.each<[string, number, unknown]>([
    ['a stage that is not listed', 40324, { $lookup: {} }],
    ['two stages in one', 40323, { $match: {}, $project: { a: 1 } }],
    ['an operator in an expression', 168, { $group: { _id: { $year: '$a' } } }],
    ['a variable', 17276, { $group: { _id: '$$NOW' } }],
    ['an accumulator that is not listed', 15952, { $group: { _id: 1, a: { $avg: '$a' } } }],
    ['a group without _id', 15955, { $group: { n: { $sum: 1 } } }],
    ['a projection that excludes', 238, { $project: { a: 0 } }],
    ['a projection that only drops _id', 238, { $project: { _id: 0 } }],
    ['a projection into a document', 238, { $project: { 'a.b': 1 } }],
  ])('%s is refused with code %i', (_what, code, stage) => {
    expect(() => run([], stage)).toThrow(expect.objectContaining({ code }))
  })
})
