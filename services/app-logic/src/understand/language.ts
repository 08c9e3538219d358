/**
 * The language of a reply among those the agent writes in.
 */
import type { Language } from '@outrider/shared/domain'
import { detect } from 'tinyld'

const ENGLISH = new Set(
  (
    'the and you your we our is are was be to of in for it this that not no with have has will would can could please me my i am ' +
    "at on thanks thank hi hello what how when who write send from out off but if or so just do does don't i'm it's we're " +
    'next week month after before stop call email yes later interested not'
  ).split(' '),
)
const SPANISH = new Set(
  (
    'el la los las de del que y en un una por para con no se lo le les me mi su sus es son esta este esto al como mas pero si ' +
    'muy ya nos te tu gracias hola buenos buenas dias tardes usted ustedes quien cuando donde favor ahora luego despues semana ' +
    'escriba escribe correo tema soy estoy estamos hay porque interesa saludos mes ninguna nada'
  ).split(' '),
)
const SPANISH_LETTERS = /[ñ¿¡áéíóú]/giu
const SHORT_LETTERS = 4
const DETECTOR_LETTERS = 24

/**
 * Language of the larger part of a text: by script first, then by function words, then by letter statistics.
 * A text that gives no ground (digits, "ok", an address) is in the `fallback`, by default English.
 */
export function detectLanguage(text: string, fallback: Language = 'en'): Language {
  const words = withoutAddresses(text)
  const cyrillic = count(words, /\p{Script=Cyrillic}/gu)
  const latin = count(words, /\p{Script=Latin}/gu)
  if (cyrillic + latin < 2) return fallback
  if (cyrillic >= latin) return 'ru'
  const scores = functionWords(words)
  if (scores.es !== scores.en) return scores.es > scores.en ? 'es' : 'en'
  return byLetters(words, latin, fallback)
}

function withoutAddresses(text: string): string {
  return text.slice(0, 4000).replace(/https?:\/\/\S+|\S+@\S+|@\w+/g, ' ')
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function functionWords(text: string): { en: number; es: number } {
  let en = 0
  let es = Math.min(count(text, SPANISH_LETTERS), 6)
  for (const word of text.toLowerCase().match(/[\p{L}']+/gu) ?? []) {
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
    if (ENGLISH.has(plain)) en++
    if (SPANISH.has(plain)) es++
  }
  return { en, es }
}

function byLetters(text: string, latin: number, fallback: Language): Language {
  if (latin < SHORT_LETTERS || (latin < DETECTOR_LETTERS && fallback !== 'ru')) return fallback
  return detect(text, { only: ['en', 'es'] }) === 'es' ? 'es' : latin < DETECTOR_LETTERS ? fallback : 'en'
}
