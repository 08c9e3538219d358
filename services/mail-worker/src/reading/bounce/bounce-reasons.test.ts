import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bounceReasons, permanentReasons } from './bounce-reasons.ts'
import { reasonIn } from './read-bounce.ts'

const wordings = readFileSync(new URL('../../../fixtures/bounces/reasons.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => /^(\S+)\s{2,}(.+)$/.exec(line)?.slice(1) ?? [])

describe('the reason of a bounce comes from what the server wrote', () => {
  it.each(wordings)('%s: %s', (reason, words) => {
    expect(reasonIn(words ?? '')).toBe(reason)
  })

  it('every reason of the table has a wording', () => {
    const covered = new Set(wordings.map(([reason]) => reason))
    expect(bounceReasons.map(({ reason }) => reason).filter((reason) => !covered.has(reason))).toEqual([])
  })

  it('only a dead address is permanent: never quota, policy, reputation or a network', () => {
    const concerns = bounceReasons.filter(({ reason }) => permanentReasons.has(reason)).map(({ concern }) => concern)
    expect(new Set(concerns)).toEqual(new Set(['address']))
  })
})
