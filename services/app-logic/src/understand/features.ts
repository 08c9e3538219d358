import type { Clause } from './clauses.ts'
import { type ConceptHit, conceptsOf } from './concepts/concepts.ts'
import { type FieldHit, fieldsOf } from './concepts/fields.ts'
import { refusalGrounds } from './opt-out/refusal.ts'
import { type ReadReply, spanOfQuote } from './read-reply.ts'

/** Groups of features; each is scaled by itself, so that long texts and rich groups do not drown the others. */
export const FEATURE_GROUPS = ['characters', 'words', 'concepts', 'shape', 'fields'] as const
export type FeatureGroup = (typeof FEATURE_GROUPS)[number]

/** Names of the features of a text or clause, by group, without repeats. */
export type Features = Record<FeatureGroup, Set<string>>

const NEGATION_REACH = 4
const NEGATORS = new Set(['NEG', 'NONEED'])
const CLOSED_CONCEPTS = new Set(['PLEASE', 'THANKS', 'GREET'])

function noFeatures(): Features {
  return { characters: new Set(), words: new Set(), concepts: new Set(), shape: new Set(), fields: new Set() }
}

/** Features of a whole reply. */
export function featuresOf(read: ReadReply): Features {
  const features = noFeatures()
  const count = read.clauses.length
  let previous = '^'
  for (let i = 0; i < count; i += 1) {
    const clause = read.clauses[i]
    if (!clause) continue
    const last = i === count - 1
    const concepts = conceptsOf(clause.tokens, read.lang)
    addCharacters(features.characters, clause)
    addWords(features.words, clause, concepts)
    addConcepts(features.concepts, clause, concepts, last)
    addFields(features.fields, clause, concepts, fieldsOf(clause.tokens, read.lang))
    previous = addFlow(features.concepts, previous, concepts)
  }
  addShape(features.shape, read)
  return features
}

/** Features of one clause in its surroundings. */
export function clauseFeaturesOf(read: ReadReply, index: number): Features {
  const features = noFeatures()
  const clause = read.clauses[index]
  if (!clause) return features
  const concepts = conceptsOf(clause.tokens, read.lang)
  addCharacters(features.characters, clause)
  addWords(features.words, clause, concepts)
  addConcepts(features.concepts, clause, concepts, index === read.clauses.length - 1)
  addFields(features.fields, clause, concepts, fieldsOf(clause.tokens, read.lang))
  for (const [side, other] of [
    ['<', read.clauses[index - 1]],
    ['>', read.clauses[index + 1]],
  ] as const) {
    if (!other) features.concepts.add(`${side}none`)
    else {
      for (const hit of conceptsOf(other.tokens, read.lang)) features.concepts.add(`${side}${hit.concept}`)
      for (const hit of fieldsOf(other.tokens, read.lang)) features.fields.add(`${side}${hit.field}`)
      features.shape.add(`${side}${other.opener}${other.asks ? '?' : ''}`)
    }
  }
  features.shape.add(`o:${clause.opener}`)
  features.shape.add(`e:${clause.ender}`)
  features.shape.add(clause.asks ? 'asks' : 'tells')
  features.shape.add(`at:${index === 0 ? 'first' : index === read.clauses.length - 1 ? 'last' : 'middle'}`)
  features.shape.add(`n:${Math.min(clause.tokens.length, 6)}`)
  if (read.optOut.clause?.from === clause.from) for (const name of ruleFeatures(read)) features.shape.add(name)
  for (const ground of refusalGrounds(clause)) features.shape.add(`refuses:${ground}`)
  for (const name of namedIn(read, clause)) features.shape.add(name)
  features.shape.add('bias')
  return features
}

/** What extraction found in a clause. */
function namedIn(read: ReadReply, clause: Clause): string[] {
  const stands = (quote: string | null) => {
    const span = spanOfQuote(read, quote)
    return span !== null && span.from < clause.to && span.to > clause.from
  }
  const names: string[] = []
  if (read.redirect.target && stands(read.redirect.evidence)) names.push('names:target')
  if (read.until.date !== null && stands(read.until.evidence)) names.push('names:date')
  return names
}

function addCharacters(into: Set<string>, clause: Clause): void {
  for (const token of clause.tokens) {
    if (token.kind !== 'word') continue
    const word = `#${token.word}#`
    for (let size = 3; size <= 5; size += 1) {
      for (let at = 0; at + size <= word.length; at += 1) into.add(word.slice(at, at + size))
    }
  }
}

/** Index set of the tokens that a negation reaches: a few words after it, inside its clause. */
function negatedTokens(concepts: readonly ConceptHit[], length: number): ReadonlySet<number> {
  const reached = new Set<number>()
  for (const hit of concepts) {
    if (!NEGATORS.has(hit.concept)) continue
    const end = Math.min(length, hit.index + hit.length + NEGATION_REACH)
    for (let i = hit.index + hit.length; i < end; i += 1) reached.add(i)
  }
  return reached
}

function wordOf(word: string, kind: string): string {
  return kind === 'number' ? '<n>' : word
}

function addWords(into: Set<string>, clause: Clause, concepts: readonly ConceptHit[]): void {
  const negated = negatedTokens(concepts, clause.tokens.length)
  const words = clause.tokens.map((token) => wordOf(token.word, token.kind))
  const padded = ['^', ...words, clause.asks ? '?' : '$']
  for (let i = 0; i < words.length; i += 1) {
    into.add(`${negated.has(i) ? '¬' : ''}${words[i]}`)
    into.add(words[i] ?? '')
  }
  for (let i = 0; i + 1 < padded.length; i += 1) {
    into.add(`${padded[i]} ${padded[i + 1]}`)
    if (i + 2 < padded.length) into.add(`${padded[i]} ${padded[i + 1]} ${padded[i + 2]}`)
  }
}

