import type { Line } from './line.ts'

/** A quoted line this long may have been broken in two by a program that marks only the first half. */
const wrapAt = 60

/**
 * Gives back to the quote what broken line wrapping tore out of it: a single line between two marked ones that
 * continues the first, or that is nothing but a link. Real answers between quotes stand apart or make sentences.
 */
export function mendWrappedQuotes(lines: readonly Line[]): readonly Line[] {
  let mended: Line[] | null = null
  for (let at = 1; at + 1 < lines.length; at += 1) {
    const [before, line, after] = [lines[at - 1], lines[at], lines[at + 1]]
    if (!before || !line || !after) continue
    if (line.zone !== 'new' || before.zone !== 'quote' || after.zone !== 'quote' || line.text.trim() === '') continue
    if (!continuesQuote(before.text, line.text)) continue
    mended ??= [...lines]
    mended[at] = { ...line, zone: 'quote' }
  }
  return mended ?? lines
}

function continuesQuote(before: string, line: string): boolean {
  const words = line.trim()
  if (words.length > 500) return false
  if (/^\(?<?https?:\/\/\S+$|^\(?<?https?:\/\/\S+[\s)>]+$/.test(words)) return true
  const isOpen = before.lastIndexOf('(') > before.lastIndexOf(')') || before.lastIndexOf('<') > before.lastIndexOf('>')
  if (isOpen && /^[^(<\s]{1,300}[)>]/.test(words)) return true
  if (before.length < wrapAt || /[.!?:]\s*$/.test(before)) return false
  const firstWord = /^\S+/.exec(words)?.[0] ?? ''
  return before.length + firstWord.length > 72 && /^[\p{Ll}\d/_,.;)-]/u.test(words) && words.split(' ').length <= 6
}
