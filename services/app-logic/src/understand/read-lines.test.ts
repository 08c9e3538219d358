import { describe, expect, it } from 'vitest'
import { answerLine } from './read-lines.ts'
import { understandOffline } from './understand-offline.ts'

const clock = () => 0
const read = (line: string) => answerLine(line, 7, async (reply) => understandOffline(reply), clock)

describe('a line of replies', () => {
  it('is answered with the fields of the interface and no others', async () => {
    const answer = await read('{"id":"a","text":"unsubscribe","now":"2026-03-10T10:00:00+03:00","channel":"email"}')
    expect(answer).toEqual({
      id: 'a',
      intents: ['stop'],
      explicitOptOut: true,
      redirect: null,
      until: null,
      lang: 'en',
      evidence: 'unsubscribe',
      by: 'rule',
      ms: 0,
    })
  })

  it('counts days in the zone that the offset of now gives', async () => {
    const at = (now: string) => read(JSON.stringify({ id: 'a', text: 'Write to me again in ten days.', now }))
    expect((await at('2026-03-10T23:30:00-05:00')).until).toBe('2026-03-20')
    expect((await at('2026-03-11T04:30:00+00:00')).until).toBe('2026-03-21')
  })

  it.each([
    ['not json', 'line 7: not JSON'],
    ['{"id":"a","now":"2026-03-10T10:00:00Z"}', 'line 7: text: '],
    ['{"id":"a","text":"x","now":"tomorrow"}', 'line 7: now: "tomorrow" is no ISO date and time'],
    ['{"id":"a","text":"x","now":"2026-03-10T10:00:00Z","lang":"de"}', 'line 7: lang: '],
    ['[1]', 'line 7: the whole line: '],
  ])('that cannot be read is refused by line and field: %s', async (line, message) => {
    await expect(read(line)).rejects.toThrow(message)
  })
})
