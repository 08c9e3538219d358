import { describe, expect, it } from 'vitest'
import { answerTime, openingAtOrAfter } from './sending-window.ts'

const WORKDAYS = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
const none = new Set<string>()

describe('invariant 10: time is the prospect’s', () => {
  it.each([
    ['inside stays', '2026-03-10T10:00:00Z', 'Europe/Moscow', '2026-03-10T10:00:00.000Z'],
    ['before the opening moves to it', '2026-03-10T03:00:00Z', 'Europe/Moscow', '2026-03-10T06:00:00.000Z'],
    ['the exact opening is open', '2026-03-10T06:00:00Z', 'Europe/Moscow', '2026-03-10T06:00:00.000Z'],
    ['the exact end is closed', '2026-03-10T15:00:00Z', 'Europe/Moscow', '2026-03-11T06:00:00.000Z'],
    ['Friday evening moves to Monday', '2026-03-13T16:00:00Z', 'Europe/Moscow', '2026-03-16T06:00:00.000Z'],
    ['the local day counts, not the UTC day', '2026-03-13T23:30:00Z', 'Asia/Tokyo', '2026-03-16T00:00:00.000Z'],
    [
      'New York, over the weekend its clocks go forward',
      '2026-03-06T23:30:00Z',
      'America/New_York',
      '2026-03-09T13:00:00.000Z',
    ],
    [
      'Madrid, over the weekend its clocks go back',
      '2026-10-24T10:00:00Z',
      'Europe/Madrid',
      '2026-10-26T08:00:00.000Z',
    ],
  ])('%s', (_rule, instant, zone, expected) => {
    expect(openingAtOrAfter(new Date(instant), WORKDAYS, zone, none).toISOString()).toBe(expected)
  })

  it('public holidays are skipped', () => {
    const holidays = new Set(['2026-05-01', '2026-05-11'])
    const opening = openingAtOrAfter(new Date('2026-04-30T16:00:00Z'), WORKDAYS, 'Europe/Moscow', holidays)
    expect(opening.toISOString()).toBe('2026-05-04T06:00:00.000Z')
  })

  it('an opening in the hour that daylight saving skips is the first instant after the gap', () => {
    const early = { days: [7], from: '02:30', to: '05:00' }
    const opening = openingAtOrAfter(new Date('2026-03-29T00:00:00Z'), early, 'Europe/Madrid', none)
    expect(opening.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  })

  it('a window that never opens does not hang', () => {
    const always = { days: [1], from: '09:00', to: '18:00' }
    const everyMonday = new Set(
      Array.from({ length: 80 }, (_, week) => new Date(Date.UTC(2026, 2, 9 + 7 * week)).toISOString().slice(0, 10)),
    )
    expect(openingAtOrAfter(new Date('2026-03-09T06:00:00Z'), always, 'Europe/Moscow', everyMonday)).toBeInstanceOf(
      Date,
    )
  })
})

describe('an answer to a person', () => {
  it.each([
    [
      'by e-mail leaves at once in waking hours, on a Sunday too',
      'email',
      '2026-03-15T10:00:00Z',
      '2026-03-15T10:00:00.000Z',
    ],
    ['by e-mail at night waits for the next 08:00', 'email', '2026-03-10T20:00:00Z', '2026-03-11T05:00:00.000Z'],
    ['by e-mail at 21:00 sharp waits', 'email', '2026-03-10T18:00:00Z', '2026-03-11T05:00:00.000Z'],
    ['on Telegram leaves at once at any hour', 'telegram', '2026-03-10T23:00:00Z', '2026-03-10T23:00:00.000Z'],
  ] as const)('%s', (_rule, channel, now, expected) => {
    expect(answerTime(new Date(now), channel, 'Europe/Moscow').toISOString()).toBe(expected)
  })
})
