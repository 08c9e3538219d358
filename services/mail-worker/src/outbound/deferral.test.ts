import { expect, it } from 'vitest'
import { Deferrals } from './deferral.ts'

const settings = { firstMs: 30_000, maxMs: 1_800_000, giveUpMs: 86_400_000 }

it('waits of one message double up to the longest, and end after the whole span', () => {
  const deferrals = new Deferrals(settings)
  const waits: number[] = []
  let now = 0
  for (;;) {
    const wait = deferrals.next('a', now)
    if (wait === null) break
    waits.push(wait)
    now += wait
  }
  expect(waits.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000])
  expect(Math.max(...waits)).toBe(1_800_000)
  expect(now).toBeGreaterThanOrEqual(86_400_000)
})

it('messages are put off apart, and one that left begins anew', () => {
  const deferrals = new Deferrals(settings)
  deferrals.next('a', 0)
  expect(deferrals.next('a', 1)).toBe(60_000)
  expect(deferrals.next('b', 1)).toBe(30_000)
  deferrals.forget('a')
  expect(deferrals.next('a', 2)).toBe(30_000)
})