function moodOf(clause: Clause): string {
  if (clause.opener === 'condition') return 'if'
  return clause.asks ? 'asks' : clause.opener === 'none' || clause.opener === 'cause' ? 'tells' : clause.opener
}

function addConcepts(into: Set<string>, clause: Clause, concepts: readonly ConceptHit[], last: boolean): void {
  const negated = negatedTokens(concepts, clause.tokens.length)
  const mood = moodOf(clause)
  const marks = concepts.map((hit) => `${negated.has(hit.index) ? '¬' : ''}${hit.concept}`)
  const seen = marks.filter((_, i) => !CLOSED_CONCEPTS.has(concepts[i]?.concept ?? ''))
  for (let i = 0; i < marks.length; i += 1) {
    const mark = marks[i] ?? ''
    into.add(mark)
    into.add(`${mood}:${mark}`)
    if (last) into.add(`last:${mark}`)
    if (concepts[i]?.index === 0) into.add(`^${mark}`)
  }
  for (let i = 0; i < seen.length; i += 1) {
    for (let j = i + 1; j < seen.length; j += 1) into.add(`${seen[i]}…${seen[j]}`)
    if (i + 1 < seen.length) {
      into.add(`${seen[i]} ${seen[i + 1]}`)
      into.add(`${mood}:${seen[i]} ${seen[i + 1]}`)
    }
    if (i + 2 < seen.length) into.add(`${seen[i]} ${seen[i + 1]} ${seen[i + 2]}`)
  }
  into.add(`=${[...new Set(seen)].slice(0, 5).join('+')}`)
}

function addFields(
  into: Set<string>,
  clause: Clause,
  concepts: readonly ConceptHit[],
  fields: readonly FieldHit[],
): void {
  const negated = negatedTokens(concepts, clause.tokens.length)
  const mood = moodOf(clause)
  const marks = [...new Set(fields.map((hit) => `${negated.has(hit.index) ? '¬' : ''}${hit.field}`))]
  for (const [i, mark] of marks.entries()) {
    into.add(mark)
    into.add(`${mood}:${mark}`)
    for (const other of marks.slice(i + 1)) into.add(`${mark}…${other}`)
    for (const { concept } of concepts) if (!CLOSED_CONCEPTS.has(concept)) into.add(`${concept}&${mark}`)
  }
}

function addFlow(into: Set<string>, previous: string, concepts: readonly ConceptHit[]): string {
  const seen = concepts.filter((hit) => !CLOSED_CONCEPTS.has(hit.concept))
  const first = seen[0]?.concept
  if (first === undefined) return previous
  into.add(`${previous} / ${first}`)
  return seen.at(-1)?.concept ?? first
}

function bucket(count: number): string {
  return count <= 3 ? String(count) : count <= 6 ? '4-6' : count <= 12 ? '7-12' : count <= 25 ? '13-25' : 'many'
}

function addShape(into: Set<string>, read: ReadReply): void {
  const { clauses } = read
  const words = clauses.reduce((sum, clause) => sum + clause.tokens.length, 0)
  const questions = new Set(clauses.filter((clause) => clause.asks).map((clause) => clause.sentence)).size
  const sentences = (clauses.at(-1)?.sentence ?? -1) + 1
  into.add('bias')
  into.add(`lang:${read.lang}`)
  into.add(`words:${bucket(words)}`)
  into.add(`questions:${bucket(questions)}`)
  if (questions > 0) into.add(questions === sentences ? 'only-questions' : 'also-questions')
  if (clauses.at(-1)?.asks) into.add('ends-asking')
  for (const opener of new Set(clauses.map((clause) => clause.opener))) into.add(`opener:${opener}`)
  for (const kind of ['<email>', '<phone>', '<handle>', '<url>', '<time>', '<money>'])
    if (clauses.some((clause) => clause.tokens.some((token) => token.word === kind))) into.add(kind)
  const { target } = read.redirect
  if (target) into.add('target')
  for (const detail of ['name', 'email', 'telegram', 'phone'] as const)
    if (target?.[detail]) into.add(`target:${detail}`)
  if (read.until.date !== null) into.add('date')
  if (read.until.timed) into.add('timed')
  for (const clause of clauses) for (const ground of refusalGrounds(clause)) into.add(`refuses:${ground}`)
  for (const name of ruleFeatures(read)) into.add(name)
}

/** What the opt-out rules found, how trustworthy that rule is, and what stands beside it. */
function ruleFeatures({ optOut, clauses, redirect }: ReadReply): string[] {
  if (optOut.refusal) return optOut.clause === clauses.at(-1) ? ['rule:refusal', 'rule:refusal-last'] : ['rule:refusal']
  if (!optOut.explicit || !optOut.clause) return []
  // A demand spelled out word by word is a clause of its own making: told by where it begins.
  const begins = optOut.clause.from
  const at = clauses.findIndex((clause) => clause.from === begins)
  const place = at === clauses.length - 1 ? 'last' : at === 0 ? 'first' : 'middle'
  const names = [
    'rule:explicit',
    `rule:${optOut.rule}`,
    `rule:${/-(?<kind>strong|weak|threat)-/.exec(optOut.rule ?? '')?.groups?.['kind'] ?? 'whole'}`,
    `rule:explicit-${place}`,
  ]
  if (optOut.plain) names.push('rule:plain')
  if (optOut.clause.asks) names.push('rule:asks')
  if (clauses.some((clause) => clause.asks)) names.push('rule:with-question')
  if (redirect.target) names.push('rule:with-target')
  return names
}
