import { GENERIC_WORDS, STOP_WORDS } from './question-words.ts'

/** A word counts as the same word when its form begins alike over this share of the longer one. */
const SAME_STEM = 0.6

/** Words that say what a text is about: no function words, no words every text about the product holds. */
export function contentOf(text: string): string[] {
  return wordsOf(text).filter((word) => /..|\d/.test(word) && !STOP_WORDS.has(word) && !GENERIC_WORDS.has(word))
}

/** Words and numbers of a text, folded. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/\p{N}+|[\p{L}\p{N}]+/gu) ?? []
}

/** Two forms of one word: equal, or alike over most of their letters from the beginning. */
export function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  const longer = Math.max(a.length, b.length)
  if (Math.min(a.length, b.length) < 4 || /\d/.test(a + b)) return false
  let shared = 0
  while (shared < longer && a[shared] === b[shared]) shared += 1
  return shared >= 4 && shared / longer >= SAME_STEM
}

/** Lower case, no accents, one kind of apostrophe; й stays apart from и. */
export function fold(text: string): string {
  const plain = text.toLowerCase().normalize('NFD')
  // A breve makes й of и: taken off it would be another letter.
  const folded = plain.replace(/\p{M}/gu, (mark, at: number) =>
    mark === '\u0306' && plain[at - 1] === 'и' ? mark : '',
  )
  return folded.normalize('NFC').replace(/[’‘]/g, "'")
}
