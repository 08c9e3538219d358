import { describe, expect, it } from 'vitest'
import { didYouMean, suggestion } from './suggest.ts'

describe('a word that is not known', () => {
  const known = ['contacted', 'talking', 'snoozed', 'stopped']

  it.each([
    ['contaced', 'contacted'],
    ['TALKING', 'talking'],
    ['snozed', 'snoozed'],
  ])('%s is taken for %s', (word, meant) => {
    expect(didYouMean(word, known)).toBe(meant)
  })

  it('that is near to none is taken for none', () => {
    expect(didYouMean('exhausted', known)).toBeNull()
    expect(didYouMean('x', [])).toBeNull()
    expect(suggestion('qqq', known)).toBe('')
  })
})
