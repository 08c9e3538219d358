import type { Line } from './line.ts'
import { wrotePattern } from './word-patterns.ts'

/** `АО> words`, `Anna> words`: The Bat and Emacs put the initials or the name of whom they quote before the mark. */
const initialled = /^\s{0,4}(?<who>\p{L}[\p{L}.]{0,14})>{1,10}(?:\s|$)/u
/** Blank lines that may stand between the attribution and the quote. */
const blankReach = 3

/** Marks quotes whose lines begin with initials, where a line that says who wrote stands above them. */
export function markInitialledQuotes(lines: readonly Line[]): readonly Line[] {
  let marked: Line[] | null = null
  const introduced = new Set<string>()
  for (const [at, line] of lines.entries()) {
    const who = line.zone === 'new' ? initialled.exec(line.text.slice(0, 60))?.groups?.who : undefined
    if (who === undefined) continue
    if (!introduced.has(who) && !isIntroduced(lines, at)) continue
    introduced.add(who)
    marked ??= [...lines]
    marked[at] = { ...line, zone: 'quote' }
  }
  return marked ?? lines
}

function isIntroduced(lines: readonly Line[], at: number): boolean {
  const above = lines.slice(Math.max(0, at - blankReach - 1), at).findLast((line) => line.text.trim() !== '')
  return above !== undefined && above.text.length < 300 && /:\s*$/.test(above.text) && wrotePattern.test(above.text)
}
