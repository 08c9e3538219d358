import { type CalendarDay, dayAfter, type FoundDay, findDays, isoDay } from './day-phrases.ts'

/** How a notice speaks of a day. `back`: they are there on it; `last`: it is the last day away. */
type Cue = 'back' | 'last'

const back =
  /(?:\b(?:return(?:ing|s)?(?: to (?:the |my )?(?:office|work|desk))?|(?:be |am |i'?ll be )?back(?: (?:in|at|to) (?:the |my )?(?:office|work|desk))?|available(?: again)?|in the office again|resum\w+|reachable(?: again)?)\b(?: (?:on|from|by|as of|starting(?: from| on)?|at))?|верн(?:усь|ется|ёмся|емся)|возвращаюсь|возвращени[еяю]|(?:снова |опять )?(?:буду|будет) (?:снова |опять )?(?:в офисе|на (?:месте|связи|работе)|доступ\S+)|(?:выхожу|выйду|приступлю)(?: (?:на|к) работ[уе])?|(?:на связи|в офисе|доступ\S{2,3}|отвечу)(?: снова)? (?:с|от)|повернуся|(?:estar[eé]|estoy)(?: de)? (?:de )?(?:vuelta|regreso|nuevo|disponible)|(?:de )?(?:vuelta|regreso)|regres(?:o|ar[eé]|ando)|vuelvo|volver[eé]|(?:me )?reincorpor\w+|disponible|zurück|zur verfügung|wieder(?= ab\b)|wieder (?:\S+ ){0,3}(?:da|erreichbar|im (?:büro|haus|dienst)|zurück|verfügbar|persönlich)|de retour|(?:sarò|torner[oò]) (?:di nuovo )?(?:in ufficio|disponibile|operativ\w|reperibile)?|de volta|retorn(?:o|arei)|terug|tillbaka|tilbage|tilbake|wracam|wrócę)/giu
const last =
  /(?:\b(?:until|till|thru|through|to and including|up to(?: and including)?)\b(?: and including)?|(?:^|[\s,(])(?:до|по)(?=\s)|включительно до|\bhasta(?: el)?|\bbis(?: (?:zum|einschlie(?:ß|ss)lich|inklusive|inkl\.?|einschl\.?|und mit))*|jusqu['’]?(?:au|à|en)(?: \S+ inclus)?|fino al?|até(?: ao?| o dia)?|\btot(?: en met)?|t\/m|\bdo\b|\btill och med|\bt\.?o\.?m\.?|til og med|\bal\b|\bto\b|\s[–—-]\s|(?<=\d)\.?\s?[–—-]\s?(?=\d))/giu

/** Words between a cue and its day, and at most so many characters. */
const reach = 48

/**
 * The first day on which a person is back, from the words of their notice (Russian, English, Spanish, German, and the
 * plain forms of other languages). "Back on X" is X; "until X" is the day after X, as X is spoken of as a day away.
 *
 * @param sent When the notice was sent: days without a year, weekdays and "tomorrow" count from it.
 * @returns `YYYY-MM-DD`, or null when no day is named.
 */
export function findReturnDate(text: string, sent: Date): string | null {
  const words = text.replace(/\s+/g, ' ')
  const days = findDays(words, sent)
  if (days.length === 0) return null
  const returning = nearest(words, days, back) ?? preceding(words, days)
  const ending = nearest(words, days, last)
  if (returning) return isoDay(resolve('back', returning, words))
  return ending ? isoDay(resolve('last', ending, words)) : null
}

/** First day that stands close behind a cue, with no sentence end between. */
function nearest(words: string, days: readonly FoundDay[], cues: RegExp): FoundDay | null {
  for (const match of words.matchAll(cues)) {
    const end = match.index + match[0].length
    const day = days.find(({ start }) => start >= end && start - end <= reach)
    if (!day) continue
    if (/[!?;]|\.\s+\p{Lu}/u.test(words.slice(end, day.start))) continue
    return day
  }
  return null
}

/** "Ab dem 9. März wieder erreichbar", "с 10 марта буду на связи": the day stands before the cue. */
function preceding(words: string, days: readonly FoundDay[]): FoundDay | null {
  const introduced = days.filter(({ start }) =>
    /(?:\bab(?: dem)?|\bam|\bfrom|\bas of|\bon|\bstarting|(?:^|\s)с|a partir del?(?: d[ií]a)?|\bel(?: d[ií]a)?|\bà partir du|\ble|\bdal|\bvanaf)(?: \p{L}+,?(?: den| dem| el)?)?\s*$/iu.test(
      words.slice(Math.max(0, start - 40), start),
    ),
  )
  for (const match of words.matchAll(back)) {
    const day = introduced.findLast(({ start }) => start < match.index && match.index - start <= reach)
    if (day && !/[!?;]|\.\s+\p{Lu}/u.test(words.slice(day.start + 6, match.index))) return day
  }
  return null
}

function resolve(cue: Cue, day: FoundDay, words: string): CalendarDay {
  const before = words.slice(Math.max(0, day.start - 30), day.start)
  // "Back after X" and "until X" name the last day away; "back by the end of X" as well.
  const isAfter =
    /(?:\bafter|после|despu[eé]s del?(?: d[ií]a)?|\bnach(?: dem)?|après(?: le)?|dopo(?: il)?|depois de)\s*$/iu.test(
      before,
    )
  return cue === 'last' || isAfter ? dayAfter(day.lastDay) : day.firstDay
}
