/**
 * Clock times, parts of the day and time zones as people write them.
 */
import type { Language } from '@outrider/shared/domain'
import { fold } from './fold.ts'

export interface ClockTime {
  /** Minutes after midnight. */
  readonly minutes: number
  readonly start: number
  readonly end: number
}

/** A stretch of the day, in minutes after midnight. */
export interface DayPart {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

const HOURS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  час: 1,
  два: 2,
  три: 3,
  четыре: 4,
  пять: 5,
  шесть: 6,
  семь: 7,
  восемь: 8,
  девять: 9,
  десять: 10,
  одиннадцать: 11,
  двенадцать: 12,
  двум: 2,
  трем: 3,
  четырем: 4,
  пяти: 5,
  десяти: 10,
  одиннадцати: 11,
  двенадцати: 12,
  трех: 3,
  двух: 2,
  пятнадцать: 15,
  четырнадцать: 14,
  шестнадцать: 16,
}
const WORDS = Object.keys(HOURS).join('|')
const NOON = /(?<![\p{L}])(?:noon|midday|mediodia|полдень)(?![\p{L}])/gu
const FIGURES = /(?<![\d.,:/-])(\d{1,2})[:.h](\d{2})(?!\s?%|\d|[./-]\d)\s?(a\.?\s?m\.?|p\.?\s?m\.?)?/gu
const HALF_DAY = /(?<![\d.,:/-])(\d{1,2})\s?(a\.?m\.?|p\.?m\.?)(?![\p{L}])/gu
const LED: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(
    String.raw`(?<![\p{L}])(?:at|around|about|by|from|after|before|@)\s+(half past\s+|quarter past\s+|quarter to\s+)?(\d{1,2}|${WORDS})(?!\d|[:.]\d|\p{L}|\s?(?:weeks?|days?|months?|minutes?|hours?|people|users|th|st|nd|rd|[ap]\.?m|%|/))(?:\s*o'?clock)?(\s+in the (?:afternoon|morning|evening))?`,
    'gu',
  ),
  es: new RegExp(
    String.raw`(?<![\p{L}])(?:a|sobre|hacia|desde|tipo|para|de)?\s*(?:las|la)\s+(\d{1,2}|${WORDS})(?!\d|[:.]\d|\p{L})(\s+y media|\s+y cuarto|\s+menos cuarto)?(?:\s*(?:hs?|hrs?|horas)\b)?(\s+(?:de|por|en) la (?:tarde|manana|noche))?`,
    'gu',
  ),
  ru: new RegExp(
    String.raw`(?<![\p{L}])(?:в|во|к|на|около|после|с)\s+(пол\s?)?(\d{1,2}|${WORDS})(?!\d|[:.]\d|-|\p{L}|\s?(?:недел|дн|месяц|числ|%|человек|вариант|слот|/))(?:\s*(?:ч\.?|час\p{L}*)(?![\p{L}]))?(\s+(?:дня|утра|вечера))?`,
    'gu',
  ),
}

/** Clock times of a text in order; an hour of 1 to 7 without "am" is taken as the afternoon, for nobody meets at night. */
export function findClockTimes(text: string, lang: Language): ClockTime[] {
  const folded = fold(text)
  const times: ClockTime[] = []
  const take = (minutes: number | null, start: number, end: number) => {
    if (minutes !== null && !times.some((other) => start < other.end && end > other.start))
      times.push({ minutes, start, end })
  }
  for (const match of folded.matchAll(NOON)) take(720, match.index, match.index + match[0].length)
  for (const match of folded.matchAll(FIGURES)) {
    take(
      minutesOf(Number(match[1]), Number(match[2]), match[3] ?? partAfter(folded, match.index + match[0].length)),
      match.index,
      match.index + match[0].trimEnd().length,
    )
  }
  for (const match of folded.matchAll(HALF_DAY))
    take(minutesOf(Number(match[1]), 0, match[2]), match.index, match.index + match[0].length)
  for (const match of folded.matchAll(LED[lang])) take(ledTime(match, lang), match.index, match.index + match[0].length)
  return times.sort((a, b) => a.start - b.start)
}

function partAfter(folded: string, at: number): string | undefined {
  return /^\s*((?:de|por|en) la (?:tarde|manana|noche)|in the (?:afternoon|morning|evening)|дня|утра|вечера)/u.exec(
    folded.slice(at),
  )?.[1]
}

function ledTime(match: RegExpMatchArray, lang: Language): number | null {
  const [, a, b, c] = match
  const word = (lang === 'es' ? a : b) ?? ''
  const hour = HOURS[word] ?? Number(word)
  const modifier = (lang === 'es' ? b : a)?.trim() ?? ''
  const minutes = minutesOf(hour, 0, c)
  if (minutes === null) return null
  if (/^пол/.test(modifier)) return minutes - 30
  if (/half|media/.test(modifier)) return minutes + 30
  if (/past|y cuarto/.test(modifier)) return minutes + 15
  return /to$|menos/.test(modifier) ? minutes - 15 : minutes
}

