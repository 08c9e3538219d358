import type { Evidence } from '../evidence.ts'
import type { Span } from '../mentions/mask.ts'
import { isKnown } from './date.ts'
import { isFigureOfSpeech, isSupported, quantityExcerpt } from './quantity-support.ts'
import type { DraftUnderCheck } from './rule.ts'
import { excerpt, type Rule, sentencesOf, type Violation } from './rule.ts'

const NEUTRAL_CODES = /^(?:b2[bc]|p2p|h1|h2|mp3|mp4|a4|24\/7|web3|i18n|v1|s\/n|n1)$/
const MAGNITUDE: ReadonlyArray<readonly [RegExp, number]> = [
  [/(?<![\p{L}\p{N}]\s?)(?:десятки|десятков|десяткам\p{L}*|dozens|tens|decenas|docenas)(?!\p{L})/u, 10],
  [/(?<!\p{L})(?:сотни|сотен|сотням\p{L}*|hundreds|cientos|centenares)(?!\p{L})/u, 100],
  [/(?<!\p{N}\s?)(?:тысячи|тысячам\p{L}*|thousands|miles)(?!\p{L})/u, 1000],
  [/(?<!\p{L})(?:миллионы|миллионам\p{L}*|millions|millones)(?!\p{L})/u, 1_000_000],
]
const MULTIPLES =
  /(?<!\p{L})(?:вдвое|втрое|вчетверо|twice as|double (?:your|the|their)|doubles?|triples?|halv(?:e|es|ed)|(?:\p{L}+|\d+) (?:de cada|out of(?: every)?|из каждых|из) (?:\d+|two|three|four|five|ten|dos|tres|cuatro|cinco|diez|двух|трех|четырех|пяти|десяти)|кажд\p{L}+ (?:второй|третий|четвертый|пятый|десятый)|one in (?:two|three|four|five|ten)|el doble|el triple|duplica\p{L}*|triplica\p{L}*|half the (?:price|cost|time)|вполовину)(?!\p{L})/u

/** Every number that is no price, date or address stands in the evidence (DESIGN §6.7). */
export const numberRule: Rule = (draft, evidence) => [
  ...draft.quantities
    .filter(
      (each) =>
        each.unit !== 'money' &&
        !isDayOrTime(each, draft, evidence) &&
        !isSupported(each, draft, evidence) &&
        !isFigureOfSpeech(each, draft, evidence),
    )
    .map((each) => ({ rule: 'number' as const, excerpt: quantityExcerpt(each, draft) })),
  ...codes(draft, evidence),
  ...magnitudes(draft, evidence),
]

/** Digits such as `17.03` that the evidence knows as a day or a time. */
function isDayOrTime({ from, to }: Span, draft: DraftUnderCheck, evidence: Evidence): boolean {
  return draft.calendar.some((each) => each.from < to && from < each.to && isKnown(each, draft, evidence, false))
}

function codes(draft: DraftUnderCheck, evidence: Evidence): Violation[] {
  return draft.codes
    .filter(({ code }) => !isKnownCode(code, evidence))
    .map(({ from, to }) => ({ rule: 'number', excerpt: excerpt(draft, from, to) }))
}

function isKnownCode(code: string, evidence: Evidence): boolean {
  if (code === '24/7') return /24\s?[/x×х]\s?7|круглосуточ|around the clock|las 24 horas/u.test(evidence.flat)
  return NEUTRAL_CODES.test(code) || evidence.flat.includes(code) || inLatin(evidence.flat).includes(inLatin(code))
}

/** Look-alike letters of both scripts made one: "1С" is written either way. */
function inLatin(text: string): string {
  return text.replace(/[асеорхкмтвн]/g, (letter) => 'aceopxkmtbh'['асеорхкмтвн'.indexOf(letter)] ?? letter)
}

/** "Hundreds of customers", "twice as fast": numbers without digits. */
function magnitudes(draft: DraftUnderCheck, evidence: Evidence): Violation[] {
  return sentencesOf(draft.flat).flatMap(({ from, text }) => {
    const vague = MAGNITUDE.flatMap(([pattern, least]) => {
      const hit = pattern.exec(text)
      if (hit === null || pattern.test(evidence.flat)) return []
      return evidence.quantities.some(
        ({ unit, values }) => unit === null && values.some((value) => value >= least && value < least * 10),
      )
        ? []
        : [hit]
    })
    const multiple = MULTIPLES.exec(text)
    const hits = multiple === null || evidence.flat.includes(multiple[0]) ? vague : [...vague, multiple]
    return hits.map((hit) => ({
      rule: 'number' as const,
      excerpt: excerpt(draft, from + hit.index, from + hit.index + hit[0].length),
    }))
  })
}
