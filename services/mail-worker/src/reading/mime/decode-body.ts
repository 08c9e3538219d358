import { readingLimits } from '../limits.ts'
import { decodeCharset } from './decode-charset.ts'
import type { MimePart, MimeTree } from './mime-tree.ts'
import { decodeUuencode } from './uuencode.ts'

/** Bytes of a part behind its transfer encoding (RFC 2045 §6), at most `maxBytes` of them encoded. */
export function decodeBytes(tree: MimeTree, part: MimePart, maxBytes: number = tree.bytes.length): Buffer {
  const raw = tree.bytes.subarray(part.start, Math.max(part.start, Math.min(part.end, part.start + maxBytes)))
  if (part.encoding === 'base64') return isProse(raw) ? raw : Buffer.from(raw.toString('latin1'), 'base64')
  if (uuencodings.has(part.encoding)) return decodeUuencode(raw.toString('latin1')) ?? raw
  if (part.encoding === 'quoted-printable') return decodeQuotedPrintable(raw)
  return raw
}

const uuencodings = new Set(['x-uuencode', 'uuencode', 'x-uue', 'uue'])

/** Words with blanks between them in the first line of what calls itself base64: the label is wrong. */
function isProse(raw: Buffer): boolean {
  const start = raw.toString('latin1', 0, 1_000).trimStart()
  return /^\S+[ \t]+\S+[ \t]+\S/.test(start.slice(0, start.search(/[\r\n]|$/)))
}

/** Decoded size of a part, without decoding it where arithmetic will do. */
export function decodedSize(tree: MimeTree, part: MimePart): number {
  const length = Math.max(0, part.end - part.start)
  if (part.encoding === 'base64')
    return Buffer.byteLength(
      tree.bytes.toString('latin1', part.start, part.end).replace(/[^A-Za-z0-9+/]/g, ''),
      'base64',
    )
  return part.encoding === 'quoted-printable' ? decodeBytes(tree, part).length : length
}

/** Text of a text part: transfer encoding, charset and format=flowed (RFC 3676) undone. */
export function decodeText(tree: MimeTree, part: MimePart): string {
  const limit = part.contentType === 'text/html' ? readingLimits.htmlCharacters : readingLimits.textCharacters
  const bytes = decodeBytes(tree, part, limit * 4)
  const text = decodeCharset(bytes, part.params['charset'] ?? null)
    .slice(0, limit)
    .replace(/\r\n?/g, '\n')
  const isFlowed = part.contentType === 'text/plain' && /^flowed$/i.test(part.params['format'] ?? '')
  return isFlowed ? unflow(text, /^yes$/i.test(part.params['delsp'] ?? '')) : text
}

/**
 * Joins the soft line breaks of format=flowed (RFC 3676 §4). Lines of different quote depth are never joined
 * (§4.5): a sloppy sender would otherwise have the answer swallowed by the quote above it.
 */
function unflow(text: string, delSp: boolean): string {
  const paragraphs: string[][] = []
  let depth = -1
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)?.[0] ?? ''
    const content = line.slice(marks.length).replace(/^ /, '')
    const open = paragraphs.at(-1)
    const last = open?.at(-1)
    if (open && last !== undefined && marks.length === depth && isSoft(open, last, content)) {
      if (delSp) open[open.length - 1] = last.slice(0, -1)
      open.push(content)
    } else {
      paragraphs.push([marks.length > 0 ? `${marks} ` : '', content])
      depth = marks.length
    }
  }
  return paragraphs.map((pieces) => pieces.join('')).join('\n')
}

function isSoft(open: readonly string[], last: string, next: string): boolean {
  const isSignatureMark = open.length === 2 && last === '-- '
  return last.endsWith(' ') && !isSignatureMark && next !== '-- '
}

/** Quoted-printable in one pass; a stray `=` stays as it is. */
function decodeQuotedPrintable(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length)
  let length = 0
  for (let i = 0; i < raw.length; i += 1) {
    const byte = raw[i] ?? 0
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const soft = softBreakLength(raw, i + 1)
    if (soft > 0) {
      i += soft
      continue
    }
    const value = hexPair(raw[i + 1], raw[i + 2])
    if (value < 0) {
      out[length++] = byte
      continue
    }
    out[length++] = value
    i += 2
  }
  return out.subarray(0, length)
}

/** Length of the line end behind a `=`, blanks before it included; 0 when it is no soft break. */
function softBreakLength(raw: Buffer, from: number): number {
  let at = from
  while (at < from + 40 && (raw[at] === 0x20 || raw[at] === 0x09)) at += 1
  if (raw[at] === 0x0d && raw[at + 1] === 0x0a) return at + 2 - from
  return raw[at] === 0x0a ? at + 1 - from : 0
}

function hexPair(high: number | undefined, low: number | undefined): number {
  const digits = String.fromCharCode(high ?? 0x20, low ?? 0x20)
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : -1
}
