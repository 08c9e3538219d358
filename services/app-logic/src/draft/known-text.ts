import type { Quantity } from './mentions/quantities.ts'
import { readText, type TextReading } from './mentions/read-text.ts'
import { topicsOf } from './topics.ts'

/** A number of the evidence with what its sentence is about. */
export interface KnownQuantity extends Quantity {
  readonly topics: ReadonlySet<string>
  /** Said by the prospect: what they name as a price is their word, not ours. */
  readonly inbound: boolean
}

const AHEAD =
  '(?<!\\p{L})(?:через|на|спустя|in|within|for|after|of|dentro de|en|durante|de)\\s+(?:the\\s+|a\\s+|an\\s+|one\\s+|one full\\s+|una?\\s+|одн[уо]\\s+|один\\s+)?'
const LONE_SPAN: ReadonlyArray<readonly [RegExp, 'minute' | 'month', number]> = (
  [
    ['час|hour|hora', 'minute', 60],
    ['день|сутки|day|dia', 'minute', 1440],
    ['недел[юи]|week|semana', 'minute', 10_080],
    ['месяц|month|mes', 'month', 1],
    ['год|year|ano', 'month', 12],
  ] as const
).map(([names, unit, value]) => [new RegExp(`${AHEAD}(?:${names})(?!\\p{L})`, 'u'), unit, value])

/** A text of the evidence, read. */
export interface KnownText {
  readonly reading: TextReading
  readonly quantities: readonly KnownQuantity[]
}

// The same facts stand behind every draft of a campaign: they are read once.
const knownTexts = new Map<string, KnownText>()
const MOST_TEXTS = 500

/** Reads a text of the evidence. */
export function readOnce(text: string): KnownText {
  const seen = knownTexts.get(text)
  if (seen !== undefined) return seen
  const reading = readText(text)
  const known = { reading, quantities: quantitiesIn(reading) }
  if (knownTexts.size >= MOST_TEXTS) knownTexts.clear()
  knownTexts.set(text, known)
  return known
}

function quantitiesIn(reading: TextReading): KnownQuantity[] {
  return [
    ...reading.quantities.map((each) => ({
      ...each,
      topics: topicsOf(sentenceAt(reading.flat, each.from)),
      inbound: false,
    })),
    ...impliedSpans(reading),
  ]
}

/** The sentence around an offset. */
function sentenceAt(flat: string, at: number): string {
  const start = Math.max(...['. ', '! ', '? ', '\n', '; '].map((end) => flat.lastIndexOf(end, at - 1) + 1))
  const length = flat.slice(at).search(/[.!?;]\s|\n/)
  return flat.slice(start, length < 0 ? undefined : at + length)
}

/** "In a week", "на неделю": one of them. */
function impliedSpans({ flat }: TextReading): KnownQuantity[] {
  return LONE_SPAN.flatMap(([pattern, unit, value]) => {
    const hit = pattern.exec(flat)
    if (hit === null) return []
    const place = { from: hit.index, to: hit.index + hit[0].length, after: '' }
    return [
      {
        ...place,
        values: [value],
        unit,
        currency: null,
        period: null,
        topics: topicsOf(sentenceAt(flat, hit.index)),
        inbound: false,
      },
    ]
  })
}
