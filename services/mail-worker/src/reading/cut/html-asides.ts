import { attributionAt, separatorAt } from './attribution.ts'
import { headerBlockAt } from './header-block.ts'
import type { Line } from './line.ts'

/**
 * Gives the writer back what they set apart themselves: a bare `<blockquote>` that stands above the introduction of
 * the history, and one made by the quote button of Gmail, whose history always lies in a `div` of its own. Where
 * nothing introduces history a bare one stays a quote: it may be ours.
 */
export function freeAsides(lines: readonly Line[]): Line[] {
  const freed = [...lines]
  if (!lines.some((line) => line.aside)) return freed
  const history = firstIntroduction(lines)
  for (let at = 0; at < lines.length; at += 1) {
    if (!lines[at]?.aside) continue
    const start = at
    while (lines[at + 1]?.aside || (lines[at + 1]?.zone === 'quote' && lines[at + 1]?.text === '')) at += 1
    const isOwn = history === -1 ? lines[start]?.aside === 'gmail' : history > at
    if (isOwn) for (let own = start; own <= at; own += 1) freed[own] = { text: lines[own]?.text ?? '', zone: 'new' }
  }
  return freed
}

/** Lines among which the introduction is looked for; nobody writes more above a quote. */
const introductionReach = 5_000

function firstIntroduction(lines: readonly Line[]): number {
  return lines.slice(0, introductionReach).findIndex((line, at) => {
    if (line.text.trim() === '') return false
    if (line.zone === 'history' || (line.zone === 'quote' && !line.aside)) return true
    return separatorAt(line) !== null || attributionAt(lines, at) !== null || headerBlockAt(lines, at, false)?.accepted
  })
}
