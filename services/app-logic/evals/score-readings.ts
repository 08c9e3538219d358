import { INTENTS, type Intent, type Language, type RedirectTarget } from '@outrider/shared/domain'
import type { Example } from '../src/training/dataset.ts'

/** What a brain made of a reply, as the evaluation needs it. */
export interface Judged {
  readonly intents: readonly Intent[]
  readonly explicitOptOut: boolean
  readonly redirect: RedirectTarget | null
  readonly until: string | null
  /** Milliseconds the reading took. */
  readonly ms: number
}

/** Precision, recall and their harmonic mean; `support` is how often it was labelled. */
export interface Measure {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
}

/** Figures of a set of replies. Shares are between 0 and 1, `null` where nothing was to be measured. */
export interface Scores {
  readonly count: number
  readonly exactSet: number
  readonly macroF1: number
  readonly intents: Readonly<Record<Intent, Measure>>
  readonly explicitOptOut: Measure
  /** All details exact, among replies labelled with a redirect that gives details. */
  readonly redirect: number | null
  /** The labelled date, among replies labelled with one. */
  readonly until: number | null
  /** Within three days of it: "in a couple of weeks" has no one right day. */
  readonly untilWithinThreeDays: number | null
}

/** Figures of all replies, and of each language by itself. */
export interface Evaluation {
  readonly all: Scores
  readonly byLanguage: Readonly<Partial<Record<Language, Scores>>>
  readonly msP50: number
  readonly msP95: number
  readonly confusions: readonly Confusion[]
}

/** A reply that was read otherwise than labelled. */
export interface Confusion {
  readonly id: string
  readonly lang: Language
  readonly text: string
  readonly expected: string
  readonly found: string
}

const DAY_MS = 86_400_000

/** Compares readings with labels; both in the same order. */
export function evaluate(examples: readonly Example[], judged: readonly Judged[]): Evaluation {
  const languages = [...new Set(examples.map((example) => example.lang))].sort()
  const byLanguage: Partial<Record<Language, Scores>> = {}
  for (const lang of languages) {
    const picked = examples.map((_, i) => i).filter((i) => examples[i]?.lang === lang)
    byLanguage[lang] = score(
      picked.flatMap((i) => examples[i] ?? []),
      picked.flatMap((i) => judged[i] ?? []),
    )
  }
  const times = judged.map((one) => one.ms).sort((a, b) => a - b)
  return {
    all: score(examples, judged),
    byLanguage,
    msP50: quantile(times, 0.5),
    msP95: quantile(times, 0.95),
    confusions: examples.flatMap((example, i) => confusionOf(example, judged[i])),
  }
}

function score(examples: readonly Example[], judged: readonly Judged[]): Scores {
  const pairs = examples.flatMap((example, i) => {
    const found = judged[i]
    return found ? [{ example, found }] : []
  })
  const intents = Object.fromEntries(
    INTENTS.map((intent) => [
      intent,
      measure(pairs.map(({ example, found }) => [example.intents.includes(intent), found.intents.includes(intent)])),
    ]),
  ) as Record<Intent, Measure>
  const labelled = INTENTS.filter((intent) => intents[intent].support > 0)
  const withDetails = pairs.filter(({ example }) => example.redirect !== null)
  const withDate = pairs.filter(({ example }) => example.until !== null)
  return {
    count: pairs.length,
    exactSet: share(pairs, ({ example, found }) => sameSet(example.intents, found.intents)) ?? 0,
    macroF1: labelled.reduce((sum, intent) => sum + intents[intent].f1, 0) / Math.max(1, labelled.length),
    intents,
    explicitOptOut: measure(pairs.map(({ example, found }) => [example.explicitOptOut, found.explicitOptOut])),
    redirect: share(withDetails, ({ example, found }) => sameTarget(example.redirect, found.redirect)),
    until: share(withDate, ({ example, found }) => example.until === found.until),
    untilWithinThreeDays: share(withDate, ({ example, found }) => withinDays(example.until, found.until, 3)),
  }
}

function measure(pairs: ReadonlyArray<readonly [boolean, boolean]>): Measure {
  const hits = pairs.filter(([expected, found]) => expected && found).length
  const support = pairs.filter(([expected]) => expected).length
  const claimed = pairs.filter(([, found]) => found).length
  return {
    precision: claimed === 0 ? (support === 0 ? 1 : 0) : hits / claimed,
    recall: support === 0 ? 1 : hits / support,
    f1: support + claimed === 0 ? 1 : (2 * hits) / (support + claimed),
    support,
  }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length
}

function sameSet(a: readonly Intent[], b: readonly Intent[]): boolean {
  return a.length === b.length && a.every((intent) => b.includes(intent))
}

function sameTarget(a: RedirectTarget | null, b: RedirectTarget | null): boolean {
  if (!a || !b) return a === b
  return a.name === b.name && a.email === b.email && handleOf(a) === handleOf(b) && a.phone === b.phone
}

// A link to a handle and the handle are one address.
function handleOf({ telegram }: RedirectTarget): string | null {
  return telegram?.replace(/^.*\/|^@/, '').toLowerCase() ?? null
}

function withinDays(a: string | null, b: string | null, days: number): boolean {
  return a !== null && b !== null && Math.abs(Date.parse(a) - Date.parse(b)) <= days * DAY_MS
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}

function labelOf(intents: readonly Intent[], explicit: boolean): string {
  return `${intents.join('+')}${explicit ? '!' : ''}`
}

function confusionOf(example: Example, found: Judged | undefined): Confusion[] {
  const expected = labelOf(example.intents, example.explicitOptOut)
  const got = found ? labelOf(found.intents, found.explicitOptOut) : 'nothing'
  if (expected === got) return []
  return [{ id: example.id, lang: example.lang, text: example.text, expected, found: got }]
}
