import { readingLimits } from '../limits.ts'
import { isClientFooter } from './client-footer.ts'
import { isInitialsOf, isNameOf, isOnlyNameOf, type OwnNames } from './own-name.ts'
import {
  besideClosing,
  isBlock,
  isClosing,
  isNameShaped,
  isShort,
  isTeam,
  leadsToName,
  looksSigned,
} from './signature-block.ts'
import { disclaimerStart } from './signature-words.ts'
import { addressPattern } from './word-patterns.ts'

/** The delimiter of RFC 3676 §4.3 and what people make of it. */
const delimiter = /^\s{0,3}(?:--|—|––|\*--\*)\s*$/
/** A longer rule delimits only what looks like a signature. */
const ruled = /^\s{0,3}[-_=*~—–]{3,100}\s*$/
/** Behind it the writer goes on. */
const postscript = /^\s{0,3}(?:p\.?\s?s\.?|p\.\s?p\.\s?s\.?|з\.?ы\.?)\s?[.:,–—-]{0,2}\s+\S/iu

/**
 * Cuts the signature off a run of the writer's lines; what is not sure stays in the text, and so does a postscript.
 *
 * @param isLater The writer has said something before this run (above a quote), so it may be all signature.
 */
export function cutSignature(
  lines: readonly string[],
  names: OwnNames,
  isLater = false,
): { text: string[]; signature: string[] } {
  const { start, postscripts } = signatureSpan(lines, names, isLater)
  const text: string[] = []
  const footers: string[] = []
  const signature: string[] = []
  lines.forEach((line, at) => {
    if (postscripts.from <= at && at < postscripts.to) text.push(line)
    else if (at >= start) signature.push(line)
    else if (at >= clientFooterReach && at < lines.length - clientFooterReach) text.push(line)
    else (isClientFooter(line) ? footers : text).push(line)
  })
  return { text, signature: [...footers, ...signature] }
}

/** Lines at the top and at the bottom of the writer's words among which programs put their footer. */
const clientFooterReach = 100

interface SignatureSpan {
  /** Index of the first line of the signature; the number of lines when there is none. */
  readonly start: number
  readonly postscripts: { readonly from: number; readonly to: number }
}

function signatureSpan(lines: readonly string[], names: OwnNames, isLater: boolean): SignatureSpan {
  const end = disclaimerIndex(lines)
  const from = postscriptIndex(lines, end)
  const delimited = delimiterIndex(lines, end, isLater, names)
  // A postscript below the delimiter is a part of what stands there in every mail.
  const isBelow = delimited >= 0 && delimited < from && delimiter.test(lines[delimited] ?? '')
  const bottom = filledEnd(lines, isBelow || from === end ? (delimited >= 0 ? delimited : end) : from)
  const block = blockIndex(lines, bottom, names)
  const fallback = delimited >= 0 ? delimited : end
  return {
    start: block >= 0 ? block : fallback,
    postscripts: isBelow || from === end ? { from: 0, to: 0 } : { from, to: end },
  }
}

function postscriptIndex(lines: readonly string[], end: number): number {
  for (let at = Math.max(1, end - readingLimits.signatureLines); at < end; at += 1) {
    if (postscript.test((lines[at] ?? '').slice(0, 100))) return at
  }
  return end
}

/** Index behind the last line before `end` that is neither blank nor the footer of a program. */
function filledEnd(lines: readonly string[], end: number): number {
  let at = end
  const reach = end - clientFooterReach
  while (at > Math.max(0, reach) && (!isFilled(lines[at - 1] ?? '') || isClientFooter(lines[at - 1] ?? ''))) at -= 1
  return at
}

function delimiterIndex(lines: readonly string[], end: number, isLater: boolean, names: OwnNames): number {
  for (let at = Math.max(0, end - readingLimits.signatureLines - 1); at < end; at += 1) {
    const line = lines[at] ?? ''
    if (!isLater && !hasWords(lines, 0, at)) continue
    if (delimiter.test(line) || isDashedName(lines, at, end)) return at
    if (!ruled.test(line)) continue
    const below = lines.slice(at + 1, end).filter(isFilled)
    if (looksSigned(below, true) || (below.length <= ruledLines && isNameOf(below[0] ?? '', names))) return at
  }
  return -1
}

/** Lines that a rule above the sender's name may divide off, mottoes included. */
const ruledLines = 10

/** "--Peter", "-Peter" at the very end, or above a few short lines; never an item of a list. */
function isDashedName(lines: readonly string[], at: number, end: number): boolean {
  if (!/^\s{0,3}[-–—]{1,2}\s?\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){0,2}\s*$/u.test(lines[at] ?? '')) return false
  const below = lines.slice(at + 1, end).filter(isFilled)
  const isDouble = /^\s{0,3}(?:--|—|–)/.test(lines[at] ?? '')
  return !isListed(lines, at, end) && below.length <= (isDouble ? 5 : 0) && below.every(isShort)
}

