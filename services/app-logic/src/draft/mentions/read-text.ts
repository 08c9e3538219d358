import { type CalendarMention, calendarOf } from './calendar.ts'
import { type Link, linksOf, phonesOf } from './links.ts'
import { blank, flatten, matches, type Span } from './mask.ts'
import { digitsForWords } from './number-words.ts'
import { type Quantity, quantitiesOf } from './quantities.ts'
import { unitAt } from './units.ts'

/** A text with everything it mentions that can be true or false. */
export interface TextReading {
  readonly text: string
  /** Same length as `text`. */
  readonly flat: string
  readonly links: readonly Link[]
  readonly calendar: readonly CalendarMention[]
  readonly quantities: readonly Quantity[]
  /** Offsets of numbers that stand as words. */
  readonly spelled: ReadonlySet<number>
  /** Names with digits in them, such as `2gis`; `24/7` too. */
  readonly codes: ReadonlyArray<Span & { readonly code: string }>
  /** `UTC+3`, `МСК`. */
  readonly zones: ReadonlyArray<Span & { readonly zone: string }>
}

const LIST_NUMBER =
  /^[ \t]*(?:[-–—*•]\s*)?\(?\d{1,2}[.)](?=\s)|(?<=[\s:;,(])\d{1,2}\)(?=\s)|\d\uFE0F?\u20E3|(?<=(?:вариант|опция|шаг|пункт|вопрос|слот|option|step|point|question|slot|opcion|paso|punto|pregunta|horario|№|#|no\.)\s?(?:№\s?|#)?)\d{1,2}(?=\s*[.:,;)—-]|\s*$)/gmu
const ZONE =
  /(?<![\p{L}\p{N}])(?:utc|gmt)(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?(?![\p{L}\p{N}])|(?<=(?:мск|msk)\s?)[+-]\d{1,2}(?!\d)/gu
const ROUND_THE_CLOCK = /(?<!\d)24\s?[/x×х]\s?7(?!\d)/gu
const CODE =
  /(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}-]*\p{L})(?=[\p{L}\p{N}-]*\p{Nd})[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*(?![\p{L}\p{N}_])/gu

/** Reads what a text mentions: addresses, days and times, numbers. */
export function readText(text: string): TextReading {
  const flat = flatten(text)
  const links = linksOf(text)
  const lists = matches(flat, LIST_NUMBER)
  const zones = matches(flat, ZONE).map(({ from, to, hit }) => ({ from, to, zone: hit[0].replace(/\s/g, '') }))
  const { text: digits, spelled } = digitsForWords(blank(flat, [...links, ...lists, ...zones]))
  const calendar = calendarOf(digits)
  // What may be a date or a time is a number as well, until the evidence tells.
  const timeless = blank(
    digits,
    calendar.filter((each) => !('doubtful' in each && each.doubtful)),
  )
  const phones = phonesOf(timeless)
  const clock = matches(timeless, ROUND_THE_CLOCK).map(({ from, to }) => ({ from, to, code: '24/7' }))
  const codes = [...clock, ...codesOf(blank(timeless, [...phones, ...clock]))]
  const quantities = quantitiesOf(blank(timeless, [...phones, ...codes]))
  return { text, flat, links: [...links, ...phones], calendar, quantities, spelled, codes, zones }
}

function codesOf(text: string): Array<Span & { code: string }> {
  return matches(text, CODE).flatMap(({ from, to, hit }) => {
    const afterDigits = /^\d+(?:[-.,]\d+)*-?(\p{L}[\p{L}-]*)$/u.exec(hit[0])?.[1]
    const counted =
      afterDigits !== undefined &&
      (/^\d+-\p{L}{3,}/u.test(hit[0]) ||
        /^(?:го|е|й|я|х|м|ти|и|ой|ый|ю|ми|ым|ом|ому|ая|ое|их|ых|st|nd|rd|th|k|к|m|h|а)$/.test(afterDigits) ||
        unitAt(` ${afterDigits.replace(/-.*$/, '')}`) !== null)
    return counted ? [] : [{ from, to, code: hit[0] }]
  })
}
