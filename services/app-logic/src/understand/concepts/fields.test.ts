import { describe, expect, it } from 'vitest'
import { foldText } from '../fold-text.ts'
import { tokenize } from '../tokens.ts'
import { fieldsOf } from './fields.ts'
import english from './fields-en.json' with { type: 'json' }
import spanish from './fields-es.json' with { type: 'json' }
import russian from './fields-ru.json' with { type: 'json' }

function fields(text: string, lang: 'en' | 'es' | 'ru'): string[] {
  const words = tokenize(foldText(text)).filter((token) => token.kind !== 'mark')
  return fieldsOf(words, lang).map((hit) => hit.field)
}

describe('semantic fields', () => {
  it('are the same in all languages', () => {
    expect(Object.keys(spanish)).toEqual(Object.keys(english))
    expect(Object.keys(russian)).toEqual(Object.keys(english))
  })

  it.each([
    ['The parish has no use for it', 'en', 'RELIGION'],
    ['Somos una parroquia', 'es', 'RELIGION'],
    ['Мы монастырь', 'ru', 'RELIGION'],
    ['The receivers have the keys', 'en', 'GONE_BUSINESS'],
    ['Firmamos en la notaría: liquidación', 'es', 'GONE_BUSINESS'],
    ['Обанкротились мы', 'ru', 'GONE_BUSINESS'],
  ] as const)('%j (%s) is of %s', (text, lang, field) => {
    expect(fields(text, lang)).toContain(field)
  })

  it.each([
    ['en', english],
    ['es', spanish],
    ['ru', russian],
  ] as const)('in %s, no entry is shorter than three letters, and each is folded as replies are', (_, table) => {
    const bad = Object.values(table)
      .flatMap((list) => list.split(','))
      .filter((entry) => entry.length < 3 || foldText(entry).text !== entry)
    expect(bad).toEqual([])
  })
})
