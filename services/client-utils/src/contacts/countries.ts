import { didYouMean } from '../frame/suggest.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Two-letter codes that CLDR names although they are no country with holidays of its own. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO', 'UK', 'SU', 'DD', 'YU', 'AN', 'CS', 'FX', 'TP'])

/** ISO 3166-1 alpha-2 codes this runtime can name. */
export const COUNTRY_CODES: ReadonlySet<string> = codes()

function codes(): Set<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
  return new Set(pairs.filter((pair) => !NO_COUNTRIES.has(pair) && names.of(pair) !== undefined))
}

/** The code of a country by its English, Russian or Spanish name, misspelt a little too; null when none is near. */
export function countryNamed(written: string): string | null {
  if (written.toUpperCase() === 'UK') return 'GB'
  const byName = new Map<string, string>()
  for (const language of ['en', 'ru', 'es']) {
    const names = new Intl.DisplayNames(language, { type: 'region' })
    for (const code of COUNTRY_CODES) byName.set((names.of(code) ?? code).toLowerCase(), code)
  }
  const name = didYouMean(written, [...byName.keys()])
  return name === null ? null : (byName.get(name) ?? null)
}
