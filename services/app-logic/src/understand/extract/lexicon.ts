/**
 * Words of three languages under one set of symbols, so that one grammar reads them all.
 * A table maps a symbol to its words; `*` ends a stem, a space makes a phrase.
 */

export type LexiconTable = Readonly<Record<string, string>>

interface Entry {
  readonly words: readonly string[]
  readonly symbol: string
  readonly weight: number
}

export interface Lexicon {
  readonly entries: ReadonlyMap<string, readonly Entry[]>
}

const KEY_LENGTH = 2

/** Builds the look-up of one language; entries are tried longest phrase first, whole words before stems. */
export function buildLexicon(...tables: readonly LexiconTable[]): Lexicon {
  const entries = new Map<string, Entry[]>()
  for (const table of tables) {
    for (const [symbol, list] of Object.entries(table)) {
      for (const phrase of list.split(',')) addEntry(entries, symbol, phrase.trim())
    }
  }
  for (const bucket of entries.values()) bucket.sort((a, b) => b.weight - a.weight)
  return { entries }
}

function addEntry(entries: Map<string, Entry[]>, symbol: string, phrase: string): void {
  const words = phrase.replaceAll("'s", '').split(/\s+/)
  const first = words[0] ?? ''
  const key = first.replace('*', '').slice(0, KEY_LENGTH)
  const weight = words.length * 100 + phrase.length * 2 - (phrase.includes('*') ? 1 : 0)
  const bucket = entries.get(key)
  if (bucket) bucket.push({ words, symbol, weight })
  else entries.set(key, [{ words, symbol, weight }])
}

/** The symbol of the longest entry that starts at `index`, and how many words it takes; null where none does. */
export function lookUp(
  lexicon: Lexicon,
  words: readonly string[],
  index: number,
): { symbol: string; length: number } | null {
  const word = words[index] ?? ''
  const buckets = [lexicon.entries.get(word.slice(0, KEY_LENGTH)), lexicon.entries.get(word.slice(0, 1))]
  for (const bucket of buckets) {
    const entry = bucket?.find((candidate) => fits(candidate.words, words, index))
    if (entry) return { symbol: entry.symbol, length: entry.words.length }
  }
  return null
}

function fits(pattern: readonly string[], words: readonly string[], index: number): boolean {
  return pattern.every((part, offset) => {
    const word = words[index + offset]
    if (word === undefined) return false
    return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part
  })
}

/** A symbol found in a row of words. */
export interface SymbolHit {
  readonly symbol: string
  /** Index of its first word, and how many it takes. */
  readonly index: number
  readonly length: number
}

/** The symbols of a row of words in order, each word taken once; `find` looks one up at an index. */
export function symbolsOf(words: readonly string[], find: (index: number) => ReturnType<typeof lookUp>): SymbolHit[] {
  const hits: SymbolHit[] = []
  for (let index = 0; index < words.length; ) {
    const found = find(index)
    if (found) hits.push({ ...found, index })
    index += found?.length ?? 1
  }
  return hits
}
