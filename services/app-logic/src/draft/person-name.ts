import type { Language } from '@outrider/shared/domain'

const HONORIFIC = /^(?:mr|mrs|ms|dr|prof|sr|sra|srta|don|doña|dña|ing|lic|г-н|г-жа|господин|госпожа)\.?\s+(?=\p{L})/iu
const PATRONYMIC = /(?:вич|вна|чна|ична|оглы|кызы)$/iu
const MAX_NAME = 40

/**
 * How a person is addressed: the given name, with the patronymic where the full name has one.
 * Null for what is no name of a person (an address, digits, a sentence), so that nobody is greeted as "info@".
 */
export function addressName(fullName: string): string | null {
  const name = cleanName(fullName)
  if (name === null) return null
  const [last, given] = name.split(/,\s*/)
  const words = (given ? `${given} ${last}` : name).split(' ')
  const [first = '', second = '', third = ''] = words
  if (PATRONYMIC.test(third)) return `${second} ${third}`
  if (PATRONYMIC.test(second) && words.length > 1) return `${first} ${second}`
  return first
}

/** The name as it may stand in a text; null where it holds anything but a name: it came from outside (DESIGN §6.11). */
export function cleanName(name: string): string | null {
  const plain = name.normalize('NFC').replace(/\s+/gu, ' ').trim().replace(HONORIFIC, '')
  const isName = /^\p{L}[\p{L}\p{M}'’.,-]*(?: \p{L}[\p{L}\p{M}'’.,-]*){0,4}$/u.test(plain)
  return isName && plain.length <= MAX_NAME && !/\.\p{L}{2,}$/u.test(plain) ? plain : null
}

// Passport-like transliteration, the one people know their names in.
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}

/** The text in the letters of the language: Russian names are transliterated for readers of Latin script. */
export function inScriptOf(language: Language, text: string): string {
  if (language === 'ru') return text
  return text.replace(/[а-яё]/giu, (letter) => {
    const latin = LATIN[letter.toLowerCase()] ?? letter
    return letter === letter.toLowerCase() ? latin : latin.charAt(0).toUpperCase() + latin.slice(1)
  })
}
