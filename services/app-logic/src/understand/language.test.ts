import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLanguage } from './language.ts'

describe('detectLanguage', () => {
  it.each([
    ['Пришлите, пожалуйста, презентацию', 'ru'],
    ['не надо', 'ru'],
    ['plz unsubscribe меня отсюда', 'ru'],
    ['Есть ли у вас open API и webhooks?', 'ru'],
    ['spasibo ne nado', 'ru'],
    ['cherez 2 nedeli napishite', 'ru'],
    ['Please send me the deck', 'en'],
    ['not interested', 'en'],
    ['Stop emailing me', 'en'],
    ['Who gave you my address? Quién sabe.', 'en'],
    ['Mándeme la información por favor', 'es'],
    ['no me interesa', 'es'],
    ['No me marquen, no me escriban.', 'es'],
    ['Borrame, no me sirve.', 'es'],
    ['Martes 10 am, perfecto.', 'es'],
    ['dame de baja', 'es'],
    ['Vale, let’s do a call el lunes a las 9:30.', 'es'],
    ['¿Cuánto cuesta?', 'es'],
  ])('reads %s as %s', (text, lang) => {
    expect(detectLanguage(text)).toBe(lang)
  })

  it.each(['', '+', '15:00', 'ok', '👍', 'anna@firma.ru', 'https://example.com/es/hola'])(
    'takes the fallback for %s, which says nothing',
    (text) => {
      expect(detectLanguage(text, 'es')).toBe('es')
      expect(detectLanguage(text, 'ru')).toBe('ru')
    },
  )

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => ['ru', 'en', 'es'].includes(detectLanguage(text))),
      { seed: 3 },
    )
  })
})
