/**
 * The language of a reply among those the agent writes in.
 */
import type { Language } from '@outrider/shared/domain'
import { detect } from 'tinyld'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const ENGLISH = words(
  'the and you your we our is are was be to of in for it this that not with have has will would can could please my i am at on ' +
    "thanks thank hi hello what how when who write send from me out off but if or so just do does don't i'm it's we're let's call " +
    'next week month after before stop email yes later interested need want talk meet unsubscribe remove works fine wrong person',
)
const SPANISH = words(
  'el la los las de del que y en un una por para con se lo le les me mi su sus es son esta este esto al como mas pero si muy ya nos ' +
    'te tu gracias hola buenos buenas dias tardes usted ustedes quien cuando donde favor ahora luego despues semana escriba escribe ' +
    'correo tema soy estoy estamos hay porque interesa saludos mes ninguna nada vale dame baja perfecto claro lunes martes miercoles ' +
    'jueves viernes manana enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre adelante listo',
)
// Russian typed on a Latin keyboard; none of these is a word of the other two languages.
const LATINISED_RUSSIAN = words(
  'ne nado spasibo pozhaluysta pozhaluista napishite pishite pishi davayte davaite davay mne nas vas nam vam skolko stoit prishlite ' +
    'prezentaciyu cherez nedeli nedelyu mesyac segodnya zavtra seychas potom otpishite udalite otstante horosho privet dobryy den ' +
    'zdravstvuyte interesno bolshe rabotaem uzhe eto mozhno nuzhno',
)
const SPANISH_LETTERS = /[ñ¿¡áéíóú]/giu
const SHORT_LETTERS = 4
const LONG_LETTERS = 24
const LONGEST = 4000

/**
 * Language of the larger part of a text: by script first, then by function words, then by letter statistics.
 * A text that gives no ground (digits, "ok", an address) is in the `fallback`, by default English.
 */
export function detectLanguage(text: string, fallback: Language = 'en'): Language {
  const plain = text.slice(0, LONGEST).replace(/https?:\/\/\S+|\S+@\S+|@\w+/g, ' ')
  const cyrillic = count(plain, /\p{Script=Cyrillic}{2,}/gu)
  const latin = count(plain, /\p{Script=Latin}{2,}/gu)
  // Russians put Latin words among their own, the others never put Cyrillic ones.
  if (cyrillic > 0 && cyrillic * 2 >= latin) return 'ru'
  if (latin === 0) return /\p{Script=Cyrillic}/u.test(plain) ? 'ru' : fallback
  const scores = functionWords(plain)
  if (scores.ru > Math.max(scores.en, scores.es)) return 'ru'
  if (scores.es !== scores.en) return scores.es > scores.en ? 'es' : 'en'
  return byLetters(plain, fallback)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function functionWords(text: string): Readonly<Record<Language, number>> {
  const scores = { ru: 0, en: 0, es: Math.min(count(text, SPANISH_LETTERS), 6) }
  for (const word of text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}']+/gu) ?? []) {
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
    if (ENGLISH.has(plain)) scores.en++
    if (SPANISH.has(plain)) scores.es++
    if (LATINISED_RUSSIAN.has(plain)) scores.ru++
  }
  return scores
}

function byLetters(text: string, fallback: Language): Language {
  const letters = count(text, /\p{L}/gu)
  if (letters < SHORT_LETTERS) return fallback
  const detected = detect(text, { only: ['en', 'es'] })
  if (detected === 'es' || detected === 'en') return letters >= LONG_LETTERS || fallback !== 'ru' ? detected : fallback
  return fallback
}
