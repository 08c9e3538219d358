/** A day without time or zone. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days named in a text, and where. A week or a month has different first and last days. */
export interface FoundDay {
  readonly start: number
  readonly firstDay: CalendarDay
  readonly lastDay: CalendarDay
}

const months: readonly string[] = [
  'jan(?:uary|uar|vier)?|jän(?:ner)?|januar[iy]?|ene(?:ro)?|gen(?:naio)?|janeiro|січ\\p{L}*|янв\\p{L}*|stycz\\p{L}*|tammikuu\\p{L}*',
  'feb(?:ruary|ruar|rero|braio|ruari)?|fév(?:rier|r)?|fev(?:ereiro)?|лют\\p{L}*|фев\\p{L}*|lut\\p{L}*',
  'mar(?:ch|zo|s|ço|ca|zec)?|märz|mrz|maart|марта?|берез\\p{L}*',
  'apr(?:il|ile)?|abr(?:il)?|avr(?:il)?|апр\\p{L}*|квіт\\p{L}*|kwie\\p{L}*',
  'may(?:o)?|mai|mei|maj\\p{L}*|mag(?:gio)?|maio|ма[яй]|трав\\p{L}*',
  'june?|jun(?:i|io)?|juin|giu(?:gno)?|junho|июн\\p{L}*|черв\\p{L}*|czerw\\p{L}*',
  'july?|jul(?:i|io)?|juil(?:let)?|lug(?:lio)?|julho|июл\\p{L}*|лип\\p{L}*|lip(?:iec|ca)',
  'aug(?:ust|usti|ustus)?|ago(?:sto)?|août|авг\\p{L}*|серп\\p{L}*|sierp\\p{L}*',
  'sep(?:t|tember|tiembre|tembre|tembro)?|set(?:embro|tembre)?|сент?\\p{L}*|верес\\p{L}*|wrze\\p{L}*',
  'oct(?:ober|ubre|obre)?|okt(?:ober)?|ott(?:obre)?|out(?:ubro)?|окт\\p{L}*|жовт\\p{L}*|paźdz\\p{L}*',
  'nov(?:ember|iembre|embre|embro)?|ноя\\p{L}*|листоп\\p{L}*|listop\\p{L}*',
  'dec(?:ember)?|dez(?:ember|embro)?|dic(?:iembre|embre)?|déc(?:embre)?|дек\\p{L}*|груд\\p{L}*|grud\\p{L}*',
]
const month = `(?:${months.join('|')})\\.?(?![\\p{L}])`
const monthTests = months.map((names) => new RegExp(`^(?:${names})\\.?$`, 'iu'))

const weekdays: readonly RegExp[] = [
  /^(?:sunday|sonntag|domingo|dimanche|domenica|воскресень[ея])/iu,
  /^(?:monday|montag|lunes|lundi|lunedì|понедельник)/iu,
  /^(?:tuesday|dienstag|martes|mardi|martedì|вторник)/iu,
  /^(?:wednesday|mittwoch|miércoles|miercoles|mercredi|mercoledì|среду|среда|среды)/iu,
  /^(?:thursday|donnerstag|jueves|jeudi|giovedì|четверг)/iu,
  /^(?:friday|freitag|viernes|vendredi|venerdì|пятниц)/iu,
  /^(?:saturday|samstag|sonnabend|sábado|sabado|samedi|sabato|суббот)/iu,
]
const weekdayWord =
  '(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday|sonntag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|domingo|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|воскресень[ея]|понедельник\\p{L}?|вторник\\p{L}?|сред[уаы]|четверг\\p{L}?|пятниц\\p{L}|суббот\\p{L})'

const year = '(?:,?\\s*(?:de |del )?(?<year>(?:20)\\d{2})(?:\\s?(?:г\\.?|года))?(?!\\d))?'
const patterns: readonly RegExp[] = [
  /(?<![\d.])(?<year>20\d{2})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/gu,
  /(?<![\d.:])(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.?(?:\s?(?<year>20\d{2}|\d{2}(?![\d:.])))?(?![\d:%])/gu,
  /(?<![\d/])(?<first>\d{1,2})[/-](?<second>\d{1,2})(?:[/-](?<year>20\d{2}|\d{2}))?(?![\d/:])/gu,
  new RegExp(
    `(?<![\\d:])(?<day>\\d{1,2})(?:st|nd|rd|th|º|°|er|-?го|-?е)?\\.?\\s+(?:de |of |d')?(?<name>${month})${year}`,
    'giu',
  ),
  new RegExp(`(?<![\\p{L}])(?<name>${month})\\s+(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])${year}`, 'giu'),
]

/** Every day that a text names, in its order. */
export function findDays(text: string, sent: Date): FoundDay[] {
  const found: FoundDay[] = []
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const day = dayOf(match.groups ?? {}, sent, text)
      if (day) found.push({ start: match.index, firstDay: day, lastDay: day })
    }
  }
  const exact = found.length
  found.push(...relativeDays(text, sent))
  if (exact > 0) dropWeekdaysBesideDates(found, exact)
  return found.sort((a, b) => a.start - b.start)
}

