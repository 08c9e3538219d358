import { foldText, quoteOf } from '../understand/fold-text.ts'

const FEWEST_LETTERS = 2

/**
 * The part of a text that a model quoted, as it stands in the text; null where it does not. Case, accents, kinds of
 * quotation marks and dashes, line breaks and what sanitising changed do not count; words do.
 */
export function findQuote(quote: string, text: string): string | null {
  const words = foldText(quote.replace(/\[…\]|…$/gu, ' '))
    .text.split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  if (words.join('').length < FEWEST_LETTERS) return null
  const folded = foldText(text)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]{1,12}')}(?![\\p{L}\\p{N}])`, 'u')
  const match = pattern.exec(folded.text)
  if (match === null) return null
  return quoteOf(folded, match.index, match.index + match[0].length)
}
