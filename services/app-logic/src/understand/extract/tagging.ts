/**
 * A reply as a row of symbols of the lexicon: the one form that the date grammar reads in any language.
 */
import type { Language } from '@outrider/shared/domain'
import { buildLexicon, type Lexicon, lookUp } from './lexicon.ts'
import { ENGLISH_CUES, ENGLISH_DATES } from './lexicon-en.ts'
import { SPANISH_CUES, SPANISH_DATES } from './lexicon-es.ts'
import { RUSSIAN_CUES, RUSSIAN_DATES } from './lexicon-ru.ts'
import { type Token, tokenize } from './tokens.ts'

/** One symbol and the characters it stands for. */
export interface Tag {
  /** A symbol of the lexicon, `w` for any other word, or a kind of figure: `#7`, `#7o`, `DATE`, `T`, `X`. */
  readonly symbol: string
  readonly text: string
  readonly start: number
  readonly end: number
  readonly clause: number
  readonly sentence: number
}

const DATES: Readonly<Record<Language, Lexicon>> = {
  ru: buildLexicon(RUSSIAN_DATES),
  en: buildLexicon(ENGLISH_DATES),
  es: buildLexicon(SPANISH_DATES),
}
const CUES: Readonly<Record<Language, Lexicon>> = {
  ru: buildLexicon(RUSSIAN_CUES),
  en: buildLexicon(ENGLISH_CUES),
  es: buildLexicon(SPANISH_CUES),
}

const FILLERS = new Set(
  (
    'the a an of just like perhaps please so very this-is on about or-so exactly precisely say somewhere ' +
    'в во о об же бы уже лишь ну где хотя пожалуйста только самом самого самый вот этак так ровно буквально где-нибудь месяце ' +
    'el la los las de del al lo ya como más menos a tipo justo'
  ).split(' '),
)
const ES_DAY_LEAD = new Set(['el', 'al', 'del', 'dia'])

/** Tags a text with the date words of its language, and, beside them, the cue words. */
export function tagDates(text: string, lang: Language): Tag[] {
  return joinNumbers(tag(text, tokenize(text), lang, DATES))
}

/** The cue words of a text: what is said about a date, not the date itself. */
export function tagCues(text: string, lang: Language): Tag[] {
  return tag(text, tokenize(text), lang, CUES).filter((cue) => /^[A-Z]{2}/.test(cue.symbol) && cue.symbol !== 'DATE')
}

function tag(
  text: string,
  tokens: readonly Token[],
  lang: Language,
  lexicons: Readonly<Record<Language, Lexicon>>,
): Tag[] {
  const words = tokens.map((token) =>
    token.kind === 'word' || token.kind === 'ordinal' || token.kind === 'number'
      ? token.text.replace(/'s$/, '')
      : '\u0000',
  )
  const tags: Tag[] = []
  let clause = 0
  let sentence = 0
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (!token) break
    if (token.kind === 'stop') sentence++
    if (token.kind === 'stop' || token.kind === 'mark' || isSpacedDash(text, token)) clause++
    const found = lookUp(lexicons[languageOf(token, lang)], words, index)
    const dayNumber = token.text === 'dia' && tokens[index + 1]?.kind === 'number'
    const length = found && !dayNumber && !isVerbNotMonth(text, token, found.symbol, tags.at(-1)) ? found.length : 0
    const symbol =
      found && length > 0 ? dayOfMonth(found.symbol, tokens[index - 1], lang) : plainSymbol(tokens, index, lang, text)
    if (length > 1) index += length - 1
    if (symbol === null) continue
    tags.push({
      symbol,
      text: text.slice(token.start, tokens[index]?.end),
      start: token.start,
      end: tokens[index]?.end ?? token.end,
      clause,
      sentence,
    })
  }
  return tags
}

// "el dieciocho" is a day of the month.
function dayOfMonth(symbol: string, before: Token | undefined, lang: Language): string {
  const number = /^#(\d+)$/.exec(symbol)
  return lang === 'es' &&
    number &&
    before &&
    ES_DAY_LEAD.has(before.text) &&
    Number(number[1]) > 1 &&
    Number(number[1]) <= 31
    ? `${symbol}o`
    : symbol
}

function languageOf(token: Token, lang: Language): Language {
  if (/[\u0400-\u04ff]/.test(token.text)) return 'ru'
  return lang === 'ru' ? 'en' : lang
}

function isSpacedDash(text: string, token: Token): boolean {
  return token.kind === 'dash' && (text[token.start - 1] ?? ' ') === ' ' && (text[token.end] ?? ' ') === ' '
}

