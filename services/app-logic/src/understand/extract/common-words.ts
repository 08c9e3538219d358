/**
 * Words that are written in lower case in mail: one of them with a capital at the head of a sentence is no name.
 */
import lists from './common-words.json' with { type: 'json' }

const COMMON: ReadonlySet<string> = new Set(`${lists.cyrillic} ${lists.latin}`.split(' '))

/** Whether a folded word is an ordinary one. */
export function isCommonWord(word: string): boolean {
  return COMMON.has(word)
}
