import { describe, expect, it } from 'vitest'
import { BadDraftLineError, checkLine } from './check-lines.ts'

describe('DESIGN §7 check-draft', () => {
  it('answers a line with its id, the verdict, and each violation with a verbatim excerpt', () => {
    const line = JSON.stringify({
      id: 'a',
      lang: 'en',
      facts: ['The trial lasts 14 days.'],
      draft: 'The trial lasts 41 days.',
    })
    expect(checkLine(line, 1)).toEqual({
      id: 'a',
      verdict: 'block',
      violations: [{ rule: 'number', excerpt: '41 days' }],
    })
  })

  it.each([
    ['no facts, thread or people at all', { id: 1, draft: 'Thank you for your reply.' }],
    [
      'people as texts',
      { id: 1, prospect: 'Olga Smirnova, Romashka', agent: 'Anna', draft: 'Hello Olga, thank you for your reply.' },
    ],
    [
      'people as objects',
      { id: 1, prospect: { fullName: 'Olga Smirnova' }, draft: 'Hello Olga, thank you for your reply.' },
    ],
    ['a thread of texts', { id: 1, thread: ['We are 12 people.'], draft: 'For 12 people it works.' }],
    [
      'a thread of messages with any field names',
      { id: 1, thread: [{ from: 'prospect', body: 'We are 12.' }], draft: 'For 12 it works.' },
    ],
    ['an unknown language', { id: 1, lang: 'de', draft: 'Danke.' }],
  ])('takes %s', (_, input) => {
    expect(checkLine(JSON.stringify(input), 1).violations).toEqual([])
  })

  it.each([
    ['{"id": 1', 'line 7: not JSON'],
    ['[]', 'line 7: the whole line:'],
    ['{"id": 1}', 'line 7: draft:'],
    ['{"id": 1, "draft": 3}', 'line 7: draft:'],
  ])('names line and field of what it cannot read: %s', (line, message) => {
    expect(() => checkLine(line, 7)).toThrow(BadDraftLineError)
    expect(() => checkLine(line, 7)).toThrow(message)
  })
})
