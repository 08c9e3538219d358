/**
 * Text made comparable: lower case, no accents, no invisible characters, no chat-template tokens.
 * Every folded character remembers where it stood, so that a match can be quoted verbatim.
 */
export interface FoldedText {
  /** The text as the prospect wrote it. */
  readonly source: string
  readonly text: string
  /** `at[i]` is the offset in `source` of folded character `i`; one more entry marks the end. */
  readonly at: readonly number[]
}

/** Longest text that is read; a reply that goes on beyond it is a paste, and its head decides. */
export const MAX_READ_CHARACTERS = 20_000

// Control tokens of chat templates (Qwen, Llama, Mistral, Gemma): they are never words of a person.
const TEMPLATE_TOKENS =
  /<\|[^|<>\n]{1,40}\|>|<\/?(?:s|start_of_turn|end_of_turn|think|tool_call|system|assistant|user)>|\[\/?INST\]|<<\/?SYS>>/giu

const COMBINING_MARK = /\p{M}/u
// Zero-width and bidirectional controls, soft hyphen, and C0/C1 but for tab and line ends.
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u

const SAME_AS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '—',
  '−': '-',
  '‑': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\t': ' ',
  '\r': '\n',
  '…': '.',
  ё: 'е',
  ß: 's',
}

const foldedCharacters = new Map<string, string>()

function foldCharacter(character: string): string {
  const known = foldedCharacters.get(character)
  if (known !== undefined) return known
  const folded = computeFold(character)
  if (foldedCharacters.size < 4096) foldedCharacters.set(character, folded)
  return folded
}

function computeFold(character: string): string {
  if (INVISIBLE.test(character) || CONTROL.test(character)) return ''
  const lower = character.toLowerCase()
  const same = SAME_AS[lower]
  if (same !== undefined) return same
  if (lower === 'й') return 'й'
  // NFKD also undoes full-width and mathematical letters, a common way around filters.
  const plain = lower.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain === '' && !COMBINING_MARK.test(character) ? lower : plain
}

function templateSpans(source: string): Array<readonly [number, number]> {
  if (!source.includes('<') && !source.includes('[')) return []
  return [...source.matchAll(TEMPLATE_TOKENS)].map((hit) => [hit.index, hit.index + hit[0].length] as const)
}

/**
 * Folds a reply for matching.
 *
 * @param source the reply; at most {@link MAX_READ_CHARACTERS} of it are read
 */
export function foldText(source: string): FoldedText {
  const spans = templateSpans(source)
  const at: number[] = []
  let text = ''
  let nextSpan = 0
  let offset = 0
  const end = Math.min(source.length, MAX_READ_CHARACTERS)
  while (offset < end) {
    const span = spans[nextSpan]
    if (span && offset === span[0]) {
      // What stands on either side of a forged turn is not one sentence.
      text += '.'
      at.push(offset)
      offset = span[1]
      nextSpan += 1
      continue
    }
    const character = String.fromCodePoint(source.codePointAt(offset) ?? 32)
    const previous = text.charAt(text.length - 1)
    // A decomposed й is и with a breve: folded away it would become another letter.
    const folded = character === '\u0306' && previous === 'и' ? '' : foldCharacter(character)
    if (character === '\u0306' && previous === 'и') text = `${text.slice(0, -1)}й`
    for (let i = 0; i < folded.length; i += 1) at.push(offset)
    text += folded
    offset += character.length
  }
  at.push(end)
  return { source, text, at }
}

/** The verbatim part of the source between two folded offsets, trimmed. */
export function quoteOf(folded: FoldedText, from: number, to: number): string {
  return folded.source.slice(folded.at[from] ?? 0, folded.at[to] ?? folded.source.length).trim()
}
