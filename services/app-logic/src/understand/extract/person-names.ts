/**
 * Names of people in a reply: capitalised words that the words around them, a list of names or an address beside them
 * show to be people.
 */
import { isCommonWord } from './common-words.ts'
import type { Detail } from './contact-details.ts'
import { fold } from './fold.ts'
import { isRussianFamilyPart, isRussianName, LATIN_NAMES } from './given-names.ts'
import { spellsName } from './name-spelling.ts'
import { ledByVerb, ledWeakly, TITLED, tellsRole } from './name-surroundings.ts'
import { isNeverName, isOrganisation, isTitle, NAME_PARTICLES } from './name-words.ts'

export interface PersonName {
  /** As written, without title. */
  readonly name: string
  readonly start: number
  readonly end: number
}

interface Word {
  readonly text: string
  readonly folded: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
  /** First of its sentence, where a capital says nothing. */
  readonly opens: boolean
  readonly listed: boolean
}

const WORD = /\p{L}+(?:['’-]\p{L}+)*/gu
const LONGEST = 5
const ENOUGH = 2

/** Finds the people named in a text; `details` are the addresses in it, which show their owners. */
export function findNames(text: string, details: readonly Detail[]): PersonName[] {
  const words = wordsOf(text, details)
  const names: PersonName[] = []
  for (let index = 0; index < words.length; index++) {
    const length = sequenceAt(words, index, text)
    if (length === 0) continue
    const name = nameOf(text, words.slice(index, index + length), details)
    if (name) names.push(name)
    index += length - 1
  }
  return names
}

function wordsOf(text: string, details: readonly Detail[]): Word[] {
  const folded = fold(text)
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const start = match.index
    // A possessive is no part of the name, nor is "here" in "Anna'll".
    const cut = /['’](?:s|ll|d|ve|re|m)$/.exec(match[0])?.[0].length ?? 0
    const end = start + match[0].length - cut
    if (details.some((detail) => start < detail.end && end > detail.start)) continue
    const first = match[0].charAt(0)
    const word = folded.slice(start, end)
    words.push({
      text: text.slice(start, end),
      folded: word,
      start,
      end,
      capital: first !== first.toLowerCase(),
      opens: start === 0 || /(?:[.!?…:;\n"«(¿¡]|\s[-–—])\s*$/.test(text.slice(Math.max(0, start - 4), start)),
      listed: /[а-я]/.test(word) ? isRussianName(word) : LATIN_NAMES.has(word),
    })
  }
  return words
}

// How many words from `index` on could form one name; 0 where none begins.
function sequenceAt(words: readonly Word[], index: number, text: string): number {
  const first = words[index]
  if (!first || !couldBeName(first, text)) return 0
  let length = 1
  while (length < LONGEST) {
    const before = words[index + length - 1]
    const next = words[index + length]
    if (!before || !next || !joins(before, next, text)) break
    const particles = particlesAt(words, index + length, text)
    if (particles > 0) length += particles + 1
    else if (next.capital === first.capital && couldBeName(next, text)) length += 1
    else break
  }
  return length
}

// How many of "de", "la", "van" lead on to a further part of the name; 0 where none does.
function particlesAt(words: readonly Word[], index: number, text: string): number {
  for (let count = 1; count <= 2; count++) {
    const particle = words[index + count - 1]
    const after = words[index + count]
    if (
      !particle ||
      !after ||
      particle.capital ||
      !NAME_PARTICLES.has(particle.folded) ||
      !joins(particle, after, text)
    )
      return 0
    if (after.capital && couldBeName(after, text) && !isOrganisation(after.folded)) return count
  }
  return 0
}

function joins(before: Word, next: Word, text: string): boolean {
  const between = text.slice(before.end, next.start)
  return between === ' ' || between === '\u00a0' || (/^\.\s?$/.test(between) && before.text.length === 1)
}

const CAPITALISED = /^[^\p{L}]*\p{Lu}\p{Ll}|[.!?]\s+\p{Lu}\p{Ll}/u

function couldBeName(word: Word, text: string): boolean {
  if (isNeverName(word.folded) || isTitle(word.folded) || text.charAt(word.end) === '@') return false
  // Who writes capitals elsewhere writes them on names too.
  if (!word.capital)
    return word.listed && word.folded.length >= 3 && !isCommonWord(word.folded) && !CAPITALISED.test(text)
  if (word.text.length === 1) return text.charAt(word.end) === '.'
  const shouted = word.text === word.text.toUpperCase() && word.text.length < 6
  return !(shouted && !word.listed)
}

function nameOf(text: string, sequence: readonly Word[], details: readonly Detail[]): PersonName | null {
  const words = withoutLead(sequence)
  const first = words[0]
  const last = words.at(-1)
  if (!first || !last || words.every((word) => word.text.length === 1)) return null
  if (words.some((word) => isOrganisation(word.folded) && !word.listed)) return null
  if (likeness(text, words, first, last, details) < ENOUGH) return null
  // "Thabo M.", "Петров А. Б.": the full stop belongs to the initial.
  const end = last.text.length === 1 ? last.end + 1 : last.end
  return { name: text.slice(first.start, end), start: first.start, end }
}

// "Теперь Мурад", "Contact Anna": the word that opens the sentence is none of the name.
function withoutLead(words: readonly Word[]): readonly Word[] {
  const first = words[0]
  if (!first || words.length < 2 || first.listed) return words
  const noun =
    isCommonWord(first.folded) ||
    (first.opens && /[а-я]/.test(first.folded) && !words.some((word) => isRussianFamilyPart(word.folded)))
  return noun && (first.opens || words.some((word) => word.listed)) && words.length > 1
    ? withoutLead(words.slice(1))
    : words
}

function likeness(text: string, words: readonly Word[], first: Word, last: Word, details: readonly Detail[]): number {
  const before = fold(text.slice(Math.max(0, first.start - 45), first.start))
  const after = fold(text.slice(last.end, last.end + 45))
  const spelled = details.some(
    (detail) => detail.kind !== 'phone' && spellsName(detail.value, text.slice(first.start, last.end)),
  )
  // "Anotá: 11 4444 3456": a lone word that opens the sentence owns nothing unless it is a known name.
  const mayOwn = first.listed || !first.opens || words.length > 1
  const owner = spelled || (mayOwn && details.some((detail) => isBeside(text, first.start, last.end, detail)))
  if (!first.capital) return ledByVerb(before) || ledWeakly(before) || tellsRole(after) || owner ? ENOUGH : 0
  const common = words.length === 1 && isCommonWord(first.folded)
  let score = first.listed ? (common && first.opens ? 1 : 2) : 0
  if (TITLED.test(before)) score += 2
  if (words.some((word) => isRussianFamilyPart(word.folded)) && !common) score += words.length > 1 ? 2 : 1
  if (!common && !first.listed) score += first.opens ? (words.length > 1 ? 0.5 : 0) : 1
  if (ledByVerb(before)) score += first.opens ? 1 : 2
  else if (ledWeakly(before)) score += 1
  if (tellsRole(after)) score += 1.5
  // "Marque al 55…" is an order.
  if (owner && !common && (first.listed || !first.opens || !/^\s+al?\s/.test(after))) score += 2
  if (words.length > 1) score += 1
  return score - unlikeness(text, words, first, last, before)
}

function unlikeness(text: string, words: readonly Word[], first: Word, last: Word, before: string): number {
  if (first.listed)
    return /(?:puente|virgen|calle|avenida|plaza|ciudad|san|santa)\s(?:del?\s|de la\s)?$/u.test(before) ? 4 : 0
  let doubt = words.length === 1 && isCommonWord(first.folded) ? 4 : 0
  // A plural that opens a sentence is a trade, not a person.
  if (first.opens && words.length === 1 && /(?:[иы]|[ыи]е)$/.test(first.folded)) doubt += 2
  if (
    /(?:^|\s)(?:in|at|from|de|en|desde|of|para|на|в|из|от|во|the|using|use|usamos|with the|like|como|uses|on)\s+(?:the\s+|la\s+|el\s+)?$/u.test(
      before,
    )
  )
    doubt += 3
  if (/[«"“]$/.test(text.slice(0, first.start))) doubt += 2
  const question = /^[^.!\n]{0,80}\?/.test(text.slice(last.end))
  return question ? doubt + 1.5 : doubt
}

const BETWEEN =
  /^[\s,:;(=—–-]*(?:(?:at|al|a|en|en el|на|по|тел|tel|cel|phone|ph|mob|mobile|почта|mail|email|e-mail|correo|su correo es|su cel es|su celular es|his|her|number|is|is at|telegram|тг|телега|в телеге|в тг|cel es|number is|reach at|on)[\s.:,]*){0,3}[(]?$/iu

function isBeside(text: string, start: number, end: number, detail: Detail): boolean {
  if (detail.start >= end) return detail.start - end <= 24 && BETWEEN.test(text.slice(end, detail.start))
  return detail.end <= start && start - detail.end <= 4 && /^[\s,:;(—–-]+$/.test(text.slice(detail.end, start))
}
