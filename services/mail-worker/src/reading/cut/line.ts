/**
 * Where a line of a mail stands before the words are looked at. HTML says it by its structure, plain text by `>`:
 * `new` the writer's or not known yet, `quote` inside a quote that may end again, `history` behind a marker after which
 * nothing is new, `signature` inside an element that mail programs put signatures in.
 */
export type Zone = 'new' | 'quote' | 'history' | 'signature'

/** One line of a mail. */
export interface Line {
  readonly text: string
  readonly zone: Zone
  /** A ruled line of the HTML: separates history when headers follow, is decoration otherwise. */
  readonly rule?: boolean
  /** Set apart by the writer, perhaps: a bare `<blockquote>`, or one as Gmail's quote button makes it. */
  readonly aside?: 'bare' | 'gmail'
}

/** The line without quote marks, decoration and invisible characters: what patterns are tried on. */
export function bareText(text: string): string {
  return text
    .replace(/^[\s>|]{0,40}/, '')
    .replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u202f\u2000-\u200a\u3000]/g, ' ')
    .trim()
}

/** Plain text as lines; a line that begins with `>` is a quote, the armour of PGP is signature. */
export function plainLines(text: string): Line[] {
  let armour: 'none' | 'head' | 'block' = 'none'
  return text.split(/\r\n|\n|\r/).map((raw) => {
    const line = raw.trimEnd()
    if (line === '-----BEGIN PGP SIGNED MESSAGE-----') armour = 'head'
    else if (/^-----BEGIN PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-----$/.test(line)) armour = 'block'
    const zone: Zone = armour !== 'none' ? 'signature' : isMarked(line) ? 'quote' : 'new'
    // The head of a signed message ends with a blank line, a signature with a line of its own.
    if ((armour === 'head' && line === '') || /^-----END PGP/.test(line)) armour = 'none'
    return { text: line, zone }
  })
}

/** `>From ` is how mailboxes escape a line that begins with From; `>:(` and `>>> … <<<` are writing. */
function isMarked(line: string): boolean {
  if (!/^\s{0,3}>/.test(line)) return false
  return !/^>From |^\s*>[\s>]*[^>]{0,200}<+\s*$|^\s*>[:;=]-?[()DP|]+\s*$/.test(line.slice(0, 300))
}
