import { attributionStarts, calendarWords, forwardWords, originalWords, wroteWords } from './words.ts'

/** Alternation of words, the longest first so that none hides another. */
function anyOf(words: readonly string[]): string {
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
}

/** Scripts that write words without blanks between them. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

function wholeWords(words: readonly string[]): string {
  const spaced = words.filter((word) => !unspaced.test(word))
  const joined = words.filter((word) => unspaced.test(word))
  const parts = [`(?<![\\p{L}\\p{N}])(?:${anyOf(spaced)})(?![\\p{L}\\p{N}])`]
  if (joined.length > 0) parts.push(anyOf(joined))
  return parts.join('|')
}

/** "wrote", in any language. */
export const wrotePattern = new RegExp(wholeWords(wroteWords), 'iu')
/** "wrote" as the last word. */
export const wroteAtEndPattern = new RegExp(`(?:${wholeWords(wroteWords)})[\\s.:：—–-]*$`, 'iu')
/** A line above a quote may begin like this. */
export const startPattern = new RegExp(
  `^(?:["'“«(<]|\\d|-{2,}\\s*\\p{L}|(?:${wholeWords(attributionStarts)})|(?:${anyOf(calendarWords)})\\p{L}{0,12}[.,]?\\s)`,
  'iu',
)
/** A month or weekday beside a number. */
const namedDate = `(?:${anyOf(calendarWords)})\\p{L}{0,10}\\.?,?\\s+(?:de\\s+)?\\d|\\d(?:st|nd|rd|th)?\\.?[\\s-]+(?:de\\s+)?(?:${anyOf(calendarWords)})`
/** Something that reads as a date or a time of day. */
export const datePattern = new RegExp(
  `\\d{1,4}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?\\d{1,4}|\\d{1,2}[:.h]\\d{2}|\\b(?:19|20)\\d{2}\\b|\\d\\s?[年月日년월일]|${namedDate}`,
  'iu',
)
/** A time of day. */
export const timePattern = /\d{1,2}\s?[:.h]\s?\d{2}/
/** A year. */
export const yearPattern = /(?<!\d)(?:19|20)\d{2}(?!\d)/
/** An address, in angle or square brackets or bare. */
export const addressPattern = /[^\s<>()[\]"',;:]{1,100}@[^\s<>()[\]"',;:]{1,100}/u
/** An address where mail programs put it: in brackets. */
export const bracketAddressPattern = /[<([]\s*(?:mailto:\s*)?[^\s<>()[\]]{1,100}@[^\s<>()[\]]{1,100}\s*[>)\]]/iu
/** Words between dashes above an answered mail. */
export const originalPattern = new RegExp(`^(?:${anyOf(originalWords)})$`, 'iu')
/** Words that introduce a forwarded mail, alone or with what follows them. */
export const forwardPattern = new RegExp(`^(?:${anyOf(forwardWords)})(?:\\s.{1,200})?$`, 'iu')
