/**
 * Words of picking, refusing, moving and cancelling a meeting.
 */
import type { Language } from '@outrider/shared/domain'

export interface DemoCues {
  readonly cancel: boolean
  readonly move: boolean
  readonly declinesAll: boolean
  /** Whether what stands there is refused ("not Tuesday", "Tuesday does not work"). */
  readonly refusedAt: (start: number, end: number) => boolean
  /** Offered slots named by number, 0-based. */
  readonly picks: (count: number) => number[]
  readonly evidence: { readonly start: number; readonly end: number } | null
}

const L = String.raw`(?<![\p{L}])`
const R = String.raw`(?![\p{L}])`
const re = (source: string): RegExp => new RegExp(`${L}(?:${source})${R}`, 'u')

const CANCEL: Readonly<Record<Language, RegExp>> = {
  en: re(
    "cancel\\w*|call (?:it )?off|scrap (?:the|our|that|\\w+'s)|won't be able to (?:make|attend|join)|can't make (?:it|the|our|that|tomorrow|today|\\w+day)|have to (?:pull out|bow out)|pull out of|drop (?:the|our) (?:meeting|call|demo)|take down the hold|no longer (?:need|want) the (?:call|demo|meeting)",
  ),
  es: re(
    'cancel\\p{L}*|anul\\p{L}*|suspend\\p{L}*|no voy a poder (?:asistir|ir|conectarme)|no podre (?:asistir|ir|conectarme)|baj(?:o|emos|amos) la reunion|dej(?:o|amos|emos) sin efecto',
  ),
  ru: re(
    'отмен\\p{L}*|не смогу (?:прийти|быть|подключиться|присутствовать)|не получится (?:встретиться|созвониться|прийти)|встреч[аиу] не (?:будет|состоится|нужна)|созвон не нужен|снимите (?:встречу|бронь)',
  ),
}
const MOVE: Readonly<Record<Language, RegExp>> = {
  en: re(
    'move|moving|reschedul\\w*|push (?:it|the|our|back)|postpone|shift|bring (?:it )?forward|change (?:it|the (?:time|day|date|slot)|our)|swap|another (?:time|day|slot)|different (?:time|day|slot)|instead of (?:mon|tues|wednes|thurs|fri)day|rather than (?:mon|tues|wednes|thurs|fri)day',
  ),
  es: re(
    'mover\\p{L}*|movemos|mueve\\p{L}*|movamos|reprogram\\p{L}*|reagend\\p{L}*|cambi(?:ar|amos|emos|arla|arlo|ame|enos)\\p{L}*|pas(?:ar|amos|emos|arla|arlo) (?:la|al|para|lo)\\p{L}*|pasarl[ao]|aplaz\\p{L}*|posterg\\p{L}*|correr(?:la|lo)|corremos|adelant\\p{L}*|otro (?:dia|horario)|otra (?:hora|fecha)',
  ),
  ru: re(
    'перенес\\p{L}*|перенос\\p{L}*|передвин\\p{L}*|сдвин\\p{L}*|перекин\\p{L}*|поменя\\p{L}* (?:время|день)|сместить|другое время|другой день',
  ),
}
const NONE: Readonly<Record<Language, RegExp>> = {
  en: re(
    "none of (?:these|those|them|the)|neither (?:of|work\\w*)|no(?:ne)? of the (?:slots|times|options)|(?:these|those|the) (?:times|slots|dates|options)(?: you \\w+)? (?:don't|do not|won't|aren't)|can't (?:do|make) (?:any|either)|cannot (?:do|make) (?:any|either)|not any of (?:these|those)|don't suit|any other (?:times|slots|options)|nothing (?:here|there) works",
  ),
  es: re(
    'ningun[oa]\\p{L}*|no me (?:viene|va|queda|sirve) (?:bien )?(?:ningun\\p{L}*)|no puedo en ninguno|ni uno|es[oa]s (?:horarios|fechas|horas|opciones) no|otros horarios|otras (?:fechas|horas|opciones)',
  ),
  ru: re(
    'ни один|ни одно|ни одна|ни в один|ничего из|никак(?:ой|ое|ие) (?:из|не)|эти (?:варианты|слоты|даты|времена) не|все (?:варианты|слоты) не|другие (?:варианты|слоты|даты)|не подходит ничего|ни то ни другое|ни тот ни другой',
  ),
}
const ANY: Readonly<Record<Language, RegExp>> = {
  en: re(
    'any(?: one)? of (?:them|these|those|the)|any (?:works?|is fine|will do|time|slot|option|suits)|either(?: one)?(?: of them)? (?:works?|is|suits|will)|all (?:of them |three |work|are)|whichever|both (?:work|are|suit)|any (?:would|one)|your (?:pick|choice|call)',
  ),
  es: re(
    'cualquier\\p{L}*|todos me (?:van|sirven|quedan|vienen)|me da (?:igual|lo mismo)|los (?:dos|tres) me|el que (?:prefier\\p{L}*|quier\\p{L}*|te (?:venga|convenga))|como prefier\\p{L}*',
  ),
  ru: re(
    'люб(?:ой|ое|ая|ую|ые)|все (?:варианты )?(?:подход\\p{L}*|удобн\\p{L}*|устраива\\p{L}*)|без разницы|как вам удобн\\p{L}*|оба (?:подход\\p{L}*|удобн\\p{L}*)|на ваш выбор|на ваше усмотрение',
  ),
}
const REFUSED_AFTER: Readonly<Record<Language, RegExp>> = {
  en: /^[\s,]*(?:(?:at|@)?\s*[\d:apm.]*\s*)?(?:is|are|does|do|will|would|wo|can|ca|isn|doesn)?\s?(?:not|n't|'t|no good|out|impossible|taken|bad|busy|booked|full|tricky|a no|off)(?![\p{L}])|^[\s,]*(?:is|are|'s|looks) (?:no good|out|impossible|taken|bad|busy|booked|full|tricky|packed|a no|off|not|already)|^[\s,]*(?:i'm|i am|we're) (?:busy|out|away|booked|travelling|traveling|off|in meetings)/u,
  es: /^[\s,]*(?:a las [\d:]+\s*)?(?:ya )?(?:no|imposible|ocupad\p{L}*|estoy (?:ocupad|fuera|de viaje|liad)|tengo|lo tengo|me es imposible|esta complicado|fatal|mal)(?![\p{L}])/u,
  ru: /^[\s,—–-]*(?:в \d[\d:]*\s*)?(?:уже |точно |у меня |я )?(?:не|нет|никак|занят\p{L}*|неудоб\p{L}*|невозможно|отпадает|мимо|исключен\p{L}*|плохо|в отъезде)(?![\p{L}])/u,
}
const REFUSED_BEFORE =
  /(?:^|[^\p{L}])(?:not(?: on)?|except(?: on)?|but not|any day but|anything but|can't (?:do|make)|cannot (?:do|make)|won't make|no good|busy|не|кроме|только не|занят[аы]?|не могу|не смогу|no(?: puedo)?|menos|excepto|salvo|no puedo)\s+(?:on |в |во |el |los |the )*$/u

const ORDINALS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'first|1st|option (?:1|one|a)|number (?:1|one)|slot (?:1|one|a)|#1',
    'second|2nd|option (?:2|two|b)|number (?:2|two)|slot (?:2|two|b)|#2',
    'third|3rd|option (?:3|three|c)|number (?:3|three)|slot (?:3|three|c)|#3',
  ],
  es: [
    'primer[oa]?|1[eroaº°ª]+|opcion (?:1|uno|a)|la (?:1|uno)|numero (?:1|uno)',
    'segund[oa]|2[doaº°ª]+|opcion (?:2|dos|b)|la (?:2|dos)|numero (?:2|dos)',
    'tercer[oa]?|3[eroaº°ª]+|opcion (?:3|tres|c)|la (?:3|tres)|numero (?:3|tres)',
  ],
  ru: [
    'перв(?:ый|ое|ая|ую|ого|ом|ому)|1-?(?:й|ый|е|ое|я|ю)|вариант (?:1|один|а)|слот 1|номер (?:1|один)|№ ?1',
    'втор(?:ой|ое|ая|ую|ого|ом|ому)|2-?(?:й|ой|е|ое|я|ю)|вариант (?:2|два|б)|слот 2|номер (?:2|два)|№ ?2',
    'трет(?:ий|ье|ья|ью|ьего|ьем|ьему)|3-?(?:й|ий|е|ье|я|ю)|вариант (?:3|три|в)|слот 3|номер (?:3|три)|№ ?3',
  ],
}
const LAST_ONE: Readonly<Record<Language, RegExp>> = {
  en: re('(?:the )?(?:last|latter|latest) (?:one|slot|option|time|works?)|the (?:last|latter)$|the latter'),
  es: re('(?:el|la) (?:ultim[oa])(?: opcion| horario)?'),
  ru: re('последн(?:ий|ее|яя|юю)(?: вариант| слот)?'),
}
const NOT_A_SLOT =
  /^\s*(?:of all|thing|week|weeks|half|quarter|time\s+i|semana|quincena|trimestre|половин\p{L}*|недел\p{L}*|квартал\p{L}*|очередь|раз|попытк\p{L}*|vez|lugar|письм\p{L}*|message|email|mail|floor|этаж\p{L}*|name|january|february|march|april|may|june|july|august|september|october|november|december|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)/u

