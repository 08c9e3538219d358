import { didYouMean } from '../frame/suggest.ts'

/** `moscow` of `Europe/Moscow`. */
const cityOf = (zone: string) => zone.split('/').at(-1)?.toLowerCase() ?? ''

/** Abbreviations people write; they are no zone names because each means several zones in the world. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  msk: 'Europe/Moscow',
  мск: 'Europe/Moscow',
  cet: 'Europe/Madrid',
  cest: 'Europe/Madrid',
  bst: 'Europe/London',
  edt: 'America/New_York',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  art: 'America/Argentina/Buenos_Aires',
}

/** The IANA zone somebody most likely meant by an abbreviation, a city alone or a misspelt name; null when unclear. */
export function timeZoneMeant(written: string): string | null {
  const wanted = written.trim().toLowerCase().replaceAll(' ', '_')
  const abbreviated = ABBREVIATIONS[wanted]
  if (abbreviated !== undefined) return abbreviated
  const zones = Intl.supportedValuesOf('timeZone')
  const city = didYouMean(cityOf(wanted), zones.map(cityOf))
  return zones.find((zone) => cityOf(zone) === city) ?? didYouMean(wanted, zones)
}
