import { expect, it } from 'vitest'
import { inBothZones } from './zoned-text.ts'

const instant = new Date('2026-03-29T07:30:00Z')

it("an instant is said in the prospect's zone and in one's own", () => {
  expect(inBothZones(instant, 'Europe/Moscow', 'Europe/Madrid')).toBe(
    '2026-03-29 10:30 Europe/Moscow (2026-03-29 09:30 Europe/Madrid)',
  )
})

it('an instant that reads the same in both is said once', () => {
  expect(inBothZones(instant, 'Europe/Berlin', 'Europe/Madrid')).toBe('2026-03-29 09:30 Europe/Berlin')
})
