import { describe, expect, it } from 'vitest'
import { gapWarning, pollOffset, readPosition } from './reading-position.ts'

const NOW = new Date('2026-03-10T12:00:00Z')
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)

describe('the reading position', () => {
  it('is absent where the checkpoint holds something else', () => {
    expect(readPosition({ updates: { offset: '12', at: NOW }, polledAt: 5 })).toEqual({
      offset: null,
      lastUpdateAt: null,
      polledAt: null,
    })
  })

  it('is read from the checkpoint it was written to', () => {
    const position = { offset: 12, lastUpdateAt: hoursAgo(1), polledAt: NOW }
    expect(readPosition({ updates: { offset: 12, at: hoursAgo(1) }, polledAt: NOW })).toEqual(position)
  })

  it('is given up after six days of silence: a new numbering of Telegram may lie below it', () => {
    const after = (hours: number) => pollOffset({ offset: 12, lastUpdateAt: hoursAgo(hours), polledAt: null }, NOW)
    expect([after(1), after(143), after(144)]).toEqual([12, 12, null])
  })

  it.each([
    [0.5, null],
    [2, { hours: 2, lost: false }],
    [24, { hours: 24, lost: false }],
    [25, { hours: 25, lost: true }],
  ])('a gap of %s h is told as %o', (hours, expected) => {
    expect(gapWarning({ offset: 1, lastUpdateAt: null, polledAt: hoursAgo(hours) }, NOW)).toEqual(expected)
  })

  it('has no gap at the very first poll', () => {
    expect(gapWarning({ offset: null, lastUpdateAt: null, polledAt: null }, NOW)).toBeNull()
  })
})
