/**
 * Feasts that people name when they put something off, with the days they fill.
 */
import { addMonths, civilOf, type Day, dayOf, dayOfIso, isoOf, lastDayOfMonth, weekdayOf } from './calendar.ts'
import { feastsOf, holidaysOf } from './holidays.ts'

export interface Span {
  readonly from: Day
  readonly to: Day
}

function easterSunday(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1)
}

function orthodoxEaster(year: number): Day {
  const a = year % 4
  const b = year % 7
  const c = year % 19
  const d = (19 * c + 15) % 30
  const e = (2 * a + 4 * b - d + 34) % 7
  return dayOf(year, Math.floor((d + e + 114) / 31), ((d + e + 114) % 31) + 1 + 13)
}

/** The n-th weekday of a month; n = -1 is the last. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): Day {
  if (nth < 0) {
    const last = lastDayOfMonth(year, month)
    return last - ((weekdayOf(last) - weekday + 7) % 7)
  }
  const first = dayOf(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
}

function fixed(month: number, day: number, days = 1) {
  return (year: number): Span => ({ from: dayOf(year, month, day), to: dayOf(year, month, day) + days - 1 })
}

function weekdayFeast(month: number, weekday: number, nth: number, days = 1) {
  return (year: number): Span => {
    const from = nthWeekday(year, month, weekday, nth)
    return { from, to: from + days - 1 }
  }
}

// Feasts of the moon are looked up where they are public holidays.
function listed(country: string, name: RegExp, extraDays = 0) {
  return (year: number): Span | null => {
    const days = feastsOf(country, year).filter((feast) => name.test(feast.name))
    const first = days[0]
    const last = days.at(-1)
    return first && last ? { from: first.from, to: last.to + extraDays } : null
  }
}

/** From the first to the last day of the days off in a row that hold `day`. */
function bridge(year: number, month: number, day: number, country: string): Span {
  const holidays = holidaysOf(country, year, year + 1)
  let to = dayOf(year, month, day)
  while (weekdayOf(to + 1) > 5 || holidays.has(isoOf(to + 1))) to++
  return { from: dayOf(year, month, day), to }
}

type FeastRule = (year: number, country: string) => Span | null

const endOfNewYear = (country: string): readonly [number, number] => {
  if (country === 'RU' || country === 'BY' || country === 'KZ') return [1, country === 'RU' ? 8 : 2]
  return country === 'ES' ? [1, 6] : [1, 1]
}

const newYear: FeastRule = (year, country) => {
  const [month, day] = endOfNewYear(country)
  return { from: dayOf(year, 1, 1), to: dayOf(year, month, day) }
}

const christmasSeason: FeastRule = (year, country) => {
  const [month, day] = endOfNewYear(country)
  return { from: dayOf(year - 1, 12, 24), to: dayOf(year, month, day) }
}

