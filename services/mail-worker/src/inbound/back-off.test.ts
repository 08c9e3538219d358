import { expect, it } from 'vitest'
import { nextWait } from './back-off.ts'

const settings = { minMs: 250, maxMs: 120_000, survivedMs: 180_000 }

it('waits double up to the longest', () => {
  const waits = [0]
  for (let n = 0; n < 12; n++) waits.push(nextWait(waits.at(-1) ?? 0, 0, settings))
  expect(waits.slice(1, 5)).toEqual([250, 500, 1_000, 2_000])
  expect(waits.at(-1)).toBe(120_000)
})

it('a connection that is accepted and lost at once does not reset the wait; one that survived does', () => {
  expect(nextWait(4_000, 179_999, settings)).toBe(8_000)
  expect(nextWait(4_000, 180_000, settings)).toBe(250)
})