/** Reads the cue words of a folded text. */
export function demoCues(folded: string, lang: Language): DemoCues {
  const cancel = affirmed(folded, CANCEL[lang])
  const move = affirmed(folded, MOVE[lang])
  const none = NONE[lang].exec(folded)
  const evidence = [cancel, move, none, ANY[lang].exec(folded)].find((match) => match !== null) ?? null
  return {
    cancel: cancel !== null,
    move: move !== null,
    declinesAll: none !== null,
    refusedAt: (start, end) =>
      REFUSED_AFTER[lang].test(folded.slice(end, end + 40)) ||
      REFUSED_BEFORE.test(folded.slice(Math.max(0, start - 30), start)),
    picks: (count) => picksIn(folded, lang, count),
    evidence: evidence && { start: evidence.index, end: evidence.index + evidence[0].length },
  }
}

// "no need to cancel", "не отменяйте" want the opposite.
function affirmed(folded: string, pattern: RegExp): RegExpExecArray | null {
  const match = pattern.exec(folded)
  if (!match) return null
  const before = folded.slice(Math.max(0, match.index - 22), match.index)
  return /(?:don't|do not|not|no need to|without|не|не надо|no|sin|no hace falta|never)\s+(?:have to |need to |нужно |надо |la |lo )?$/u.test(
    before,
  )
    ? null
    : match
}

