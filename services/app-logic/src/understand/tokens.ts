import type { FoldedText } from './fold-text.ts'
import { respell } from './respell.ts'

/** A word or mark of a folded text. One written word may give several tokens ("don't" is "do" and "not"). */
export interface Token {
  /** Comparable form; details become placeholders such as `<email>`. */
  readonly word: string
  /** Offsets in the folded text. */
  readonly from: number
  readonly to: number
  readonly kind: 'word' | 'number' | 'detail' | 'mark'
}

const TOKEN = new RegExp(
  [
    '(?<email>[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)',
    '(?<url>https?://\\S+|www\\.\\S+|(?:t\\.me|wa\\.me)/\\S+)',
    '(?<handle>@[a-z][a-z0-9_]{3,31})',
    '(?<phone>\\+?\\d[\\d ().-]{7,17}\\d)',
    '(?<money>[$€₽£]\\s?\\d[\\d.,]*|\\d[\\d.,]*\\s?(?:[$€₽£]|руб|usd|eur|mxn))',
    '(?<percent>\\d+\\s?%)',
    '(?<time>\\d{1,2}[:.]\\d{2}(?:\\s?[ap]\\.?m\\b)?|\\d{1,2}\\s?[ap]\\.?m\\b|\\d{1,2}h\\b)',
    '(?<number>\\d+)',
    "(?<word>\\p{L}+(?:'\\p{L}+)*)",
    '(?<sign>[🛑🚫⛔🖕✋])',
    '(?<mark>\\.{2,}|[?!.,;:()\\[\\]"/*\\n\\-—]|\\p{Extended_Pictographic})',
  ].join('|'),
  'gu',
)

const DETAIL_GROUPS = ['email', 'url', 'handle', 'phone', 'money', 'percent', 'time'] as const

// Written shorter than meant: contractions of speech and of messengers.
const EXPANDED: Readonly<Record<string, readonly string[]>> = {
  cannot: ['can', 'not'],
  cant: ['can', 'not'],
  ненадо: ['не', 'надо'],
  ненужно: ['не', 'нужно'],
  "can't": ['can', 'not'],
  "won't": ['will', 'not'],
  wont: ['will', 'not'],
  dont: ['do', 'not'],
  doesnt: ['does', 'not'],
  didnt: ['did', 'not'],
  isnt: ['is', 'not'],
  wasnt: ['was', 'not'],
  havent: ['have', 'not'],
  wouldnt: ['would', 'not'],
  shouldnt: ['should', 'not'],
  arent: ['are', 'not'],
  im: ['i', 'am'],
  ive: ['i', 'have'],
  gonna: ['going', 'to'],
  wanna: ['want', 'to'],
  gotta: ['got', 'to'],
  gimme: ['give', 'me'],
  lemme: ['let', 'me'],
  lets: ['let', 'us'],
  "let's": ['let', 'us'],
  pls: ['please'],
  plz: ['please'],
  pleas: ['please'],
  thx: ['thanks'],
  tks: ['thanks'],
  tnx: ['thanks'],
  msg: ['message'],
  msgs: ['messages'],
  ppl: ['people'],
  mtg: ['meeting'],
  fri: ['friday'],
  thurs: ['thursday'],
  tmrw: ['tomorrow'],
  пож: ['пожалуйста'],
  пжл: ['пожалуйста'],
  пж: ['пожалуйста'],
  плиз: ['пожалуйста'],
  пжлст: ['пожалуйста'],
  спс: ['спасибо'],
  щас: ['сейчас'],
  ща: ['сейчас'],
  ur: ['your'],
  yr: ['your'],
  u: ['you'],
  w: ['with'],
  frm: ['from'],
  нету: ['нет'],
  чо: ['что'],
  че: ['что'],
  скок: ['сколько'],
  ваще: ['вообще'],
  q: ['que'],
  xq: ['porque'],
  pq: ['porque'],
  porfa: ['por', 'favor'],
  porfavor: ['por', 'favor'],
  xfa: ['por', 'favor'],
  xfavor: ['por', 'favor'],
  tb: ['tambien'],
  tmb: ['tambien'],
  del: ['de', 'el'],
  al: ['a', 'el'],
}

const LATIN_TO_CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aceopxykmhtb'].map((letter, index) => [letter, [...'асеорхукмнтв'][index] ?? letter]),
)
const CYRILLIC_TO_LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LATIN_TO_CYRILLIC).map(([latin, cyrillic]) => [cyrillic, latin]),
)

/** Look-alike letters of the other alphabet are undone inside a word that mixes both. */
function inOneAlphabet(word: string): string {
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  if (cyrillic === 0 || cyrillic === word.length) return word
  const table = cyrillic * 2 >= word.length ? LATIN_TO_CYRILLIC : CYRILLIC_TO_LATIN
  return [...word].map((letter) => table[letter] ?? letter).join('')
}

function wordsOf(written: string): readonly string[] {
  const known = EXPANDED[written]
  if (known) return known
  if (!written.includes("'")) return [respell(inOneAlphabet(written))]
  if (written.endsWith("n't")) return [written.slice(0, -3), 'not']
  const [head = '', ...tail] = written.split("'")
  return [head, ...tail.map((part) => TAILS[part] ?? part)].filter((part) => part !== '')
}

const TAILS: Readonly<Record<string, string>> = { ll: 'will', m: 'am', re: 'are', ve: 'have', d: 'would' }

/** Splits folded text into tokens, in order. */
export function tokenize(folded: FoldedText): Token[] {
  const tokens: Token[] = []
  for (const hit of folded.text.matchAll(TOKEN)) {
    const from = hit.index
    const to = from + hit[0].length
    const groups = hit.groups ?? {}
    const detail = DETAIL_GROUPS.find((name) => groups[name] !== undefined)
    if (detail) tokens.push({ word: `<${detail}>`, from, to, kind: 'detail' })
    else if (groups.number !== undefined) tokens.push({ word: hit[0], from, to, kind: 'number' })
    else if (groups.sign !== undefined) tokens.push({ word: hit[0], from, to, kind: 'word' })
    else if (groups.mark !== undefined) tokens.push({ word: hit[0], from, to, kind: 'mark' })
    else for (const word of wordsOf(hit[0])) tokens.push({ word, from, to, kind: 'word' })
  }
  return tokens
}
