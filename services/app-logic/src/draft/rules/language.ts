import type { Evidence } from '../evidence.ts'
import { flatten, matches } from '../mentions/mask.ts'
import { type DraftUnderCheck, excerpt, type Rule, sentencesOf, type Violation } from './rule.ts'

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu
const OTHER_SCRIPT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}]{2,}/gu

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const FUNCTION_WORDS: Readonly<Record<'en' | 'es', ReadonlySet<string>>> = {
  en: list(
    'the and you your our we is are was be to of in for it this that not with have has will would can could please me my at on thank thanks hello what how when who if so do does but from any let know by as been am or they them there here about want which their best regards dear',
  ),
  es: list(
    'el la los las de del que y en un una por para con se lo le les su sus es son esta este esto al como pero muy nos te tu gracias hola usted ustedes cuando donde favor si mas ha han puede saludos quedo podemos tiene o e entre sobre ya tambien hay sera',
  ),
}
const UKRAINIAN = /[іїєґў]/giu

/** The draft is in the language that was asked for, and no other script slips in. */
export const languageRule: Rule = (draft, evidence) => {
  const strange = [EAST_ASIAN, OTHER_SCRIPT].flatMap((pattern) =>
    matches(draft.text, pattern)
      .filter(({ from, to }) => !evidence.flat.includes(flatten(draft.text.slice(from, to))))
      .map(({ from, to }) => violation(draft, from, to)),
  )
  const lang = draft.lang
  if (lang === 'ru')
    return [...strange, ...ukrainian(draft), ...mixedScripts(draft, evidence), ...latinInRussian(draft, evidence)]
  if (lang === 'en' || lang === 'es')
    return [
      ...strange,
      ...mixedScripts(draft, evidence),
      ...cyrillicIn(draft, evidence),
      ...otherLatin(lang, draft, evidence),
    ]
  return strange
}

function violation(draft: DraftUnderCheck, from: number, to: number): Violation {
  return { rule: 'language', excerpt: excerpt(draft, from, to) }
}

function ukrainian(draft: DraftUnderCheck): Violation[] {
  const hits = matches(draft.text, UKRAINIAN)
  const [first] = hits
  return first === undefined || hits.length < 2 ? [] : [violation(draft, first.from, first.from + 30)]
}

/** Letters of both scripts inside one word: a look-alike, or a model that slipped. */
function mixedScripts(draft: DraftUnderCheck, evidence: Evidence): Violation[] {
  return matches(draft.text, /(?:\p{Script=Cyrillic}+\p{Script=Latin}|\p{Script=Latin}+\p{Script=Cyrillic})[\p{L}]*/gu)
    .filter(({ from, to }) => !inLink(draft, from) && !evidence.flat.includes(flatten(draft.text.slice(from, to))))
    .map(({ from, to }) => violation(draft, from, to))
}

function inLink(draft: DraftUnderCheck, at: number): boolean {
  return draft.links.some(({ from, to }) => from <= at && at < to)
}

function wordsIn(draft: DraftUnderCheck, from: number, text: string): string[] {
  return matches(text, /\p{L}+(?:'\p{L}+)?/gu)
    .filter((word) => !inLink(draft, from + word.from))
    .map(({ hit }) => hit[0])
}

/** Latin words are at home in Russian mail as names and terms; a sentence of English is not. */
function latinInRussian(draft: DraftUnderCheck, evidence: Evidence): Violation[] {
  return sentencesOf(draft.flat).flatMap(({ from, text }) => {
    const words = wordsIn(draft, from, text)
    const latin = words.filter((word) => /^[a-z']+$/.test(word))
    const functional = latin.filter(
      (word) => (FUNCTION_WORDS.en.has(word) && word.length > 1) || (FUNCTION_WORDS.es.has(word) && word.length > 1),
    )
    const foreign = functional.length >= 2 || (latin.length >= 3 && latin.length > words.length / 2)
    return foreign && !isQuoted(text, evidence) ? [violation(draft, from, from + text.length)] : []
  })
}

/** A name in Cyrillic may stand in an English text if the evidence holds it; any other Russian word may not. */
function cyrillicIn(draft: DraftUnderCheck, evidence: Evidence): Violation[] {
  return matches(draft.flat, /\p{Script=Cyrillic}[\p{Script=Cyrillic}-]*/gu)
    .filter(({ hit, from }) => !inLink(draft, from) && !hasWord(evidence, hit[0]))
    .map(({ from, to }) => violation(draft, from, to))
}

function hasWord(evidence: Evidence, word: string): boolean {
  return new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(evidence.flat)
}

/** English and Spanish are told apart sentence by sentence, by the words that only one of them has. */
function otherLatin(lang: 'en' | 'es', draft: DraftUnderCheck, evidence: Evidence): Violation[] {
  const other = lang === 'en' ? 'es' : 'en'
  return sentencesOf(draft.flat).flatMap(({ from, text }) => {
    const words = wordsIn(draft, from, text)
    const own = words.filter((word) => FUNCTION_WORDS[lang].has(word)).length
    const foreign = words.filter((word) => FUNCTION_WORDS[other].has(word) && !FUNCTION_WORDS[lang].has(word)).length
    const wrong = foreign >= 2 && foreign > own && words.length >= 4
    return wrong && !isQuoted(text, evidence) ? [violation(draft, from, from + text.length)] : []
  })
}

function isQuoted(sentence: string, evidence: Evidence): boolean {
  return evidence.flat.includes(sentence.trim().replace(/[.!?…]+$/, ''))
}
