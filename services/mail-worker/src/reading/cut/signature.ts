import { readingLimits } from '../limits.ts'
import { isClientFooter } from './client-footer.ts'
import { closingWords, contactWords, disclaimerStart, phonePattern, titleWords } from './signature-words.ts'
import { addressPattern } from './word-patterns.ts'

/** Who wrote the mail; their name at the end of it is no guess. */
export interface Sender {
  readonly name?: string | null
  readonly address?: string | null
}

/** The delimiter of RFC 3676 §4.3 and what people make of it. */
const delimiter = /^\s{0,3}(?:--|—|––|\*--\*)\s*$/
/** A longer rule delimits only what looks like a signature. */
const ruled = /^\s{0,3}[-_=*~—–]{3,100}\s*$/
const closing = new RegExp(`^\\s{0,4}(?:${closingWords.join('|')})[\\s,.!:;–—-]*$`, 'iu')
const closingWithName = new RegExp(
  `^\\s{0,4}(?:${closingWords.join('|')})\\s*[,.!–—-]\\s*\\p{Lu}[\\p{L}.'’-]*(?:\\s\\p{Lu}[\\p{L}.'’-]*){0,2}\\s*$`,
  'iu',
)

/**
 * Cuts the signature off a run of the writer's lines; what is not sure stays in the text.
 *
 * @param isLater The writer has said something before this run (above a quote), so it may be all signature.
 */
export function cutSignature(
  lines: readonly string[],
  sender: Sender = {},
  isLater = false,
): { text: string[]; signature: string[] } {
  const start = signatureStart(lines, sender, isLater)
  const text: string[] = []
  const footers: string[] = []
  for (const line of lines.slice(0, start)) (isClientFooter(line) ? footers : text).push(line)
  return { text, signature: [...footers, ...lines.slice(start)] }
}

/** Index of the first line of the signature; the number of lines when there is none. */
function signatureStart(lines: readonly string[], sender: Sender, isLater: boolean): number {
  const end = disclaimerIndex(lines)
  const delimited = delimiterIndex(lines, end, isLater)
  if (delimited >= 0) return delimited
  const block = blockIndex(lines, end, sender)
  return block >= 0 ? block : end
}

function delimiterIndex(lines: readonly string[], end: number, isLater: boolean): number {
  for (let at = Math.max(0, end - readingLimits.signatureLines - 1); at < end; at += 1) {
    const line = lines[at] ?? ''
    if (!isLater && !hasWords(lines, 0, at)) continue
    if (delimiter.test(line) || isDashedName(lines, at, end)) return at
    if (ruled.test(line) && looksSigned(lines.slice(at + 1, end).filter(isFilled), true)) return at
  }
  return -1
}

/** "--Peter", "-Peter" at the very end, or above a few short lines; never an item of a list. */
function isDashedName(lines: readonly string[], at: number, end: number): boolean {
  if (!/^\s{0,3}[-–—]{1,2}\s?\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){0,2}\s*$/u.test(lines[at] ?? '')) return false
  const others = lines
    .slice(Math.max(0, at - 10), end)
    .filter((line, index) => isFilled(line) && index !== Math.min(at, 10))
  const below = lines.slice(at + 1, end).filter(isFilled)
  const isDouble = /^\s{0,3}(?:--|—|–)/.test(lines[at] ?? '')
  return !others.some((line) => /^\s*[-–—*•]/.test(line)) && below.length <= (isDouble ? 5 : 0) && below.every(isShort)
}

/** Small print at the end: from its first line on, the rule above it included. */
function disclaimerIndex(lines: readonly string[]): number {
  for (let at = Math.max(0, lines.length - disclaimerLines); at < lines.length; at += 1) {
    if (!disclaimerStart.test((lines[at] ?? '').slice(0, 600)) || !startsParagraph(lines, at)) continue
    if (!hasWords(lines, 0, at)) return lines.length
    return at
  }
  return lines.length
}

/** Lines that a disclaimer in several languages may take. */
const disclaimerLines = 60

function startsParagraph(lines: readonly string[], at: number): boolean {
  const before = lines[at - 1] ?? ''
  return before.trim() === '' || ruled.test(before) || before.length < 60
}

/** A block that ends the letter: behind a closing with ways to reach the writer, or under the sender's own name. */
function blockIndex(lines: readonly string[], end: number, sender: Sender): number {
  const first = Math.max(1, end - readingLimits.signatureLines)
  for (let at = first; at < end; at += 1) {
    const line = lines[at] ?? ''
    if (!isFilled(line) || !hasWords(lines, 0, at)) continue
    const below = lines.slice(at + 1, end).filter(isFilled)
    const isClosing = closing.test(line) || closingWithName.test(line)
    if (isClosing && looksSigned(below, false) && !namesAnother(below, sender)) return at
    if (!isNameOf(line, sender) || !standsApart(lines, at)) continue
    if (below.length > 0 && looksSigned(below, true)) return at
  }
  return -1
}

/** Lines of a signature: short, no sentences, and somewhere a number, an address, a rank or a company. */
function looksSigned(block: readonly string[], isNamed: boolean): boolean {
  if (block.length === 0 || block.length > maxBlockLines) return false
  if (!block.every((line) => isShort(line))) return false
  const contacts = block.filter((line) => isContact(line)).length
  return isNamed ? contacts >= 1 : contacts >= 1 && block.length >= 2
}

const maxBlockLines = 14

function isShort(line: string): boolean {
  const words = line.trim()
  if (words.length > 90 || /[?]$/.test(words)) return false
  const isSentence = words.split(/\s+/).length > 6 && /[.!;:]$/.test(words)
  return !isSentence && !/:\s*$/.test(words)
}

function isContact(line: string): boolean {
  return (
    phonePattern.test(line) ||
    addressPattern.test(line) ||
    /https?:\/\/|\bwww\./i.test(line) ||
    contactWords.test(line) ||
    titleWords.test(line)
  )
}

/** An address of somebody else under a closing may be the colleague we are sent to: that stays in the text. */
function namesAnother(block: readonly string[], sender: Sender): boolean {
  const own = sender.address?.toLowerCase()
  if (!own) return false
  const found = block.flatMap((line) => addressPattern.exec(line)?.[0].toLowerCase() ?? [])
  return found.some((address) => address !== own) && !block.slice(0, 2).some((line) => isNameOf(line, sender))
}

/** Is the line the sender's name, or a part of it, and hardly more? */
function isNameOf(line: string, sender: Sender): boolean {
  const words = line
    .replace(/[*_,.()|/-]+/g, ' ')
    .trim()
    .toLowerCase()
    .split(/\s+/)
  if (words.length > 5) return false
  const names = namesOf(sender)
  const hits = words.filter((word) => names.has(word)).length
  return hits >= 2 || (hits === 1 && words.length <= 2)
}

function namesOf({ name, address }: Sender): Set<string> {
  const local = (address ?? '').split('@')[0] ?? ''
  const parts = `${name ?? ''} ${local.replace(/[._\d-]+/g, ' ')}`.toLowerCase().split(/[\s,."'()]+/)
  return new Set(parts.filter((part) => part.length > 2 && !/^(?:info|mail|sales|office|contact|the|and)$/.test(part)))
}

/** A name begins a block only behind a blank line, a closing or the end of a sentence. */
function standsApart(lines: readonly string[], at: number): boolean {
  const before = (lines[at - 1] ?? '').trim()
  return before === '' || closing.test(before) || /[.!?)]$/.test(before)
}

function hasWords(lines: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isFilled(lines[at] ?? '')) return true
  return false
}

function isFilled(line: string): boolean {
  return line.trim() !== ''
}
