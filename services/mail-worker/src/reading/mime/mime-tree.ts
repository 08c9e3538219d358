import { readingLimits } from '../limits.ts'
import {
  type HeaderList,
  isContinuation,
  isFieldLine,
  parseHeaderLines,
  rawHeader,
  structuredHeader,
} from './header-list.ts'

/** One node of a mail: headers, where its body lies in the bytes, and its children. */
export interface MimePart {
  readonly headers: HeaderList
  readonly contentType: string
  readonly params: Readonly<Record<string, string>>
  readonly disposition: string
  readonly filename: string | null
  readonly encoding: string
  /** Offsets of the body in the bytes of the whole mail. */
  readonly start: number
  end: number
  readonly children: MimePart[]
  readonly depth: number
}

/** A mail cut into its parts. */
export interface MimeTree {
  readonly bytes: Buffer
  readonly root: MimePart
  /** Parts, depth or bytes beyond the limits were left out. */
  readonly truncated: boolean
}

/**
 * Cuts a mail into its MIME parts (RFC 2046) in one pass over the lines. Bodies stay where they are: nothing is
 * decoded here. Missing boundaries, endless nesting and damaged headers give a smaller tree, never an error.
 */
export function parseMime(raw: Buffer): MimeTree {
  const oversized = raw.length > readingLimits.messageBytes
  const bytes = normaliseLineEnds(oversized ? raw.subarray(0, readingLimits.messageBytes) : raw)
  const walk = new TreeWalk(bytes)
  return { bytes, root: walk.run(), truncated: oversized || walk.truncated }
}

/** Mail of old Macs, and some broken gateways, has carriage returns only. */
function normaliseLineEnds(bytes: Buffer): Buffer {
  if (bytes.includes(0x0a) || !bytes.includes(0x0d)) return bytes
  const copy = Buffer.from(bytes)
  for (let i = 0; i < copy.length; i += 1) if (copy[i] === 0x0d) copy[i] = 0x0a
  return copy
}

interface OpenBoundary {
  readonly boundary: string
  readonly part: MimePart
}

class TreeWalk {
  truncated = false
  private readonly bytes: Buffer
  private position = 0
  private count = 0
  /** Multiparts whose end has not come yet, outermost first. */
  private readonly open: OpenBoundary[] = []
  private current: MimePart | null = null

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  run(): MimePart {
    const root = this.enter(null)
    while (this.position < this.bytes.length) this.takeLine()
    if (this.current) this.current.end = this.bytes.length
    for (const { part } of this.open) part.end = this.bytes.length
    return root
  }

  private takeLine(): void {
    const start = this.position
    const end = this.lineEnd(start)
    this.position = end + 1
    if (this.open.length === 0 || this.bytes[start] !== 0x2d || this.bytes[start + 1] !== 0x2d) return
    if (end - start > 300) return
    const line = this.bytes.toString('latin1', start + 2, end).trimEnd()
    const hit = this.findBoundary(line)
    if (hit) this.atBoundary(hit.index, hit.closing, start)
  }

  private findBoundary(line: string): { index: number; closing: boolean } | null {
    for (let index = this.open.length - 1; index >= 0; index -= 1) {
      const boundary = this.open[index]?.boundary
      if (line === boundary) return { index, closing: false }
      if (line === `${boundary}--`) return { index, closing: true }
    }
    return null
  }

  private atBoundary(index: number, closing: boolean, lineStart: number): void {
    if (this.current) this.current.end = lineStart
    for (const inner of this.open.splice(index + 1)) inner.part.end = lineStart
    this.current = null
    const parent = this.open[index]?.part
    if (closing) {
      const closed = this.open.pop()
      if (closed) closed.part.end = lineStart
      return
    }
    if (!parent) return
    if (this.count >= readingLimits.parts) {
      this.truncated = true
      return
    }
    this.enter(parent)
  }

  /** Reads the header block at the present position and begins the part behind it. */
  private enter(parent: MimePart | null): MimePart {
    const headers = parseHeaderLines(this.headerBlock())
    const part = makePart(headers, this.position, (parent?.depth ?? -1) + 1, parent)
    this.count += 1
    parent?.children.push(part)
    this.current = part
    const boundary = part.params['boundary']
    if (part.contentType.startsWith('multipart/') && boundary) this.openBoundary(boundary.trimEnd(), part)
    return part
  }

  private openBoundary(boundary: string, part: MimePart): void {
    if (part.depth >= readingLimits.depth) {
      this.truncated = true
      return
    }
    this.open.push({ boundary, part })
  }

  private headerBlock(): string[] {
    const lines: string[] = []
    const first = this.position
    while (this.position < this.bytes.length) {
      const start = this.position
      const end = this.lineEnd(start)
      const line = this.bytes
        .toString('latin1', start, Math.min(end, start + readingLimits.headerBytes))
        .replace(/\r$/, '')
      if (line.trim() === '') {
        this.position = end + 1
        return lines
      }
      if (this.bodyBegins(line, end, lines.length === 0)) return lines
      this.position = end + 1
      lines.push(line)
      if (this.position - first > readingLimits.headerBytes) {
        this.truncated = true
        this.skipToBody()
        return lines
      }
    }
    return lines
  }

  /** A header block that ends without an empty line: a line that is no field, with no field behind it. */
  private bodyBegins(line: string, end: number, isFirst: boolean): boolean {
    if (isFieldLine(line) || isContinuation(line) || /^>?From /.test(line)) return false
    if (line.startsWith('--') && this.findBoundary(line.slice(2).trimEnd())) return true
    const next = this.bytes.toString('latin1', end + 1, Math.min(this.lineEnd(end + 1), end + 400))
    if (isFirst) return !isFieldLine(next)
    return !(isFieldLine(next) || /^[ \t]*\r?$/.test(next))
  }

  private skipToBody(): void {
    // The line end before this position may be the first half of the gap.
    const gap = this.bytes.indexOf('\n\n', this.position - 1)
    const gapCrLf = this.bytes.indexOf('\r\n\r\n', Math.max(0, this.position - 2))
    const ends = [gap < 0 ? -1 : gap + 2, gapCrLf < 0 ? -1 : gapCrLf + 4].filter((at) => at >= 0)
    this.position = ends.length > 0 ? Math.min(...ends) : this.bytes.length
  }

  private lineEnd(from: number): number {
    const at = this.bytes.indexOf(0x0a, from)
    return at < 0 ? this.bytes.length : at
  }
}

function makePart(headers: HeaderList, start: number, depth: number, parent: MimePart | null): MimePart {
  const type = structuredHeader(headers, 'content-type')
  const disposition = structuredHeader(headers, 'content-disposition')
  // RFC 2046 §5.1.5: parts of a digest are messages unless they say otherwise.
  const fallback = parent?.contentType === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  return {
    headers,
    contentType: /^[\w.+-]+\/[\w.+-]+$/.test(type.value) ? type.value : fallback,
    params: type.params,
    disposition: disposition.value,
    filename: disposition.params['filename'] ?? type.params['name'] ?? null,
    encoding: (rawHeader(headers, 'content-transfer-encoding') ?? '').split(/[;\s]/)[0]?.trim().toLowerCase() ?? '',
    start,
    end: start,
    children: [],
    depth,
  }
}

/** The part and everything below it, in the order of the mail. */
export function* walkParts(part: MimePart): Generator<MimePart> {
  const queue: MimePart[] = [part]
  while (queue.length > 0) {
    const next = queue.shift()
    if (!next) return
    yield next
    queue.unshift(...next.children)
  }
}
