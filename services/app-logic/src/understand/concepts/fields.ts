import type { Language } from '@outrider/shared/domain'
import { buildLexicon, type Lexicon, lookUp, symbolsOf } from '../extract/lexicon.ts'
import type { Token } from '../tokens.ts'
import english from './fields-en.json' with { type: 'json' }
import spanish from './fields-es.json' with { type: 'json' }
import russian from './fields-ru.json' with { type: 'json' }

/** A semantic field that a word or phrase of a clause belongs to: "padlock" and «наследство» say more than themselves. */
export interface FieldHit {
  readonly field: string
  /** Index of its first token. */
  readonly index: number
}

const LEXICONS: Readonly<Record<Language, Lexicon>> = {
  en: buildLexicon(english),
  es: buildLexicon(spanish),
  ru: buildLexicon(russian),
}

const known = new WeakMap<readonly Token[], readonly FieldHit[]>()

/**
 * The semantic fields of a clause in order, the same names in all languages. Concepts (`concepts.ts`) are the grammar of
 * a wish; fields are what it is about, so that a refusal from a parish reads like one from a monastery.
 */
export function fieldsOf(tokens: readonly Token[], lang: Language): readonly FieldHit[] {
  const found = known.get(tokens) ?? readFields(tokens, lang)
  known.set(tokens, found)
  return found
}

function readFields(tokens: readonly Token[], lang: Language): readonly FieldHit[] {
  const words = tokens.map((token) => token.word)
  return symbolsOf(words, (index) => lookUp(LEXICONS[lang], words, index)).map(({ symbol, index }) => ({
    field: symbol,
    index,
  }))
}
