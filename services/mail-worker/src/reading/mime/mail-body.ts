import { readingLimits } from '../limits.ts'
import type { AttachmentInfo } from '../mail.ts'
import { decodedSize, decodeText } from './decode-body.ts'
import { decodeWords } from './header-list.ts'
import { type MimePart, type MimeTree, walkParts } from './mime-tree.ts'

/** One stretch of the body: the same words in up to two forms. */
export interface BodySegment {
  plain: string | null
  html: string | null
}

/** The words of a mail and what else it carries. */
export interface MailBody {
  readonly segments: readonly BodySegment[]
  readonly attachments: readonly AttachmentInfo[]
  /** Parts that are mails themselves. */
  readonly messages: readonly MimePart[]
  readonly calendars: readonly MimePart[]
}

/** Picks the text parts a mail program would show, and lists the rest as attachments. */
export function readBody(tree: MimeTree): MailBody {
  const collected = { texts: [] as MimePart[], others: [] as MimePart[] }
  const segments: BodySegment[] = []
  collect(tree, tree.root, segments, collected.others)
  const leaves = [...walkParts(tree.root)].filter((part) => !part.contentType.startsWith('multipart/'))
  if (segments.length === 0) {
    // A mail whose only text is marked as attachment, or that is typed nonsense, is still read.
    const only = leaves.find((part) => part.contentType.startsWith('text/') && part.contentType !== 'text/calendar')
    if (only) segments.push(segmentOf(tree, only))
    else if (leaves.length === 0) collectUndivided(tree, { ...tree.root, end: tree.bytes.length }, segments)
    collected.others = collected.others.filter((part) => part !== only)
  }
  return {
    segments,
    attachments: collected.others.slice(0, readingLimits.attachments).map((part) => describe(tree, part)),
    messages: leaves.filter((part) => part.contentType === 'message/rfc822' || part.contentType === 'message/global'),
    calendars: leaves.filter((part) => isCalendar(part)),
  }
}

function isCalendar(part: MimePart): boolean {
  return (
    part.contentType === 'text/calendar' ||
    part.contentType === 'application/ics' ||
    /\.ics$/i.test(part.filename ?? '')
  )
}

function isBodyText(part: MimePart, isRoot: boolean): boolean {
  if (part.contentType !== 'text/plain' && part.contentType !== 'text/html') return false
  if (isRoot) return true
  return part.disposition !== 'attachment' && (part.filename === null || part.disposition === '')
}

function segmentOf(tree: MimeTree, part: MimePart): BodySegment {
  const text = decodeText(tree, part)
  return part.contentType === 'text/html' ? { plain: null, html: text } : { plain: text, html: null }
}

function collect(tree: MimeTree, part: MimePart, segments: BodySegment[], others: MimePart[]): void {
  if (part.contentType === 'multipart/alternative') collectAlternative(tree, part, segments, others)
  else if (part.contentType.startsWith('multipart/')) {
    if (part.children.length === 0) collectUndivided(tree, part, segments)
    for (const child of part.children) collect(tree, child, segments, others)
  } else if (isBodyText(part, part.depth === 0)) segments.push(segmentOf(tree, part))
  else others.push(part)
}

/** A multipart without any boundary line in it: its body is shown as it stands. */
function collectUndivided(tree: MimeTree, part: MimePart, segments: BodySegment[]): void {
  const text = decodeText(tree, { ...part, contentType: 'text/plain' })
  if (text.trim() !== '') segments.push({ plain: text, html: null })
}

function collectAlternative(tree: MimeTree, part: MimePart, segments: BodySegment[], others: MimePart[]): void {
  const inner: BodySegment[] = []
  for (const child of part.children) collect(tree, child, inner, others)
  const plain = inner.filter((segment) => segment.plain !== null).map((segment) => segment.plain)
  const html = inner.filter((segment) => segment.html !== null).map((segment) => segment.html)
  if (plain.length === 0 && html.length === 0) return
  segments.push({
    plain: plain.length > 0 ? plain.join('\n') : null,
    html: html.length > 0 ? html.join('<br>\n') : null,
  })
}

function describe(tree: MimeTree, part: MimePart): AttachmentInfo {
  const filename = part.filename === null ? null : decodeWords(part.filename).slice(0, readingLimits.filenameCharacters)
  return { filename, contentType: part.contentType, size: decodedSize(tree, part) }
}