/** "Monday, June 3rd" is one day: the weekday in front of a date says nothing of its own. */
function dropWeekdaysBesideDates(found: FoundDay[], exact: number): void {
  const dates = found.slice(0, exact)
  const relative = found.splice(exact)
  for (const day of relative) {
    if (!dates.some((date) => date.start > day.start && date.start - day.start < 24)) found.push(day)
  }
}

function dayOf(groups: Readonly<Record<string, string | undefined>>, sent: Date, text: string): CalendarDay | null {
  const named =
    groups['name'] === undefined ? null : monthTests.findIndex((test) => test.test(groups['name'] ?? '')) + 1
  let monthNumber = named ?? Number(groups['month'] ?? 0)
  let day = Number(groups['day'] ?? 0)
  if (groups['first'] !== undefined)
    [day, monthNumber] = slashed(Number(groups['first']), Number(groups['second']), text)
  if (monthNumber < 1 || monthNumber > 12 || day < 1 || day > 31) return null
  const written = groups['year']
  if (written !== undefined)
    return validDay({ year: Number(written) + (written.length === 2 ? 2000 : 0), month: monthNumber, day })
  return nextSuchDay(monthNumber, day, sent)
}

/** 6/3: month first in English, day first elsewhere, and whatever is possible when only one reading is. */
function slashed(first: number, second: number, text: string): [number, number] {
  if (second > 12) return [second, first]
  if (first > 12) return [first, second]
  const english = /\b(?:the|office|back|return|until|will|out)\b/i.test(text)
  return english ? [second, first] : [first, second]
}

/** A day without a year: the coming one, or the one just past (a notice that was never switched off). */
function nextSuchDay(monthNumber: number, day: number, sent: Date): CalendarDay | null {
  const earliest = sent.getTime() - 45 * 86_400_000
  for (const candidate of [sent.getUTCFullYear() - 1, sent.getUTCFullYear(), sent.getUTCFullYear() + 1]) {
    const found = validDay({ year: candidate, month: monthNumber, day })
    if (found && Date.UTC(candidate, monthNumber - 1, day) >= earliest) return found
  }
  return null
}

function validDay(day: CalendarDay): CalendarDay | null {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day))
  return date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day ? day : null
}

function relativeDays(text: string, sent: Date): FoundDay[] {
  const found: FoundDay[] = []
  for (const match of text.matchAll(new RegExp(`(?<![\\p{L}])${weekdayWord}(?![\\p{L}])`, 'giu'))) {
    const weekday = weekdays.findIndex((test) => test.test(match[0]))
    const ahead = (weekday - sent.getUTCDay() + 7) % 7 || 7
    const day = shifted(sent, ahead)
    found.push({ start: match.index, firstDay: day, lastDay: day })
  }
  for (const match of text.matchAll(
    /(?<![\p{L}])(?:tomorrow|завтра|mañana|morgen(?! früh| vormittag))(?![\p{L}])/giu,
  )) {
    found.push({ start: match.index, firstDay: shifted(sent, 1), lastDay: shifted(sent, 1) })
  }
  for (const match of text.matchAll(
    /(?<![\p{L}])(?:next week|(?:на )?следующей недел\p{L}|la (?:pr[oó]xima semana|semana que viene)|n[aä]chste[nr]? woche)(?![\p{L}])/giu,
  )) {
    const monday = (1 - sent.getUTCDay() + 7) % 7 || 7
    found.push({ start: match.index, firstDay: shifted(sent, monday), lastDay: shifted(sent, monday + 6) })
  }
  return found
}

/** The day after. */
export function dayAfter(day: CalendarDay): CalendarDay {
  return shifted(new Date(Date.UTC(day.year, day.month - 1, day.day)), 1)
}

function shifted(from: Date, days: number): CalendarDay {
  const date = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** `YYYY-MM-DD`. */
export function isoDay(day: CalendarDay): string {
  return `${day.year}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`
}