function minutesOf(hour: number, minute: number, half: string | undefined): number | null {
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59)) return null
  const part = half?.replace(/[.\s]/g, '') ?? ''
  const afternoon = /^p|tarde|noche|afternoon|evening|дня|вечера/.test(part)
  const morning = /^a|manana|morning|утра/.test(part)
  const shifted =
    afternoon && hour < 12 ? hour + 12 : morning && hour === 12 ? 0 : !part && hour >= 1 && hour <= 7 ? hour + 12 : hour
  return shifted * 60 + minute
}

const PARTS: readonly (readonly [RegExp, number, number])[] = [
  [
    /(?<![\p{L}])(?:morning|mornings|por la manana|de la manana|en la manana|a la manana|a primera hora|first thing|утром|утра|с утра|до обеда|первой половине дня|before lunch|before noon|antes de comer)(?![\p{L}])/gu,
    540,
    720,
  ],
  [
    /(?<![\p{L}])(?:afternoon|afternoons|arvo|por la tarde|de la tarde|en la tarde|a la tarde|днем|после обеда|второй половине дня|after lunch|despues de comer)(?![\p{L}])/gu,
    780,
    1080,
  ],
  [
    /(?<![\p{L}])(?:evening|ближе к вечеру|вечером|end of day|eod|por la noche|a ultima hora|под вечер)(?![\p{L}])/gu,
    1020,
    1200,
  ],
]

/** Parts of the day named in a text. */
export function findDayParts(text: string): DayPart[] {
  const folded = fold(text)
  return PARTS.flatMap(([pattern, from, to]) =>
    [...folded.matchAll(pattern)].map((match) => ({
      from,
      to,
      start: match.index,
      end: match.index + match[0].length,
    })),
  ).sort((a, b) => a.start - b.start)
}

const ZONES: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}])(?:moscow|msk|мск|москв\p{L}*|московск\p{L}*|moscu)(?![\p{L}])/u, 'Europe/Moscow'],
  [
    /(?<![\p{L}])(?:berlin|cet|cest|madrid|paris|munich|берлин\p{L}*|мадрид\p{L}*|espana|peninsular)(?![\p{L}])/u,
    'Europe/Madrid',
  ],
  [/(?<![\p{L}])(?:london|bst|uk time|londres|лондон\p{L}*)(?![\p{L}])/u, 'Europe/London'],
  [/(?<![\p{L}])(?:new york|nyc|est|edt|et|eastern|нью-йорк\p{L}*|nueva york|miami)(?![\p{L}])/u, 'America/New_York'],
  [/(?<![\p{L}])(?:chicago|cst|cdt|ct|central)(?![\p{L}])/u, 'America/Chicago'],
  [/(?<![\p{L}])(?:denver|mst|mdt|mt|mountain)(?![\p{L}])/u, 'America/Denver'],
  [/(?<![\p{L}])(?:los angeles|san francisco|pst|pdt|pt|pacific)(?![\p{L}])/u, 'America/Los_Angeles'],
  [/(?<![\p{L}])(?:mexico|cdmx)(?![\p{L}])/u, 'America/Mexico_City'],
  [/(?<![\p{L}])(?:bogota|colombia|lima|peru)(?![\p{L}])/u, 'America/Bogota'],
  [/(?<![\p{L}])(?:buenos aires|argentina)(?![\p{L}])/u, 'America/Argentina/Buenos_Aires'],
  [/(?<![\p{L}])(?:santiago|chile)(?![\p{L}])/u, 'America/Santiago'],
  [/(?<![\p{L}])(?:dubai|дуба\p{L}*)(?![\p{L}])/u, 'Asia/Dubai'],
  [/(?<![\p{L}])(?:екатеринбург\p{L}*|екб|ект)(?![\p{L}])/u, 'Asia/Yekaterinburg'],
  [/(?<![\p{L}])(?:новосибирск\p{L}*|нск)(?![\p{L}])/u, 'Asia/Novosibirsk'],
  [/(?<![\p{L}])(?:владивосток\p{L}*)(?![\p{L}])/u, 'Asia/Vladivostok'],
  [/(?<![\p{L}])(?:ist|india|mumbai|delhi)(?![\p{L}])/u, 'Asia/Kolkata'],
  [/(?<![\p{L}])(?:sydney|aest|aedt|melbourne)(?![\p{L}])/u, 'Australia/Sydney'],
  [/(?<![\p{L}])(?:singapore|sgt)(?![\p{L}])/u, 'Asia/Singapore'],
  [/(?<![\p{L}])(?:utc|gmt|zulu)(?![\p{L}+-]|\s?[+-]\d)/u, 'UTC'],
]
const NEAR = 30

/** The zone named right after a clock time ("3pm Berlin time", "в 15 по Москве"); null where none is. */
export function zoneNamedAfter(text: string, at: number): string | null {
  const near = fold(text.slice(at, at + NEAR)).split(/[.!?\n;]/)[0] ?? ''
  const offset = /(?:utc|gmt)\s?([+-]\s?\d{1,2}(?::\d{2})?)/.exec(near)
  if (offset?.[1]) return `UTC${offset[1].replace(/\s/g, '')}`
  return ZONES.find(([pattern]) => pattern.test(near))?.[1] ?? null
}
