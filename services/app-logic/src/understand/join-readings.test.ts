import type { Intent, ReplyReading } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import { joinReadings, type LlmReading } from './join-readings.ts'

const ANN = { name: 'Ann', email: 'ann@acme.example', telegram: null, phone: null }

function offline(intents: readonly Intent[], more: Partial<ReplyReading> = {}): ReplyReading {
  return {
    intents,
    explicitOptOut: false,
    redirect: null,
    until: null,
    lang: 'en',
    evidence: 'offline quote',
    by: 'classifier',
    confidence: 0.6,
    doubt: null,
    ...more,
  }
}

function llm(intents: readonly Intent[], more: Partial<LlmReading> = {}): LlmReading {
  return { intents, explicitOptOut: false, redirect: null, until: null, lang: 'en', evidence: 'llm quote', ...more }
}

describe('two readings are joined to the cautious side', () => {
  const byRule = { by: 'rule', explicitOptOut: true, confidence: 0.97 } as const
  const rows: ReadonlyArray<
    readonly [rule: string, offline: ReplyReading, llm: LlmReading, intents: Intent[], doubt: ReplyReading['doubt']]
  > = [
    ['agreement needs no doubt', offline(['demo']), llm(['demo']), ['demo'], null],
    ['a stop found by rule stands', offline(['stop'], byRule), llm(['demo']), ['stop'], null],
    ['a stop found by rule stands against other', offline(['stop'], byRule), llm(['other']), ['stop'], null],
    ['the model can add a stop, a person looks', offline(['question']), llm(['stop']), ['stop'], 'stop-disputed'],
    ['a guessed stop is not taken away', offline(['stop']), llm(['demo']), ['stop', 'demo'], 'stop-disputed'],
    ['a disputed redirect opens nothing', offline(['redirect']), llm(['question']), ['question'], 'redirect-disputed'],
    [
      'a redirect of the model alone opens nothing',
      offline(['other']),
      llm(['redirect']),
      ['other'],
      'redirect-disputed',
    ],
    ['else the surer one: the model', offline(['question']), llm(['demo']), ['demo'], null],
    ['else the surer one: offline', offline(['question'], { confidence: 0.95 }), llm(['demo']), ['question'], null],
    [
      'both unsure and apart is other',
      offline(['question'], { confidence: 0.2 }),
      llm(['demo'], { confidence: 0.2 }),
      ['other'],
      'low-confidence',
    ],
    [
      'an offline doubt is no ground against the model',
      offline(['other'], { confidence: 0.99, doubt: 'low-confidence' }),
      llm(['demo']),
      ['demo'],
      null,
    ],
  ]
  it.each(rows)('%s', (_, first, second, intents, doubt) => {
    const { reading } = joinReadings(first, second)
    expect([reading.intents, reading.doubt]).toEqual([intents, doubt])
  })

  it('says on which intents the two differed', () => {
    expect(joinReadings(offline(['stop', 'question']), llm(['question', 'demo'])).disagreedOn).toEqual(['stop', 'demo'])
  })

  it('a stop found by rule is quoted as the rule found it, and named as such', () => {
    const { reading } = joinReadings(offline(['stop'], byRule), llm(['demo']))
    expect(reading).toMatchObject({ by: 'rule', evidence: 'offline quote', explicitOptOut: true, confidence: 0.97 })
  })

  it('details are kept only with their intent', () => {
    const { reading } = joinReadings(offline(['question']), llm(['question'], { redirect: ANN, until: '2026-05-01' }))
    expect([reading.redirect, reading.until]).toEqual([null, null])
  })

  it('an agreed redirect keeps the details that the model found, else ours', () => {
    expect(joinReadings(offline(['redirect'], { redirect: ANN }), llm(['redirect'])).reading.redirect).toEqual(ANN)
  })
})
