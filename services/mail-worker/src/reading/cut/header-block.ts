import { bareText, type Line } from './line.ts'
import { addressPattern, timePattern, yearPattern } from './word-patterns.ts'
import { type HeaderWordKind, headerWords } from './words.ts'

const kindsByWord = new Map<string, Set<HeaderWordKind>>()
for (const [kind, words] of Object.entries(headerWords) as [HeaderWordKind, readonly string[]][]) {
  for (const word of words) kindsByWord.set(word, (kindsByWord.get(word) ?? new Set()).add(kind))
}

/** A name, a colon, a value: how header fields look in a body. */
const fieldPattern = /^([\p{L}][\p{L}\p{M} .’'()/-]{0,28}?)\s{0,4}[:：]\s{0,40}(.{0,1900})$/u

interface BlockField {
  readonly kinds: ReadonlySet<HeaderWordKind>
  readonly value: string
}

/** How far a header block is followed: fields, wrapped recipient lists and single blank lines. */
const blockLines = 60
const continuationLines = 12

function fieldAt(line: Line | undefined): BlockField | null {
  if (!line || line.text.length > 2_000) return null
  const match = fieldPattern.exec(bareText(line.text))
  if (!match) return null
  const kinds = kindsByWord.get((match[1] ?? '').trim().toLowerCase())
  return kinds ? { kinds, value: match[2] ?? '' } : null
}

/** A run of header-like lines, accepted as the head of a quoted mail or not. */
export interface HeaderBlock {
  readonly accepted: boolean
  /** Index behind its last line. */
  readonly end: number
}

/**
 * Looks for a header block (`From: … Sent: … To: … Subject: …`, in any known language) that begins at `start`. `ruled`
 * lowers the proof needed: a separator stands right above. Null when the line is no field at all. Proof only grows with
 * every field, so within a run that was not accepted no later line needs to be tried.
 */
export function headerBlockAt(lines: readonly Line[], start: number, ruled: boolean): HeaderBlock | null {
  const first = fieldAt(lines[start])
  if (!first || ![...first.kinds].some((kind) => kind !== 'other' && kind !== 'copy')) return null
  const fields: BlockField[] = []
  let end = start
  let loose = 0
  for (let at = start; at < Math.min(lines.length, start + blockLines); at += 1) {
    const field = fieldAt(lines[at])
    if (field) {
      fields.push(field)
      end = at + 1
      loose = 0
      continue
    }
    loose += 1
    if (!continues(lines, at, loose, fields.at(-1))) break
  }
  return { accepted: isHeaderBlock(fields, ruled), end }
}

/** A line without a field name belongs to the block when a field follows soon: wrapped lists, blank lines of HTML. */
function continues(lines: readonly Line[], at: number, loose: number, last: BlockField | undefined): boolean {
  const isBlank = (lines[at]?.text.trim() ?? '') === ''
  if (isBlank) return loose <= 2 && (fieldAt(lines[at + 1]) !== null || fieldAt(lines[at + 2]) !== null)
  const wraps =
    last?.kinds.has('to') || last?.kinds.has('copy') || last?.kinds.has('from') || last?.kinds.has('subject')
  if (!wraps || loose > continuationLines) return false
  for (let ahead = at + 1; ahead <= at + continuationLines - loose + 1; ahead += 1) {
    if (fieldAt(lines[ahead])) return true
    if ((lines[ahead]?.text.trim() ?? '') === '') return false
  }
  return false
}

function isHeaderBlock(fields: readonly BlockField[], ruled: boolean): boolean {
  const kinds = distinctKinds(fields)
  const hasAddress = fields.some((field) => addressPattern.test(field.value.slice(0, 500)))
  const dated = fields.some((field) => field.kinds.has('date') && timePattern.test(field.value))
  const fullDate = fields.some(
    (field) => field.kinds.has('date') && yearPattern.test(field.value) && timePattern.test(field.value),
  )
  if (!kinds.has('from') && !kinds.has('date')) return false
  if (kinds.size >= 3) return hasAddress || dated || ruled
  if (kinds.size < 2) return false
  return (hasAddress && (kinds.has('from') || fullDate)) || (fullDate && (kinds.has('from') || ruled))
}

/** Words such as `a`, `da` and `do` name several fields: each field counts for one kind, the rarer kinds first. */
function distinctKinds(fields: readonly BlockField[]): Set<HeaderWordKind> {
  const found = new Set<HeaderWordKind>()
  const ordered = [...fields].sort((a, b) => a.kinds.size - b.kinds.size)
  for (const { kinds } of ordered) {
    const fresh = [...kinds].find((kind) => kind !== 'other' && kind !== 'copy' && !found.has(kind))
    if (fresh) found.add(fresh)
  }
  return found
}

/** Fields that a block of an unknown language must at least have. */
const strangeFields = 3

/**
 * End of a header block whose field names are of no known language, right below a rule of the HTML: an address and a
 * date among at least three `name: value` lines; 0 when there is none.
 */
export function strangeBlockEnd(lines: readonly Line[], start: number): number {
  let at = start
  let isAddressed = false
  let isDated = false
  while (at < Math.min(lines.length, start + 8)) {
    const value = fieldPattern.exec(bareText(lines[at]?.text ?? '').slice(0, 500))?.[2]
    if (value === undefined) break
    isAddressed ||= addressPattern.test(value)
    isDated ||= yearPattern.test(value) && timePattern.test(value)
    at += 1
  }
  return at - start >= strangeFields && isAddressed && isDated ? at : 0
}
