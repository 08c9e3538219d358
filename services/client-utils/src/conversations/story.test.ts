import type { FactRecord } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf, type Told, tellStory } from './story.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 10, minute))
const when = (instant: Date) => instant.toISOString().slice(11, 16)

const fact = (
  version: number,
  index: number,
  type: FactRecord['type'],
  minute: number,
  data: FactRecord['data'],
): FactRecord => ({
  _id: `v_1:${version}:f${index}`,
  conversationId: 'v_1',
  contactId: 'c_1',
  campaignId: 'reviews',
  at: at(minute),
  type,
  data,
})

const facts = [
  fact(1, 0, 'started', 0, { reason: 'started' }),
  fact(2, 0, 'message-sent', 1, { outboxId: 'v_1:1:1', kind: 'intro', channel: 'email' }),
  fact(3, 0, 'message-received', 5, { inboxId: 'mail:1', channel: 'email', certain: true }),
  fact(4, 0, 'reply-understood', 6, {
    inboxIds: ['mail:1'],
    intents: ['stop'],
    explicitOptOut: true,
    evidence: 'stop writing',
    by: 'rule',
    confidence: 1,
    doubt: null,
    until: null,
  }),
  fact(4, 1, 'suppressed', 6, { cause: 'stop', evidence: 'stop writing' }),
  fact(4, 2, 'timer-set', 6, { timer: { kind: 'reminder', dueAt: at(9) } }),
  fact(5, 0, 'ignored', 7, { reason: 'already stopped' }),
]

describe('why a reply was answered as it was', () => {
  it('is its reading with what the same decision brought about, and nothing of other decisions', () => {
    expect(readingsOf(facts, when)).toEqual([
      expect.objectContaining({
        intents: ['stop'],
        by: 'rule',
        evidence: 'stop writing',
        done: ['suppressed on every channel (stop)', 'reminder due 10:09'],
      }),
    ])
  })
})

it('a story tells both sides in time order, a sent message at the time it left', () => {
  const queued = { status: 'done', createdAt: at(5), errors: [] }
  const told = {
    facts,
    received: [{ ...queued, _id: 'mail:1', type: 'message', receivedAt: at(5), text: 'stop writing' }],
    outgoing: [
      { ...queued, _id: 'v_1:1:1', status: 'sent', createdAt: at(0), dueAt: at(0), text: 'Hello' },
      { ...queued, _id: 'v_1:6:1', status: 'ready', createdAt: at(7), dueAt: at(30), text: 'later' },
    ],
  } as unknown as Told
  expect(tellStory(told, when).map((entry) => [entry.type, when(entry.at)])).toEqual([
    ['event', '10:00'],
    ['out', '10:01'],
    ['in', '10:05'],
    ['event', '10:06'],
    ['event', '10:07'],
    ['out', '10:30'],
  ])
})