/** A dash or a bullet before words; a star at both ends is bold. */
const listItem = /^\s*(?:[-–—•]\s?[^\s-]|\*\s*(?!.*\*\s*$)\S)/

/** Do other lines near it begin with a dash or a bullet? */
function isListed(lines: readonly string[], at: number, end: number): boolean {
  const first = Math.max(0, at - 10)
  return lines.slice(first, end).some((line, index) => first + index !== at && listItem.test(line))
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

/** A block that ends the letter: behind a closing, or under the sender's own name. */
function blockIndex(lines: readonly string[], end: number, names: OwnNames): number {
  const first = Math.max(1, end - readingLimits.signatureLines)
  for (let at = first; at < end; at += 1) {
    const line = lines[at] ?? ''
    if (!isFilled(line) || !hasWords(lines, 0, at)) continue
    const below = lines.slice(at + 1, end).filter(isFilled)
    if (closes(line, below, names) || (signs(line, below, names) && standsApart(lines, at, end))) return at
  }
  return -1
}

/** A closing with ways to reach the writer, or with the sender's own name. */
function closes(line: string, below: readonly string[], names: OwnNames): boolean {
  const beside = besideClosing(line)
  if (beside !== null && (isOnlyNameOf(beside, names) || isInitialsOf(beside, names, true))) {
    return below.length === 0 || isBlock(below)
  }
  if (below.length === 0 || !isBlock(below)) return false
  const named = below[0] ?? ''
  if (leadsToName(line) && (isNameOf(named, names) || isInitialsOf(named, names, true))) return true
  if (!isClosing(line) && !(beside !== null && /^\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2}$/u.test(beside)))
    return false
  if (namesAnother(below, names)) return false
  return looksSigned(below, false) || (names.address !== null && isSignedByOffice(below))
}

/** A person of an office that the mail comes from, with a rank or a company below; or "The … Team". */
function isSignedByOffice(below: readonly string[]): boolean {
  const named = below[0] ?? ''
  return isNameShaped(named) && (below.length >= 2 || isTeam(named))
}

/** The sender's name, alone or above ways to reach them. */
function signs(line: string, below: readonly string[], names: OwnNames): boolean {
  if (below.length === 0)
    return isOnlyNameOf(line, names) || isInitialsOf(line, names, false) || isDividedName(line, names)
  if (!isBlock(below) || !isNameOf(line, names)) return false
  return looksSigned(below, true) || (isOnlyNameOf(line, names) && below.length <= 4)
}

/** "Peter Olsen - Shop Ltd - 01234 567890" */
function isDividedName(line: string, names: OwnNames): boolean {
  return isNameOf(line, names) && looksSigned([line], true)
}

/** An address of somebody else under a closing may be the colleague we are sent to: that stays in the text. */
function namesAnother(block: readonly string[], names: OwnNames): boolean {
  if (names.address === null) return false
  const found = block.flatMap((line) => addressPattern.exec(line)?.[0].toLowerCase() ?? [])
  return found.some((address) => address !== names.address) && !block.slice(0, 2).some((line) => isNameOf(line, names))
}

/** Words that ask for what comes next: a name behind them is the answer. */
const unfinished = /(?:[:,;(–-]|(?<!\p{L})(?:to|is|are|for|at|with|and|or|by|from|of|as|the|ask|это|зовут|к|с|и))$/iu

/** A name begins a block only behind a blank line, a closing or the end of a sentence, and never what was announced. */
function standsApart(lines: readonly string[], at: number, end: number): boolean {
  if (listItem.test(lines[at] ?? '') && isListed(lines, at, end)) return false
  const before = (lines[at - 1] ?? '').trim()
  if (isClosing(before)) return true
  if (isParting(lines, at)) return true
  const above = (lines.slice(Math.max(0, at - 4), at).findLast(isFilled) ?? '').trim()
  if (partingAtEnd.test(above.slice(-30))) return true
  return !unfinished.test(above.slice(-40)) && (before === '' || /[.!?)]$/.test(before))
}

/** "… by noon? Thanks,": the closing shares the line with the words before it. */
const partingAtEnd =
  /[.!?]\s+(?:many )?(?:thanks|thank you|thx|regards|cheers|best|спасибо|gracias|danke|merci)[,!]?$/iu

/** "Hope this helps," in a paragraph of its own leads to the name; the words themselves are the writer's. */
function isParting(lines: readonly string[], at: number): boolean {
  const before = (lines[at - 1] ?? '').trim()
  return /,$/.test(before) && before.length < 60 && at > 2 && !isFilled(lines[at - 2] ?? '')
}

function hasWords(lines: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isFilled(lines[at] ?? '')) return true
  return false
}

function isFilled(line: string): boolean {
  return line.trim() !== ''
}