const FEASTS: Readonly<Record<string, FeastRule>> = {
  mayday: (year, country) => bridge(year, 5, 1, country),
  may: (year, country) =>
    country === 'JP'
      ? { from: dayOf(year, 4, 29), to: dayOf(year, 5, 6) }
      : { from: dayOf(year, 5, 1), to: bridge(year, 5, 9, country).to },
  victory: (year, country) => bridge(year, 5, 9, country),
  november: (year, country) => bridge(year, 11, 4, country),
  june: (year, country) => bridge(year, 6, 12, country),
  women: (year, country) => bridge(year, 3, 8, country),
  defender: (year, country) => bridge(year, 2, 23, country),
  newyear: newYear,
  xmashols: christmasSeason,
  orthodoxxmas: (year, country) => bridge(year, 1, 7, country),
  oldnewyear: fixed(1, 14),
  easterru: (year) => ({ from: orthodoxEaster(year), to: orthodoxEaster(year) }),
  maslenitsa: (year) => ({ from: orthodoxEaster(year) - 55, to: orthodoxEaster(year) - 49 }),
  nauryz: fixed(3, 21, 3),
  kurban: listed('AE', /الأضحى/),
  uraza: listed('AE', /الفطر/),
  blackfriday: (year) => ({ from: nthWeekday(year, 11, 4, 4) + 1, to: nthWeekday(year, 11, 4, 4) + 3 }),
  easter: (year, country) => {
    const sunday = easterSunday(year)
    const onlySunday = country === 'US' || country === 'ES' || LATIN.has(country)
    return { from: sunday - 6, to: onlySunday ? sunday : sunday + 1 }
  },
  xmas: (year, country) => ({
    from: dayOf(year, 12, 24),
    to: dayOf(year, 12, country === 'US' || country === 'ES' || LATIN.has(country) ? 25 : 26),
  }),
  thanksgiving: (year, country) => {
    const thursday = country === 'CA' ? nthWeekday(year, 10, 1, 2) : nthWeekday(year, 11, 4, 4)
    return { from: thursday, to: country === 'CA' ? thursday : thursday + 3 }
  },
  labor: weekdayFeast(9, 1, 1),
  memorial: weekdayFeast(5, 1, -1),
  july4: fixed(7, 4),
  presidents: weekdayFeast(2, 1, 3),
  mlk: weekdayFeast(1, 1, 3),
  columbus: weekdayFeast(10, 1, 2),
  veterans: fixed(11, 11),
  halloween: fixed(10, 31),
  juneteenth: fixed(6, 19),
  valentine: fixed(2, 14),
  patrick: fixed(3, 17),
  maybank: weekdayFeast(5, 1, 1),
  springbank: weekdayFeast(5, 1, -1),
  augbank: weekdayFeast(8, 1, -1),
  ramadan: (year) => {
    const start = listed('AE', /رمضان/)(year)
    const end = listed('AE', /الفطر/)(year)
    return start && end ? { from: start.from, to: end.to } : end
  },
  eid: listed('AE', /الفطر/),
  eidadha: listed('AE', /الأضحى/),
  diwali: listed('SG', /Deepavali$/),
  cny: listed('SG', /Chinese New Year/, 5),
  golden: (year, country) =>
    country === 'CN'
      ? { from: dayOf(year, 10, 1), to: dayOf(year, 10, 7) }
      : { from: dayOf(year, 4, 29), to: dayOf(year, 5, 6) },
  passover: (year) => ({ from: easterSunday(year) - 4, to: easterSunday(year) + 4 }),
  carnival: (year) => ({ from: easterSunday(year) - 51, to: easterSunday(year) - 47 }),
  anzac: fixed(4, 25),
  australia: fixed(1, 26),
  whit: (year) => ({ from: easterSunday(year) + 49, to: easterSunday(year) + 50 }),
  eofy: (year, country) => (country === 'AU' || country === 'NZ' ? fixed(6, 30)(year) : fixed(3, 31)(year)),
  canada: fixed(7, 1),
  superbowl: weekdayFeast(2, 7, 2),
  reyes: fixed(1, 6),
  constitution: fixed(12, 6, 3),
  maybridge: (year, country) => bridge(year, 5, 1, country),
  pilar: fixed(10, 12),
  saints: (year, country) => (country === 'ES' ? bridge(year, 11, 1, country) : fixed(11, 1, 2)(year)),
  fallas: fixed(3, 15, 5),
  patrias: (year, country) => {
    if (country === 'CL') return fixed(9, 18, 2)(year)
    if (country === 'PE' || country === 'CO') return fixed(7, 28, 2)(year)
    return country === 'AR' ? fixed(7, 9)(year) : fixed(9, 15, 2)(year)
  },
  buenfin: (year) => ({ from: nthWeekday(year, 11, 1, 3) - 3, to: nthWeekday(year, 11, 1, 3) }),
  sanjuan: fixed(6, 24),
  agostobridge: fixed(8, 15),
  mothers: (year, country) => (country === 'ES' ? weekdayFeast(5, 7, 1)(year) : fixed(5, 10)(year)),
  guadalupe: fixed(12, 12),
}

const LATIN = new Set('MX AR CO CL PE UY EC VE BO PY CR PA GT HN SV NI DO PR CU'.split(' '))

/** The next time the feast comes: the first one not over before `today`; null for a name that is none. */
export function nextFeast(name: string, today: Day, country: string): Span | null {
  if (name === 'bank') return nextPublicHoliday(today, country === 'IE' ? 'IE' : 'GB')
  const year = civilOf(today).year
  for (let ahead = 0; ahead <= 2; ahead++) {
    const feast = FEASTS[name]?.(year + ahead, country)
    if (feast && feast.to >= today) return feast
  }
  return null
}

/** The next public holiday of a country with the days off that go with it; null where none is known. */
export function nextPublicHoliday(today: Day, country: string): Span | null {
  const { year } = civilOf(today)
  const place = country === 'XX' ? 'GB' : country
  const ahead = [...holidaysOf(place, year, year + 1)].filter((iso) => iso >= isoOf(today)).sort()[0]
  if (!ahead) return null
  const from = dayOfIso(ahead)
  const { month, day } = civilOf(from)
  return bridge(civilOf(from).year, month, day, place)
}

/** The next public holidays in a row, for "after the holidays" where no feast is named. */
export function nextHolidays(today: Day, country: string): Span | null {
  if (country !== 'RU' && country !== 'BY' && country !== 'KZ') {
    const month = civilOf(today).month
    return month === 3 || month === 4 ? nextFeast('easter', today, country) : nextFeast('xmashols', today, country)
  }
  const spans = ['newyear', 'defender', 'women', 'may', 'june', 'november']
    .map((name) => nextFeast(name, today, country))
    .filter((span) => span !== null)
    .sort((a, b) => a.to - b.to)
  return spans[0] ?? null
}

/** First and last day of the coming season; turned round south of the equator. */
export function nextSeason(season: 'sp' | 'su' | 'au' | 'wi', today: Day, southern: boolean): Span {
  const north = { sp: 3, su: 6, au: 9, wi: 12 }[season]
  const month = southern ? ((north + 5) % 12) + 1 : north
  const year = civilOf(today).year
  const starts = [dayOf(year - 1, month, 1), dayOf(year, month, 1), dayOf(year + 1, month, 1)]
  const from = starts.find((start) => addMonths(start, 3) > today) ?? dayOf(year + 1, month, 1)
  return { from, to: addMonths(from, 3) - 1 }
}
