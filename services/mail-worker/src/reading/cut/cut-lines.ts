import { readingLimits } from '../limits.ts'
import { attributionAt, isGroupWiseHead, isMarkedNext, isRuleLine, separatorAt } from './attribution.ts'
import { headerBlockAt, strangeBlockEnd } from './header-block.ts'
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
  const finder = new IntroductionFinder(lines)
  let at = 0
  while (at < Math.min(lines.length, readingLimits.textLines)) {
    const line = lines[at]
    if (!line) break
    const step = finder.at(at)
    if (!step) {
      judged.push({ text: line.text, verdict: plainVerdict(line) })
      at += 1
      continue
    }
    const end = step.rest ? lines.length : step.end
    const before = step.before ?? ''
    if (before !== '') judged.push({ text: before, verdict: 'new' })
    judged.push({
      text: line.text.slice(before === '' ? 0 : line.text.indexOf(before) + before.length),
      verdict: 'quoted',
    })
    for (let taken = at + 1; taken < end; taken += 1) judged.push({ text: lines[taken]?.text ?? '', verdict: 'quoted' })
    at = end
  }
  for (; at < lines.length; at += 1) judged.push({ text: lines[at]?.text ?? '', verdict: 'quoted' })
  return judged
}

/** A rule of the HTML that introduced nothing is decoration; it goes with the history so that no word is lost. */
function plainVerdict(line: Line): Verdict {
  if (line.rule === true) return 'quoted'
  if (line.zone === 'quote' || line.zone === 'history') return 'quoted'
  return line.zone
}

interface Step {
  readonly end: number
  /** All that follows is history too. */
  readonly rest: boolean
  readonly before?: string
}

/** For every line, how many lines from it on are marked, and how many are not blank. */
interface LineCounts {
  readonly marked: Uint32Array
  readonly filled: Uint32Array
}

function countFromEnd(lines: readonly Line[]): LineCounts {
  const marked = new Uint32Array(lines.length + 1)
  const filled = new Uint32Array(lines.length + 1)
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at]
    const isFilled = line !== undefined && line.text.trim() !== ''
    filled[at] = (filled[at + 1] ?? 0) + (isFilled ? 1 : 0)
    marked[at] = (marked[at + 1] ?? 0) + (isFilled && line.zone === 'quote' ? 1 : 0)
  }
  return { marked, filled }
}

class IntroductionFinder {
  private readonly lines: readonly Line[]
  /** Lines before this one stand in a run of header-like lines that proved to be none. */
  private noBlockBefore = 0

  private counts: LineCounts | null = null

  constructor(lines: readonly Line[]) {
    this.lines = lines
  }

  /** What introduces history at this line, if anything does. */
  at(at: number): Step | null {
    const line = this.lines[at]
    if (!line || line.text.trim() === '') return null
    if (line.zone === 'history') return { end: at + 1, rest: true }
    if (isGroupWiseHead(line)) return { end: at + 1, rest: true }
    if (line.zone !== 'new') return null
    if (isRuleLine(line)) return this.ruled(nextFilled(this.lines, at + 1))
    const separator = separatorAt(line)
    if (separator) return { end: at + 1, rest: separator === 'forward' || this.restIsHistory(at + 1) }
    return this.block(at, false) ?? this.attribution(at)
  }

  /** Below a rule less proof will do: fields of an unknown language, or a few fields above "… wrote:" (Yandex). */
  private ruled(at: number): Step | null {
    const known = this.block(at, true)
    if (known) return known
    const strange = strangeBlockEnd(this.lines, at)
    if (strange > 0) return { end: strange, rest: this.restIsHistory(strange) }
    const fields = headerBlockAt(this.lines, at, true)
    return fields ? this.attribution(nextFilled(this.lines, fields.end)) : null
  }

  private block(at: number, ruled: boolean): Step | null {
    if (at < this.noBlockBefore) return null
    const block = headerBlockAt(this.lines, at, ruled)
    if (!block) return null
    if (block.accepted) return { end: block.end, rest: this.restIsHistory(block.end) }
    this.noBlockBefore = block.end
    return null
  }

  /** Behind a header block all is history, unless nearly all of it is marked: then the marks say where it ends. */
  private restIsHistory(from: number): boolean {
    const next = nextFilled(this.lines, from)
    if (this.lines[next]?.zone !== 'quote') return true
    this.counts ??= countFromEnd(this.lines)
    return (this.counts.marked[next] ?? 0) < (this.counts.filled[next] ?? 0) * 0.6
  }

  private attribution(at: number): Step | null {
    const found = attributionAt(this.lines, at)
    if (!found) return null
    const marked = isMarkedNext(this.lines, found.end)
    if (!marked && found.trust !== 'sure') return null
    return { end: found.end, rest: !marked, ...(found.before ? { before: found.before } : {}) }
  }
}

/** Blank lines that may stand between a separator and what follows it. */
const blankReach = 12

function nextFilled(lines: readonly Line[], from: number): number {
  let at = from
  while (at < Math.min(lines.length, from + blankReach) && (lines[at]?.text.trim() ?? '') === '') at += 1
  return at
}
