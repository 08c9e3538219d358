import { describe, expect, it } from 'vitest'
import { holidaysOf, nextWorkingDay } from './holidays.ts'

describe('holidaysOf', () => {
  it.each([
    ['RU', '2026-01-08'],
    ['RU', '2026-05-11'],
    ['RU', '2026-03-09'],
    ['RU', '2027-01-01'],
    ['US', '2026-11-26'],
    ['US', '2026-07-03'],
    ['GB', '2026-12-28'],
    ['ES', '2026-12-08'],
    ['ES', '2026-01-06'],
    ['MX', '2026-09-16'],
    ['de', '2026-10-03'],
  ])('of %s hold %s', (country, date) => {
    expect(holidaysOf(country, 2026, 2027).has(date)).toBe(true)
  })

  it('hold no working day, no observance and nothing of an unknown country', () => {
    expect(holidaysOf('US', 2026, 2026).has('2026-02-14')).toBe(false)
    expect(holidaysOf('ES', 2026, 2026).has('2026-04-06')).toBe(false)
    expect(holidaysOf(null, 2026, 2026).size).toBe(0)
    expect(holidaysOf('ZZ', 2026, 2026).size).toBe(0)
    expect(holidaysOf('US', 2027, 2026).size).toBe(0)
  })
})

describe('nextWorkingDay', () => {
  it.each([
    ['2026-03-06', null, '2026-03-09'],
    ['2026-03-09', null, '2026-03-10'],
    ['2026-03-06', 'RU', '2026-03-10'],
    ['2025-12-30', 'RU', '2026-01-12'],
    ['2026-05-08', 'RU', '2026-05-12'],
    ['2026-12-24', 'GB', '2026-12-29'],
    ['2026-12-31', 'ES', '2027-01-04'],
  ])('after %s in %s is %s', (date, country, next) => {
    expect(nextWorkingDay(date, holidaysOf(country, 2025, 2027))).toBe(next)
  })
})
