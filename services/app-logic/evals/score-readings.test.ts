import { describe, expect, it } from 'vitest'
import type { Example } from '../src/training/dataset.ts'
import { evaluate, type Judged } from './score-readings.ts'

const ANN = { name: 'Ann', email: 'ann@acme.example', telegram: null, phone: null }

function example(more: Partial<Example>): Example {
  return {
    id: 'one',
    lang: 'en',
    now: '2026-03-10T10:00:00Z',
    text: 'text',
    intents: ['other'],
    explicitOptOut: false,
    redirect: null,
    until: null,
    file: 'en.jsonl',
    ...more,
  }
}

function judged(more: Partial<Judged>): Judged {
  return { intents: ['other'], explicitOptOut: false, redirect: null, until: null, ms: 1, ...more }
}

describe('the figures of an evaluation', () => {
  it('precision and recall count claims and labels of an intent apart', () => {
    const { all } = evaluate(
      [example({ intents: ['stop'] }), example({ intents: ['stop'] }), example({})],
      [judged({ intents: ['stop'] }), judged({}), judged({ intents: ['stop'] })],
    )
    expect(all.intents.stop).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, support: 2 })
  })

  it('a set is exact only when nothing is missing and nothing too much', () => {
    const wanted = [example({ intents: ['demo', 'question'] }), example({ intents: ['demo'] })]
    const found = [judged({ intents: ['demo'] }), judged({ intents: ['demo', 'question'] })]
    expect(evaluate(wanted, found).all.exactSet).toBe(0)
    expect(
      evaluate(
        wanted,
        [...wanted].map(({ intents }) => judged({ intents })),
      ).all.exactSet,
    ).toBe(1)
  })

  it('a redirect is exact only with all its details, and is measured only where details were given', () => {
    const wanted = [example({ intents: ['redirect'], redirect: ANN }), example({ intents: ['redirect'] })]
    const found = [judged({ redirect: { ...ANN, name: null } }), judged({ redirect: ANN })]
    expect(evaluate(wanted, found).all.redirect).toBe(0)
    expect(evaluate(wanted, [judged({ redirect: ANN }), judged({})]).all.redirect).toBe(1)
  })

  it('a date off by three days is near, not exact', () => {
    const { all } = evaluate([example({ until: '2026-05-10' })], [judged({ until: '2026-05-13' })])
    expect([all.until, all.untilWithinThreeDays]).toEqual([0, 1])
  })

  it('languages are measured apart, and what was read otherwise is listed', () => {
    const { byLanguage, confusions } = evaluate(
      [example({}), example({ id: 'two', lang: 'es' })],
      [judged({}), judged({ intents: ['demo'] })],
    )
    expect([byLanguage.en?.exactSet, byLanguage.es?.exactSet]).toEqual([1, 0])
    expect(confusions.map(({ id, expected, found }) => [id, expected, found])).toEqual([['two', 'other', 'demo']])
  })
})
