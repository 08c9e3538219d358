import { MemoryStore, systemClock } from '@outrider/shared'
import type { FactRecord } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import { awaitCommand, versionOf, whyWaiting } from './settled-command.ts'

const fact = (version: number, type: FactRecord['type'], data: FactRecord['data'] = {}): FactRecord => ({
  _id: `v_1:${version}:f0`,
  conversationId: 'v_1',
  contactId: 'c_1',
  campaignId: 'reviews',
  at: new Date('2026-03-02T10:00:00Z'),
  type,
  data,
})

/** A command in the inbox that app-logic has settled with these facts. */
async function settledWith(facts: readonly FactRecord[], end: 'done' | 'dead' | 'open' = 'done') {
  const store = new MemoryStore(systemClock)
  await store.inbox.put({ _id: 'command:1', type: 'timer', conversationId: 'v_1', version: 0 })
  await store.facts.add(facts)
  const claim = end === 'open' ? null : await store.inbox.claim()
  if (claim !== null) {
    await store.inbox.settle(
      claim,
      end === 'done' ? { outcome: 'done' } : { outcome: 'dead', reason: 'no such campaign' },
    )
  }
  return store
}

const awaited = (store: MemoryStore) => awaitCommand({ store, clock: systemClock }, 'command:1', 'v_1', 3, 0)

describe('what became of a command', () => {
  it('is told by the facts committed after it, not by those before', async () => {
    const store = await settledWith([
      fact(3, 'started'),
      fact(4, 'handed-over', { reason: 'taken over by ann', by: 'person' }),
    ])
    expect(await awaited(store)).toMatchObject({ result: 'done', facts: [{ type: 'handed-over' }] })
  })

  it('is a refusal with its reason when nothing was done', async () => {
    const store = await settledWith([fact(4, 'ignored', { reason: 'refused: this person asked for silence' })])
    expect(await awaited(store)).toEqual({ result: 'refused', reason: 'this person asked for silence' })
  })

  it('is no refusal when something was done beside a remark', async () => {
    const store = await settledWith([fact(4, 'started'), fact(4, 'ignored', { reason: 'waits for the bot' })])
    expect(await awaited(store)).toMatchObject({ result: 'done' })
  })

  it('is a failure with its reason when it could not be handled', async () => {
    expect(await awaited(await settledWith([], 'dead'))).toEqual({ result: 'failed', reason: 'no such campaign' })
  })

  it('is that it waits, and why, when nobody obeys', async () => {
    expect(await awaited(await settledWith([], 'open'))).toEqual({
      result: 'waiting',
      reason: expect.stringContaining('app-logic has never run here'),
    })
  })
})

it('an old sign of life means that app-logic does not run, a fresh one that it is busy', () => {
  const now = new Date('2026-03-02T10:00:00Z')
  const beat = (secondsAgo: number) => [
    { _id: 'app-logic:a', service: 'app-logic', at: new Date(now.getTime() - secondsAgo * 1_000), details: {} },
    { _id: 'mail-worker:a', service: 'mail-worker', at: now, details: {} },
  ]
  expect(whyWaiting(beat(180), now)).toContain('does not run (last sign of life 180 s ago)')
  expect(whyWaiting(beat(5), now)).toContain('runs but has not come to it yet')
})

it('the version of a fact is read from its id', () => {
  expect(versionOf(fact(12, 'started'))).toBe(12)
})
