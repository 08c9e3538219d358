/**
 * The country whose holidays count where a contact has none, guessed from language and offset.
 */
import type { Language } from '@outrider/shared/domain'
import { DateTime } from 'luxon'
import { zoneOf } from './calendar.ts'

/** Countries south of the equator, where the seasons are turned round. */
export const SOUTHERN: ReadonlySet<string> = new Set('AR CL UY PY BO PE BR AU NZ ZA'.split(' '))

/** A likely country: RU for Russian; by offset from UTC for English and Spanish; `XX` where nothing fits. */
export function countryOf(lang: Language, zone: string, now: Date): string {
  if (lang === 'ru') return 'RU'
  const local = DateTime.fromJSDate(now, { zone: zoneOf(zone) })
  const hours = local.isValid ? local.offset / 60 : 0
  if (lang === 'es') return hours >= 0 ? 'ES' : hours <= -6 ? 'MX' : hours === -5 ? 'CO' : hours === -3 ? 'AR' : 'CL'
  if (hours < -2) return 'US'
  if (hours <= 1) return 'GB'
  if (hours === 5.5) return 'IN'
  return hours >= 10 && hours <= 11 ? 'AU' : 'XX'
}
