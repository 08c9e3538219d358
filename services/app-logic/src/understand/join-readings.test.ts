import type { RedirectTarget, ReplyReading } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import { joinReadings } from './join-readings.ts'

const ANN: RedirectTarget = { name: 'Ann Lee', email: 'ann@firm.test', telegram: null, phone: null }
const reading = (changes: Partial<ReplyReading>): ReplyReading => ({
  intents: ['other'],
  explicitOptOut: false,
  redirect: null,
  until: null,
  lang: 'en',
  evidence: 'offline words',
  by: 'classifier',
  confidence: 0.7,
  doubt: null,
  ...changes,
})
const fromModel = (changes: Partial<ReplyReading>) =>
  reading({ by: 'llm', confidence: 0.85, evidence: 'model words', ...changes })

const join = (offline: ReplyReading, model: ReplyReading) => joinReadings(offline, model).reading

describe('two readings of one reply', () => {
  it('a stop found by rule stands, whatever the model reads (DESIGN §6.2)', () => {
    const rule = reading({ intents: ['stop'], explicitOptOut: true, by: 'rule', confidence: 0.97 })
    const joined = join(rule, fromModel({ intents: ['demo'], confidence: 0.99 }))
    expect(joined).toMatchObject({ explicitOptOut: true, by: 'rule', doubt: null, evidence: 'offline words' })
    expect(joined.intents).toContain('stop')
  })

  it.each([
    ['the model', reading({ intents: ['demo'] }), fromModel({ intents: ['stop'], explicitOptOut: true })],
    ['the classifier', reading({ intents: ['stop'] }), fromModel({ intents: ['demo'] })],
  ])('a stop that only %s reads is kept and disputed', (_, offline, model) => {
    const { reading: joined, disagreedOn } = joinReadings(offline, model)
    expect(joined.intents).toContain('stop')
    expect(joined.doubt).toBe('stop-disputed')
    expect(disagreedOn).toEqual(['stop', 'demo'])
  })

  it('that agree are those of the model, as sure as the surer one', () => {
    const joined = join(reading({ intents: ['demo'], confidence: 0.98 }), fromModel({ intents: ['demo'] }))
    expect(joined).toMatchObject({ by: 'llm', confidence: 0.98, evidence: 'model words' })
  })

  it('a stop that both read is no dispute', () => {
    const joined = joinReadings(reading({ intents: ['stop'] }), fromModel({ intents: ['stop'] }))
    expect(joined).toMatchObject({ disagreedOn: [], reading: { intents: ['stop'], doubt: null, by: 'llm' } })
  })

  it('a colleague that only one reads opens no conversation, and is disputed', () => {
    const joined = join(reading({ intents: ['question'] }), fromModel({ intents: ['redirect'], redirect: ANN }))
    expect(joined).toMatchObject({ redirect: null, doubt: 'redirect-disputed' })
  })

  it('two different addresses are disputed', () => {
    const joined = join(
      reading({ intents: ['redirect'], redirect: ANN }),
      fromModel({ intents: ['redirect'], redirect: { ...ANN, email: 'bob@firm.test' } }),
    )
    expect(joined.doubt).toBe('redirect-disputed')
  })

  it('details complete each other', () => {
    const joined = join(
      reading({ intents: ['redirect'], redirect: { ...ANN, name: null } }),
      fromModel({ intents: ['redirect'], redirect: { ...ANN, email: 'ANN@firm.test', phone: '+7 999 123-45-67' } }),
    )
    expect(joined).toMatchObject({ redirect: { ...ANN, phone: '+7 999 123-45-67' }, doubt: null })
  })

  it('the more confident of two readings decides about everything else', () => {
    const model = fromModel({ intents: ['presentation'] })
    expect(join(reading({ intents: ['demo'], confidence: 0.6 }), model)).toMatchObject({
      intents: ['presentation'],
      by: 'llm',
      evidence: 'model words',
    })
    expect(join(reading({ intents: ['demo'], confidence: 0.99 }), model)).toMatchObject({
      intents: ['demo'],
      by: 'classifier',
      evidence: 'offline words',
    })
  })

  it('a guess too weak to act on gives way to the model', () => {
    const weak = reading({ intents: ['other'], confidence: 0.9, doubt: 'low-confidence' })
    expect(join(weak, fromModel({ intents: ['demo'] }))).toMatchObject({ intents: ['demo'], doubt: null })
  })

  it('the date counted by code goes before the one of the model', () => {
    const joined = join(
      reading({ intents: ['timeout'], until: '2026-02-02' }),
      fromModel({ intents: ['timeout'], until: '2026-03-01' }),
    )
    expect(joined.until).toBe('2026-02-02')
  })
})