// "may", "march" and "sat" are months and days only where nothing makes them verbs.
function isVerbNotMonth(text: string, token: Token, symbol: string, before: Tag | undefined): boolean {
  if (!/^(?:may|march|sat|mon|mar|sun)$/.test(token.text) || !/^[MD]\d/.test(symbol)) return false
  const dateLead =
    before !== undefined &&
    /^(?:IN|AFTER|UNTIL|NOTBEFORE|BEFORE|FROM|BY|END|BEG|MID|NEXT|THIS|HALF|#.*|SINCE|-)$/.test(before.symbol) &&
    before.text !== 'on'
  const dateTail = /^\s*(?:\d|holiday|bank|is\b|would|works|suits|then)/i.test(text.slice(token.end, token.end + 12))
  const opensSentence = token.start === 0 || /[.!?\n]\s*$/.test(text.slice(Math.max(0, token.start - 3), token.start))
  return !(dateLead || dateTail || (token.capital && !opensSentence))
}

function plainSymbol(tokens: readonly Token[], index: number, lang: Language, text: string): string | null {
  const token = tokens[index]
  if (!token) return null
  const before = tokens[index - 1]
  switch (token.kind) {
    case 'number':
      if (!/^\d+$/.test(token.text)) return /^\d+[.,]5$/.test(token.text) ? `#${token.text.replace(',', '.')}` : 'X'
      if (before && isHourLead(before.text, tokens[index - 2]?.text, lang)) return 'T'
      if (
        lang === 'es' &&
        before?.text === 'del' &&
        isMonthBefore(tokens[index - 2]) &&
        /^(?:2[5-9]|3\d)$/.test(token.text)
      )
        return `#20${token.text}`
      return lang === 'es' && before && ES_DAY_LEAD.has(before.text) && Number(token.text) <= 31
        ? `#${Number(token.text)}o`
        : `#${Number(token.text)}`
    case 'ordinal':
      return `#${Number.parseInt(token.text, 10)}o`
    case 'date':
      return 'DATE'
    case 'clock':
      return 'T'
    case 'opaque':
      return 'X'
    case 'dash':
      return /\d\s?$/.test(text.slice(0, token.start).slice(-2)) || isSpacedDash(text, token) ? '-' : null
    case 'stop':
      return '.'
    case 'mark':
      return token.text === ',' ? ',' : '('
    case 'word':
      if (token.text === 'dia' && tokens[index + 1]?.kind === 'number') return 'NUMBERWORD'
      return quarterSymbol(token.text) ?? (FILLERS.has(token.text) ? null : 'w')
  }
}

// "enero del 27" is a year.
function isMonthBefore(token: Token | undefined): boolean {
  return token !== undefined && /^M\d/.test(lookUp(DATES.es, [token.text], 0)?.symbol ?? '')
}

// "a las 4", "во вторник в 15": an hour, no day of the month.
function isHourLead(before: string, beforeThat: string | undefined, lang: Language): boolean {
  if (lang === 'es') return before === 'las'
  return (
    lang === 'ru' &&
    (before === 'в' || before === 'к') &&
    /^(?:понед|вторн|сред|четв|пятн|завтра|послезавтра|сегодня|пн|вт|ср|чт|пт)/.test(beforeThat ?? '')
  )
}

function quarterSymbol(word: string): string | null {
  const quarter = /^(?:q([1-4])|([1-4])q|([1-4])т)$/.exec(word)
  if (quarter) return `Q${quarter[1] ?? quarter[2] ?? quarter[3]}`
  const half = /^(?:h([12])|([12])h)$/.exec(word)
  if (half) return `H${half[1] ?? half[2]}`
  const roman = /^(i{1,3}|iv)$/.exec(word)
  if (roman?.[1] && word !== 'i') return `#${['i', 'ii', 'iii', 'iv'].indexOf(roman[1]) + 1}o`
  return null
}

// "twenty fifth", "двадцать пятого" and "treinta y uno" are one number.
function joinNumbers(tags: readonly Tag[]): Tag[] {
  const joined: Tag[] = []
  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index]
    if (!tag) break
    const skip = tags[index + 1]?.symbol === 'AND' ? 2 : 1
    const unit = tags[index + skip]
    const tens = /^#([2-9]0)$/.exec(tag.symbol)
    const ones = unit && /^#([1-9])(o?)$/.exec(unit.symbol)
    const spelled = !/\d/.test(tag.text) && unit && !/\d/.test(unit.text)
    if (tens && ones && spelled) {
      joined.push({
        ...tag,
        symbol: `#${Number(tens[1]) + Number(ones[1])}${ones[2]}`,
        text: `${tag.text} ${unit.text}`,
        end: unit.end,
      })
      index += skip
    } else joined.push(tag)
  }
  return joined
}
