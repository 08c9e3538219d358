import type { KnowledgeItem, Language } from '@outrider/shared/domain'
import { contentOf, fold, sameWord, wordsOf } from './content-words.ts'
import { ASKING, WISHES } from './question-words.ts'
import { topicHits, topicsOf } from './topics.ts'

/** Which questions of a turn product knowledge answers, and which it does not. */
export interface KnowledgeAnswers {
  /** In the order in which they were asked; no item twice. */
  readonly answered: readonly KnowledgeItem[]
  /** Verbatim. */
  readonly open: readonly string[]
}

/** Share of a question's own words that an item must speak of. */
const COVERAGE = 0.75

/**
 * Matches the questions of a turn with product knowledge. Conservative: a question is answered only by an item that
 * speaks of its topic and of nearly all its words; a number, a name or a second topic that the item does not hold
 * leaves it open, for a wrong answer costs more than a colleague's.
 *
 * @param text what the prospect newly wrote
 * @param language decides nothing where the item has all languages; kept for items matched by their own answer
 */
export function answersFromKnowledge(
  text: string,
  language: Language,
  knowledge: readonly KnowledgeItem[],
): KnowledgeAnswers {
  const entries = knowledge.map((item) => entryOf(item, language))
  const answered: KnowledgeItem[] = []
  const open: string[] = []
  for (const question of questionsOf(text, knowledge)) {
    const found = answersTo(question, entries)
    if (found === null) open.push(question)
    else answered.push(...found.filter((item) => !answered.includes(item)))
  }
  return { answered, open }
}

/** The questions of a text, verbatim: sentences that ask something; where none is marked as asking, the text as a whole. */
export function questionsOf(text: string, knowledge: readonly KnowledgeItem[] = []): string[] {
  const sentences = text
    .split(/(?<=[?!…])\s+|(?<=\.)\s+(?=[\p{Lu}¿])|\n+|;\s+/u)
    .map((sentence) => sentence.replace(/^\s*(?:[-–—*•]|\d{1,2}[.)])\s*/u, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
  const asking = sentences.filter((sentence) => sentence.includes('?') || ASKING.test(fold(sentence)))
  return (asking.length > 0 ? asking : sentences).filter(
    (sentence) =>
      !isWish(sentence) && (saysSomething(sentence) || knowledge.some((item) => saysPhrase(sentence, item))),
  )
}

const saysSomething = (text: string): boolean => contentOf(text).length > 0 || topicsOf(fold(text)).size > 0

function isWish(sentence: string): boolean {
  const folded = fold(sentence)
    .replace(/[?¿!¡]/g, '')
    .trim()
  return WISHES.some((wish) => wish.test(folded))
}

interface Entry {
  readonly item: KnowledgeItem
  readonly topics: ReadonlySet<string>
  /** Content words of each `about` phrase. */
  readonly phrases: readonly (readonly string[])[]
  /** Every word the item speaks with, in any language. */
  readonly vocabulary: readonly string[]
}

function entryOf(item: KnowledgeItem, language: Language): Entry {
  const answers = [item.answer[language], ...Object.values(item.answer)]
  return {
    item,
    topics: topicsOf(fold(item.about.join(' . '))),
    phrases: item.about.map(contentOf).filter((phrase) => phrase.length > 0),
    vocabulary: [...new Set([...item.about, ...answers].flatMap((each) => wordsOf(each)))],
  }
}

/** The items that answer a question, all its parts together; null when any part stays open. */
function answersTo(question: string, entries: readonly Entry[]): KnowledgeItem[] | null {
  const whole = bestFor(question, entries)
  if (whole !== null) return [whole]
  const parts = clausesOf(question).filter(saysSomething)
  if (parts.length < 2) return null
  const found = parts.map((part) => bestFor(part, entries))
  return found.every((item) => item !== null) ? [...new Set(found)] : null
}

function clausesOf(question: string): string[] {
  return question.split(
    /\s*,\s*(?:а (?:также|еще|ещё)?|и|and|y|also|плюс)?\s*|\s+(?:и|а также|and|y|e|as well as|así como)\s+/iu,
  )
}

function bestFor(question: string, entries: readonly Entry[]): KnowledgeItem | null {
  const content = contentOf(question)
  const topics = topicHits(fold(question))
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(content, topics, entry, saysPhrase(question, entry.item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (best === undefined) return null
  return second !== undefined && second.score === best.score ? null : best.entry.item
}

/** 0 where the item does not answer the question; else how closely its phrases match. */
function scoreOf(
  content: readonly string[],
  topics: ReadonlyMap<string, readonly string[]>,
  entry: Entry,
  verbatim: boolean,
): number {
  const closeness = verbatim ? 2 : Math.max(0, ...entry.phrases.map((phrase) => phraseCloseness(content, phrase)))
  const sharesTopic = [...topics.keys()].some((topic) => entry.topics.has(topic))
  if (!sharesTopic && closeness < COVERAGE) return 0
  if ([...topics.keys()].some((topic) => !entry.topics.has(topic))) return 0
  const unexplained = content.filter((word) => !explains(entry, word, topics))
  const numbers = unexplained.filter((word) => /\d/.test(word))
  // A number may change the answer, unless the question is put in the item's own words: "how much is it for 5 locations".
  if (!verbatim && numbers.length > 0) return 0
  const coverage = content.length === 0 ? 1 : 1 - (unexplained.length - numbers.length) / content.length
  return coverage < COVERAGE ? 0 : coverage + closeness + topics.size / 10
}

/** One of the phrases an item is asked with, as it stands. */
function saysPhrase(question: string, item: KnowledgeItem): boolean {
  const said = ` ${wordsOf(question).join(' ')} `
  return item.about.some((phrase) => said.includes(` ${wordsOf(phrase).join(' ')} `))
}

/** How much of a phrase the question says: 1 = all of its words. */
function phraseCloseness(content: readonly string[], phrase: readonly string[]): number {
  return phrase.filter((word) => content.some((each) => sameWord(each, word))).length / phrase.length
}

/** The item speaks of a word, or the word is part of what names a topic they share. */
function explains(entry: Entry, word: string, topics: ReadonlyMap<string, readonly string[]>): boolean {
  if (entry.vocabulary.some((known) => sameWord(known, word))) return true
  return [...topics].some(([topic, words]) => entry.topics.has(topic) && words.includes(word))
}
