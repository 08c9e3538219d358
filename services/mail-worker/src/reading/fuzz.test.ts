import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { fixtureMails, mutateMail, seededRandom } from './mail-mutations.ts'
import { readMailSync } from './read-mail.ts'

describe('damaged mail', () => {
  it('2 000 damaged mails are each read within a second, without an error', () => {
    const random = seededRandom(20_260_115)
    const mails = fixtureMails()
    const pick = () => mails[Math.floor(random() * mails.length)] ?? Buffer.alloc(0)
    let slowestMs = 0
    for (let round = 0; round < 2_000; round += 1) {
      const damaged = mutateMail(pick(), pick(), random)
      const start = performance.now()
      const mail = readMailSync(damaged, { now: new Date('2026-01-15T12:00:00Z') })
      slowestMs = Math.max(slowestMs, performance.now() - start)
      expect(mail.error, `round ${round}`).toBeUndefined()
      expect(typeof mail.text).toBe('string')
    }
    expect(slowestMs).toBeLessThan(1_000)
  }, 60_000)
})