function picksIn(folded: string, lang: Language, count: number): number[] {
  const only = /^\W*(?:option|slot|вариант|opcion|#|№)?\s*([1-9])\W*$/u.exec(folded)
  if (only) return Number(only[1]) <= count ? [Number(only[1]) - 1] : []
  const picks = ORDINALS[lang].flatMap((source, index) => {
    const found = [...folded.matchAll(new RegExp(`${L}(?:${source})${R}`, 'gu'))]
    const kept = found.filter(
      (match) =>
        !NOT_A_SLOT.test(folded.slice(match.index + match[0].length)) &&
        !refusedOrdinal(folded, match.index, match.index + match[0].length, lang),
    )
    return kept.length > 0 && index < count ? [index] : []
  })
  if (picks.length > 0) return picks
  if (LAST_ONE[lang].test(folded) && count > 0) return [count - 1]
  return ANY[lang].test(folded) ? Array.from({ length: count }, (_, index) => index) : []
}

function refusedOrdinal(folded: string, start: number, end: number, lang: Language): boolean {
  const after = folded.slice(end, end + 45).replace(/^\s*(?:one|option|slot|вариант|слот|opcion|horario)/u, '')
  return REFUSED_AFTER[lang].test(after) || REFUSED_BEFORE.test(folded.slice(Math.max(0, start - 30), start))
}
