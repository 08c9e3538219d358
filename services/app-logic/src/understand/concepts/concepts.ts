import type { Language } from '@outrider/shared/domain'
import { buildLexicon, type Lexicon, lookUp, symbolsOf } from '../extract/lexicon.ts'
import type { Token } from '../tokens.ts'
import { CONCEPTS_EN } from './concepts-en.ts'
import { CONCEPTS_ES } from './concepts-es.ts'
import { CONCEPTS_RU } from './concepts-ru.ts'

/** A meaning found in a clause, the same symbol whatever the language. */
export interface ConceptHit {
  readonly concept: string
  /** Index of its first token, and how many it takes. */
  readonly index: number
  readonly length: number
}

const LEXICONS: Readonly<Record<Language, Lexicon>> = {
  en: buildLexicon(CONCEPTS_EN),
  ru: buildLexicon(CONCEPTS_RU),
  es: buildLexicon(CONCEPTS_ES),
}

const OTHERS: Readonly<Record<Language, readonly Language[]>> = { en: ['es'], es: ['en'], ru: ['en'] }

// Asked for by the features of the reply, of the clause and of its neighbours.
const known = new WeakMap<readonly Token[], readonly ConceptHit[]>()

/** The concepts of a clause in order; words of a second language are looked up where the first knows none. */
export function conceptsOf(tokens: readonly Token[], lang: Language): readonly ConceptHit[] {
  const found = known.get(tokens) ?? readConcepts(tokens, lang)
  known.set(tokens, found)
  return found
}

function readConcepts(tokens: readonly Token[], lang: Language): readonly ConceptHit[] {
  const words = tokens.map((token) => token.word)
  const find = (index: number) => lookUp(LEXICONS[lang], words, index) ?? lookUpElsewhere(words, index, lang)
  return symbolsOf(words, find).map(({ symbol, index, length }) => ({ concept: symbol, index, length }))
}

function lookUpElsewhere(words: readonly string[], index: number, lang: Language) {
  if ((words[index] ?? '').length < 3) return null
  for (const other of OTHERS[lang]) {
    const found = lookUp(LEXICONS[other], words, index)
    if (found) return found
  }
  return null
}
