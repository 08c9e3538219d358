import { attributionAt, isMarkedNext, isRuleLine, separatorAt } from './attribution.ts'
import { headerBlockLength } from './header-block.ts'
import type { Line } from './line.ts'

/** What a line is in the end. */
export type Verdict = 'new' | 'quoted' | 'signature'

/** A line with its verdict; `text` may be a part of the original line. */
export interface JudgedLine {
  readonly text: string
  readonly verdict: Verdict
}

/**
 * Tells the writer's lines from history, in one pass. Everything behind a header block or an unmarked "On … wrote:" is
 * history; marked quotes end where their marks end, so that answers between and below them stay.
 */
export function judgeLines(lines: readonly Line[]): JudgedLine[] {
  const judged: JudgedLine[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]
    if (!line) break
    const step = introductionAt(lines, at)
    if (!step) {
      judged.push({ text: line.text, verdict: plainVerdict(line) })
      at += 1
      continue
    }
    if (step.before) judged.push({ text: step.before, verdict: 'new' })
    const end = step.rest ? lines.length : step.end
    for (const taken of lines.slice(at, end)) {
      judged.push({
        text:
          step.before && taken === line
            ? line.text.slice(line.text.indexOf(step.before) + step.before.length)
            : taken.text,
        verdict: 'quoted',
      })
    }
    at = end
  }
  return judged
}

function plainVerdict(line: Line): Verdict {
  if (line.zone === 'quote' || line.zone === 'history') return 'quoted'
  return line.zone
}

interface Step {
  readonly end: number
  /** All that follows is history too. */
  readonly rest: boolean
  readonly before?: string
}

function introductionAt(lines: readonly Line[], at: number): Step | null {
  const line = lines[at]
  if (!line || line.text.trim() === '') return null
  if (line.zone === 'history') return { end: at + 1, rest: true }
  if (line.zone !== 'new') return null
  const ruled = isRuleLine(line)
  if (ruled) {
    const next = nextFilled(lines, at + 1)
    const length = headerBlockLength(lines, next, true)
    return length > 0 ? { end: length, rest: restIsHistory(lines, length) } : null
  }
  const separator = separatorAt(line)
  if (separator) return { end: at + 1, rest: separator === 'forward' || restIsHistory(lines, at + 1) }
  const block = headerBlockLength(lines, at, false)
  if (block > 0) return { end: block, rest: restIsHistory(lines, block) }
  const attribution = attributionAt(lines, at)
  if (!attribution) return null
  const marked = isMarkedNext(lines, attribution.end)
  if (!marked && attribution.trust !== 'sure') return null
  return { end: attribution.end, rest: !marked, ...(attribution.before ? { before: attribution.before } : {}) }
}

/** Behind a header block all is history, unless nearly all of it is marked: then the marks say where it ends. */
function restIsHistory(lines: readonly Line[], from: number): boolean {
  const next = nextFilled(lines, from)
  if (lines[next]?.zone !== 'quote') return true
  let marked = 0
  let filled = 0
  for (const line of lines.slice(next)) {
    if (line.text.trim() === '') continue
    filled += 1
    if (line.zone === 'quote') marked += 1
  }
  return marked < filled * 0.6
}

function nextFilled(lines: readonly Line[], from: number): number {
  let at = from
  while (at < lines.length && (lines[at]?.text.trim() ?? '') === '') at += 1
  return at
}
