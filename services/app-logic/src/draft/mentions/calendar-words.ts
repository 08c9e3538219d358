/** Months and weekdays in Russian, English and Spanish, in flattened text. */

const MONTHS: readonly string[] = [
  'январ[ьяею]|январе?м|янв|january|jan|enero|ene',
  'феврал[ьяею]|февр|фев|february|feb|febrero',
  'март[ае]?|мартом|мар|march|mar|marzo',
  'апрел[ьяею]|апр|april|apr|abril|abr',
  'ма[йяею]|may|mayo',
  'июн[ьяею]|june|jun|junio',
  'июл[ьяею]|july|jul|julio',
  'август[ае]?|авг|august|aug|agosto|ago',
  'сентябр[ьяею]|сент|сен|september|sept|sep|septiembre|setiembre',
  'октябр[ьяею]|окт|october|oct|octubre',
  'ноябр[ьяею]|ноя|november|nov|noviembre',
  'декабр[ьяею]|дек|december|dec|diciembre|dic',
]

/** Alternation of every month name, longest first so that a name is not cut to its abbreviation. */
export const MONTH = MONTHS.flatMap((names) => names.split('|'))
  .sort((a, b) => b.length - a.length)
  .join('|')

/** 1 to 12; null for no month. */
export function monthOf(word: string): number | null {
  const index = MONTHS.findIndex((names) => new RegExp(`^(?:${names})$`, 'u').test(word))
  return index < 0 ? null : index + 1
}

const WEEKDAYS: readonly string[] = [
  'понедельник\\p{L}{0,3}|пн|mondays?|mon|lunes',
  'вторник\\p{L}{0,3}|вт|tuesdays?|tues?|martes',
  'сред[ауые]|средам|ср|wednesdays?|wed|miercoles',
  'четверг\\p{L}{0,3}|чт|thursdays?|thurs?|thu|jueves',
  'пятниц\\p{L}{0,3}|пт|fridays?|fri|viernes',
  'суббот\\p{L}{0,3}|сб|saturdays?|sabados?',
  'воскресень\\p{L}{1,3}|вс|sundays?|domingos?',
]

export const WEEKDAY = WEEKDAYS.join('|')

/** ISO weekday, 1 = Monday; null for none. */
export function weekdayOf(word: string): number | null {
  const index = WEEKDAYS.findIndex((names) => new RegExp(`^(?:${names})$`, 'u').test(word))
  return index < 0 ? null : index + 1
}
