import { readingLimits } from '../limits.ts'
import { bareText, type Line } from './line.ts'
import {
  addressPattern,
  bracketAddressPattern,
  datePattern,
  forwardPattern,
  originalPattern,
  startPattern,
  timePattern,
  wroteAtEndPattern,
  wrotePattern,
} from './word-patterns.ts'

/** A line (or several) that introduces history. */
export interface Introduction {
  /** Index behind its last line. */
  readonly end: number
  /** `sure` cuts by itself, `likely` only above a quote that is marked as one. */
  readonly trust: 'sure' | 'likely'
  /** Words of the writer that share the first line with it. */
  readonly before?: string
}

/** "On … wrote:", in any known language and wrapped over several lines, beginning at `start`; else null. */
export function attributionAt(lines: readonly Line[], start: number): Introduction | null {
  const first = bareText(lines[start]?.text ?? '')
  if (first === '' || first.length > readingLimits.lineCharacters) return null
  const shared = sharedLine(lines, start, first)
  if (shared) return shared
  const single = weigh(first)
  if (single) return { end: start + 1, trust: single }
  if (!startPattern.test(first) && !addressPattern.test(first)) return null
  return wrapped(lines, start, first)
}

function wrapped(lines: readonly Line[], start: number, first: string): Introduction | null {
  if (first.length > readingLimits.attributionCharacters || /[.!?]$/.test(first)) return null
  let joined = first
  let blanks = 0
  for (let at = start + 1; at < Math.min(lines.length, start + readingLimits.attributionLines + blanks); at += 1) {
    const next = bareText(lines[at]?.text ?? '')
    if (next === '') {
      blanks += 1
      if (blanks > 1 || !datePattern.test(joined)) return null
      continue
    }
    joined = `${joined} ${next}`
    if (joined.length > readingLimits.attributionCharacters) return null
    const trust = mayEnd(lines[at], next) ? weigh(joined) : null
    if (trust && startPattern.test(joined)) return { end: at + 1, trust }
    if (/[.!?]$/.test(next) && !/\p{L}\.$/u.test(next)) return null
  }
  return null
}

/** Lines are joined many times over; whether one can end an attribution is asked once. */
const endings = new WeakMap<Line, boolean>()

function mayEnd(line: Line | undefined, bare: string): boolean {
  if (!line) return false
  const known = endings.get(line)
  if (known !== undefined) return known
  const ends = /[:：>)]$/.test(bare) || wroteAtEndPattern.test(bare)
  endings.set(line, ends)
  return ends
}

/** Proof that a whole line introduces a quote. */
function weigh(line: string): Introduction['trust'] | null {
  if (line.length > readingLimits.attributionCharacters) return null
  const colon = /[:：]\s*$/.test(line)
  if (!colon && !/[\d@]/.test(line)) return null
  const wrote = colon ? wrotePattern.test(line) : wroteAtEndPattern.test(line)
  if (!colon && !wrote) return isDatedName(line) ? 'likely' : null
  const dated = datePattern.test(line)
  const addressed = addressPattern.test(line)
  if (wrote) return weighWrote(line, colon, dated, addressed)
  if (dated && bracketAddressPattern.test(line)) return 'sure'
  return addressed && bracketAddressPattern.test(line) && startPattern.test(line) ? 'likely' : null
}

function weighWrote(line: string, colon: boolean, dated: boolean, addressed: boolean): Introduction['trust'] | null {
  if (dated && addressed) return 'sure'
  // Without an address a sentence could read the same; programs add the time of day.
  if (dated && startPattern.test(line)) return colon && timePattern.test(line) ? 'sure' : 'likely'
  if (addressed && colon) return 'sure'
  return line.length < 120 ? 'likely' : null
}

/** `2011/4/7 Name <name@example.com>`: old Gmail, without a verb and without a colon. */
function isDatedName(line: string): boolean {
  return /^\d{4}[/-]\d{1,2}[/-]\d{1,2}\b/.test(line) && /[>)]$/.test(line) && bracketAddressPattern.test(line)
}

/** The answer and "On Wed, … wrote:" on one line: only above a marked quote. */
function sharedLine(lines: readonly Line[], start: number, first: string): Introduction | null {
  if (!/[:：]$/.test(first)) return null
  const at = first.search(
    /(?:-{2,}\s*)?(?<![\p{L}\p{N}])(?:On|Am|Le|El|Em|Il|Op)\s+(?:\p{L}{2,10}[.,]{0,2}\s+)?(?:\d|\p{L}{3,10}\.?\s+\d)/u,
  )
  if (at <= 0 || !isMarkedNext(lines, start + 1)) return null
  const tail = first.slice(at).replace(/^-+\s*/, '')
  if (weigh(tail) !== 'sure') return null
  return { end: start + 1, trust: 'sure', before: first.slice(0, at).trimEnd() }
}

/** Is the next line that is not blank marked as a quote? */
export function isMarkedNext(lines: readonly Line[], from: number): boolean {
  for (let at = from; at < Math.min(lines.length, from + 6); at += 1) {
    const line = lines[at]
    if (line?.zone === 'quote') return true
    if (line && line.text.trim() !== '') return false
  }
  return false
}

/** GroupWise: `>>> "Name" <address> 5/2/2024 14:20 >>>`, with the quoted mail unmarked below. */
export function isGroupWiseHead(line: Line): boolean {
  return line.text.length < 400 && /^\s*>>>\s.{3,300}>>>\s*$/.test(line.text) && datePattern.test(line.text)
}

/** What help desks put between the answer and the ticket. */
const replyAbove =
  /^[-#=*_\s]{0,20}(?:please )?(?:type |write |enter |add )?(?:your )?(?:reply|respond|response|answer)s? (?:\S+ ){0,3}above (?:this|the) line|^[-#=*_\s]{0,20}(?:пишите|напишите|введите|оставьте)? ?(?:ваш )?ответ\S* выше этой (?:линии|черты|строки)/iu

/** "-----Original Message-----", "---------- Forwarded message ---------", "---- X wrote ----" as one line. */
export function separatorAt(line: Line): 'original' | 'forward' | 'wrote' | null {
  if (line.text.length > 400) return null
  const bare = line.text.replace(/^[\s>|]{0,40}/, '').trim()
  if (replyAbove.test(bare)) return 'original'
  const dashes = /^(?<open>[-_=—–‐*~]{2,200})?\s*(?<words>\p{L}.{1,250}?)\s*(?<close>[-_=—–‐*~]{2,200}|:)?$/u.exec(bare)
  const words = (dashes?.groups?.['words'] ?? '').replace(/[\s:]+$/, '')
  const open = dashes?.groups?.['open']
  const close = dashes?.groups?.['close']
  if (words === '' || (!open && !close)) return null
  if (forwardPattern.test(words)) return 'forward'
  if (originalPattern.test(words)) return 'original'
  const isWrote = open && close && close !== ':' && wroteAtEndPattern.test(words)
  return isWrote ? 'wrote' : null
}

/** A line of nothing but dashes, underscores and the like. */
export function isRuleLine(line: Line): boolean {
  return line.rule === true || /^\s{0,20}[-_=*~—–‐]{3,200}\s*$/.test(line.text)
}
