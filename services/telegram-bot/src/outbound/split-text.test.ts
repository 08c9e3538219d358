import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planParts } from './plan-parts.ts'
import { MAX_TEXT, splitText } from './split-text.ts'

const bare = (text: string) => text.replace(/\s+/g, '')
const texts = fc.array(fc.constantFrom('a', 'слово', '😀', '.', '! ', ' ', '\n', '\n\n', '👩‍👩‍👧'), { maxLength: 300 })

describe('parting a long text', () => {
  it('leaves a text that fits as it is', () => {
    expect(splitText('One.\n\nTwo.')).toEqual(['One.\n\nTwo.'])
    expect(splitText('x'.repeat(MAX_TEXT))).toHaveLength(1)
  })

  it.each([
    ['between paragraphs', 'Aa bb. Cc\ndd\n\nEe ff', 16, ['Aa bb. Cc\ndd', 'Ee ff']],
    ['else between lines', 'Aa bb. Cc dd\nEe ff', 16, ['Aa bb. Cc dd', 'Ee ff']],
    ['else between sentences', 'Aa bb. Cc dd ee ff', 16, ['Aa bb.', 'Cc dd ee ff']],
    ['else between words', 'Aa bb Cc dd ee ff', 16, ['Aa bb Cc dd ee', 'ff']],
    ['else anywhere', 'x'.repeat(20), 16, ['x'.repeat(16), 'xxxx']],
    ['but never inside a character', `${'x'.repeat(15)}😀`, 16, ['x'.repeat(15), '😀']],
    ['not after a scrap of a heading', `Hi\n\n${'word '.repeat(5)}`, 16, ['Hi\n\nword word', 'word word word']],
  ])('parts it %s', (_title, text, limit, expected) => {
    expect(splitText(text, limit)).toEqual(expected)
  })

  it('drops nothing but white space, keeps the order, and fits the limit in UTF-16 units', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 12, max: 60 }), (words, limit) => {
        const text = words.join('')
        const parts = splitText(text, limit)
        expect(bare(parts.join(''))).toBe(bare(text))
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit)
          expect(part.trim()).toBe(part)
          expect(part).not.toBe('')
          expect(part, 'half a character').not.toMatch(/\p{Surrogate}/u)
        }
      }),
    )
  })

  it('takes time in proportion to a hostile text', () => {
    const started = performance.now()
    splitText('\n '.repeat(200_000))
    splitText(`${'.'.repeat(4_000)} `.repeat(200))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('the messages of one entry', () => {
  const deck = { filename: 'deck.pdf', content: Buffer.from('deck') }
  const invite = { filename: 'invite.ics', content: Buffer.from('ics') }

  it('is one where the text fits the caption: it cannot arrive by half', () => {
    expect(planParts('x'.repeat(1_024), [deck])).toEqual([
      { kind: 'document', document: deck, caption: 'x'.repeat(1_024) },
    ])
  })

  it('is the text first where it does not', () => {
    const text = 'x'.repeat(1_025)
    expect(planParts(text, [deck, invite])).toEqual([
      { kind: 'text', text },
      { kind: 'document', document: deck, caption: '' },
      { kind: 'document', document: invite, caption: '' },
    ])
  })

  it('is none where there is nothing to say', () => {
    expect(planParts(' \n', [])).toEqual([])
  })
})
