/**
 * Public holidays by country, for the sending window and for "after the holidays".
 * date-holidays knows the days; what it leaves out of the Russian calendar of days off is added here.
 */
import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import { type Day, dayOf, dayOfIso, isoOf, isWeekend, weekdayOf } from './calendar.ts'

export interface Feast {
  readonly name: string
  readonly from: Day
  readonly to: Day
}

const require = createRequire(import.meta.url)
const calendars = new Map<string, Holidays | null>()
const feastsByYear = new Map<string, readonly Feast[]>()
const daysByYears = new Map<string, ReadonlySet<string>>()
const NONE: ReadonlySet<string> = new Set()

// Loading takes tens of milliseconds, so it waits for the first reply that names a feast.
function calendarOf(country: string): Holidays | null {
  const known = calendars.get(country)
  if (known !== undefined) return known
  // Whichever of its two builds the resolver picks: only the ES one is a namespace.
  const loaded: typeof Holidays | { readonly default: typeof Holidays } = require('date-holidays')
  const Calendar = 'default' in loaded ? loaded.default : loaded
  const supported = country in new Calendar().getCountries()
  const calendar = supported ? new Calendar(country, { timezone: 'UTC' }) : null
  calendars.set(country, calendar)
  return calendar
}

/** All feasts of a country in one year, public ones only unless `observances` is asked for; empty for an unknown country. */
export function feastsOf(country: string, year: number, observances = false): readonly Feast[] {
  const key = `${country} ${year} ${observances}`
  const known = feastsByYear.get(key)
  if (known) return known
  const listed = calendarOf(country)?.getHolidays(year) ?? []
  const feasts = listed
    .filter((holiday) => observances || holiday.type === 'public')
    .map((holiday) => ({
      name: holiday.name,
      from: dayOfIso(holiday.start.toISOString()),
      to: dayOfIso(new Date(holiday.end.getTime() - 1).toISOString()),
    }))
  feastsByYear.set(key, feasts)
  return feasts
}

// Days off moved by decree of the Russian government; a feast at a weekend moves to the next Monday by law otherwise.
const RUSSIAN_TRANSFERS: Readonly<Record<number, readonly string[]>> = {
  2025: ['05-02', '05-08', '06-13', '11-03', '12-31'],
  2026: ['01-09', '12-31'],
}

function russianDaysOff(year: number): Day[] {
  const days: Day[] = []
  for (let day = 1; day <= 8; day++) days.push(dayOf(year, 1, day))
  for (const [month, day] of [
    [2, 23],
    [3, 8],
    [5, 1],
    [5, 9],
    [6, 12],
    [11, 4],
  ] as const) {
    const feast = dayOf(year, month, day)
    days.push(feast)
    if (isWeekend(feast) && year !== 2025) days.push(feast + 8 - weekdayOf(feast))
  }
  return [...days, ...(RUSSIAN_TRANSFERS[year] ?? []).map((monthDay) => dayOfIso(`${year}-${monthDay}`))]
}

/**
 * The public holidays of a country as ISO dates, both years included.
 * An unknown country, or null, has none. Regional holidays are left out.
 */
export function holidaysOf(country: string | null, fromYear: number, toYear: number): ReadonlySet<string> {
  if (!country || toYear < fromYear) return NONE
  const code = country.toUpperCase()
  const key = `${code} ${fromYear} ${toYear}`
  const known = daysByYears.get(key)
  if (known) return known
  const days = new Set<string>()
  for (let year = fromYear; year <= toYear; year++) {
    if (code === 'RU') for (const day of russianDaysOff(year)) days.add(isoOf(day))
    else
      for (const feast of feastsOf(code, year)) for (let day = feast.from; day <= feast.to; day++) days.add(isoOf(day))
  }
  daysByYears.set(key, days)
  return days
}

/** The first day from `day` on (itself included) that is neither weekend nor holiday. */
export function workingDayFrom(day: Day, holidays: ReadonlySet<string>): Day {
  let candidate = day
  for (let tries = 0; tries < 60 && (isWeekend(candidate) || holidays.has(isoOf(candidate))); tries++) candidate++
  return candidate
}

/** The first working day strictly after an ISO date. */
export function nextWorkingDay(date: string, holidays: ReadonlySet<string>): string {
  return isoOf(workingDayFrom(dayOfIso(date) + 1, holidays))
}
