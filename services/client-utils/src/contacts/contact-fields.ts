import {
  type Contact,
  isEmailAddress,
  isTimeZone,
  LANGUAGES,
  type Language,
  normaliseEmail,
  normaliseTelegram,
} from '@outrider/shared/domain'
import { didYouMean } from '../frame/suggest.ts'
import { COUNTRY_CODES, countryNamed } from './countries.ts'
import { timeZoneMeant } from './time-zones.ts'

/** What is said of a person when they are added; also the column names of an import. */
export const CONTACT_FIELDS = [
  'name',
  'email',
  'telegram',
  'language',
  'timezone',
  'country',
  'company',
  'campaign',
] as const
export type ContactField = (typeof CONTACT_FIELDS)[number]

/** The fields as somebody wrote them. */
export type WrittenContact = Readonly<Partial<Record<ContactField, string>>>

/** The fields in the form they are stored in. */
export type ContactDetails = Pick<
  Contact,
  'name' | 'email' | 'telegram' | 'language' | 'timezone' | 'country' | 'company'
>

export interface FieldProblem {
  readonly field: ContactField
  readonly problem: string
}

/** Checks and normalises every field; all problems at once. */
export function readContact(
  written: WrittenContact,
): { readonly details: ContactDetails } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  const read = <Value>(field: ContactField, check: (value: string) => Value | Problem, absent: Value | Problem) => {
    const value = oneLine(written[field] ?? '')
    const result = value === '' ? absent : check(value)
    if (!(result instanceof Problem)) return result
    problems.push({ field, problem: result.text })
    return null
  }
  const name = read('name', (value) => value, new Problem('is missing'))
  const email = read<string | null>('email', checkEmail, null)
  const telegram = read<string | null>('telegram', checkTelegram, null)
  const language = read<Language>('language', checkLanguage, new Problem(`is missing: one of ${LANGUAGES.join(', ')}`))
  const timezone = read('timezone', checkTimeZone, new Problem('is missing: an IANA name such as Europe/Moscow'))
  const country = read<string | null>('country', checkCountry, null)
  const company = read<string | null>('company', (value) => value, null)
  if (oneLine(`${written.email ?? ''}${written.telegram ?? ''}`) === '') {
    problems.push({ field: 'email', problem: 'is missing: a contact needs an e-mail address or a Telegram handle' })
  }
  if (problems.length > 0 || name === null || language === null || timezone === null) return { problems }
  return { details: { name, email, telegram, language, timezone, country, company } }
}

/** A value on one line: names and companies go into headers and greetings, where a line break would do harm. */
const oneLine = (value: string): string => value.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** Why a value cannot be taken. */
class Problem {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function checkEmail(value: string): string | Problem {
  const address = normaliseEmail(value)
  return isEmailAddress(address) ? address : new Problem(`"${value}" is no e-mail address`)
}

/** Telegram's own rule: 5 to 32 letters, digits and underscores, a letter first (short ones can be bought). */
function checkTelegram(value: string): string | Problem {
  const handle = normaliseTelegram(value)
  return /^@[a-z][a-z0-9_]{3,31}$/.test(handle)
    ? handle
    : new Problem(`"${value}" is no Telegram handle (letters, digits and _, such as @anna_petrova)`)
}

const LANGUAGE_NAMES: Readonly<Record<string, Language>> = {
  russian: 'ru',
  русский: 'ru',
  rus: 'ru',
  english: 'en',
  английский: 'en',
  eng: 'en',
  spanish: 'es',
  español: 'es',
  espanol: 'es',
  испанский: 'es',
  spa: 'es',
}

function checkLanguage(value: string): Language | Problem {
  const wanted = value.toLowerCase()
  const found = LANGUAGES.find((language) => language === wanted)
  if (found !== undefined) return found
  const byName = LANGUAGE_NAMES[wanted] ?? LANGUAGE_NAMES[didYouMean(wanted, Object.keys(LANGUAGE_NAMES)) ?? '']
  const meant = LANGUAGES.find((language) => wanted.startsWith(`${language}-`)) ?? byName
  return new Problem(`"${value}" must be one of ${LANGUAGES.join(', ')}.${meant ? ` Did you mean "${meant}"?` : ''}`)
}

function checkTimeZone(value: string): string | Problem {
  // luxon knows "local" and "system", which mean the zone of whatever machine reads them.
  if (isTimeZone(value) && !/^(?:local|system|default)$/i.test(value)) return value
  const meant = timeZoneMeant(value)
  return new Problem(`"${value}" is no time zone (IANA name).${meant === null ? '' : ` Did you mean "${meant}"?`}`)
}

function checkCountry(value: string): string | Problem {
  const code = value.toUpperCase()
  if (COUNTRY_CODES.has(code)) return code
  const meant = countryNamed(value)
  return new Problem(
    `"${value}" is no country code (two letters, ISO 3166).${meant === null ? '' : ` Did you mean "${meant}"?`}`,
  )
}
