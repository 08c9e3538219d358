/**
 * A reply cut into tokens: words, numbers, dates written in figures, clock times, marks.
 * Addresses and sums of money are one opaque token each, so that no date is read out of them.
 */
import { fold } from './fold.ts'

export type TokenKind = 'word' | 'number' | 'ordinal' | 'date' | 'clock' | 'opaque' | 'mark' | 'stop' | 'dash'

export interface Token {
  readonly kind: TokenKind
  /** Folded, see `fold`. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** First letter is a capital in the text as written. */
  readonly capital: boolean
}

const SHAPES: readonly (readonly [TokenKind, string])[] = [
  [
    'opaque',
    String.raw`https?:\/\/[^\s<>]+|www\.[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{3,}|(?:t\.me|wa\.me|linkedin\.com)\/\S+`,
  ],
  [
    'opaque',
    String.raw`\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s?\d{3}[- ]?\d{2}[- ]?\d{2}|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b[78][ (-]*\d{3}[) -]*\d{3}[ -]\d{2}[ -]\d{2}\b`,
  ],
  [
    'opaque',
    String.raw`[$€£₽]\s?\d[\d.,]*\s?[kкmм]?\b|\d[\d.,\s]*\d?\s?(?:[$€£₽%]|(?:eur|usd|rub|mxn|руб|тыс|млн|euros?|dollars?|k)(?![\p{L}\p{N}]))`,
  ],
  ['date', String.raw`\b\d{4}-\d{1,2}-\d{1,2}\b`],
  ['date', String.raw`\b\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})\b|\b\d{1,2}[./]\d{1,2}\b(?![:.,]?\d)(?!\s?(?:%|am|pm))`],
  [
    'clock',
    String.raw`\b\d{1,2}(?:[:h]\d{2}|[.:]\d{2}(?=\s?(?:am|pm|h|hs|hrs|час|msk|мск|cet|utc|gmt)(?![\p{L}\p{N}])))(?:\s?(?:a\.?m\.?|p\.?m\.?)(?![\p{L}\p{N}]))?|\b\d{1,2}\s?(?:a\.?m|p\.?m)(?![\p{L}\p{N}])\.?`,
  ],
  [
    'ordinal',
    String.raw`\b\d{1,2}\s?(?:st|nd|rd|th)\b|\d{1,2}-?(?:го|ое|ого|ому|му|е|ый|ий|й|ым|м|ей|я)(?![\p{L}\p{N}])|\b\d{1,2}\s?[ºª°]`,
  ],
  ['number', String.raw`\b\d+(?:[.,]\d+)?`],
  ['word', String.raw`[\p{L}]+(?:'[\p{L}]+)*\d?|[\p{L}\p{N}]+`],
  [
    'stop',
    String.raw`(?<!(?:^|[^\p{L}])(?:след|мес|нед|кв|янв|фев|февр|апр|авг|сент|окт|нояб|дек|прибл|пр|approx|jan|feb|apr|aug|sept|oct|nov|dec|prox|sem|aprox|wk|qtr))[.!?…]+(?=\s|$|["»”)])|\n|;|:\)|\)+(?=\s+\p{Lu})`,
  ],
  ['dash', '[-–—]+'],
  ['mark', '[,:()]'],
]

const PATTERN = new RegExp(SHAPES.map(([, source], index) => `(?<s${index}>${shared(source, index)})`).join('|'), 'giu')

// Back-references count groups over the whole alternation, so the separator group gets a name of its own.
function shared(source: string, index: number): string {
  return source.replace('([./-])', `(?<sep${index}>[./-])`).replace(String.raw`\1`, String.raw`\k<sep${index}>`)
}

/** Cuts a text into tokens; white space and other characters fall between them. */
export function tokenize(text: string): Token[] {
  const folded = fold(text)
  const tokens: Token[] = []
  for (const match of folded.matchAll(PATTERN)) {
    const start = match.index
    const first = text.charAt(start)
    tokens.push({
      kind: kindOf(match.groups),
      text: match[0],
      start,
      end: start + match[0].length,
      capital: first !== first.toLowerCase(),
    })
  }
  return tokens
}

function kindOf(groups: Record<string, string | undefined> | undefined): TokenKind {
  const index = SHAPES.findIndex((_, shape) => groups?.[`s${shape}`] !== undefined)
  return SHAPES[index]?.[0] ?? 'word'
}
