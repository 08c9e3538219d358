import { Parser } from 'htmlparser2'
import { readingLimits } from '../limits.ts'
import { separatorAt } from './attribution.ts'
import { freeAsides } from './html-asides.ts'
import { asideOf, zoneOfElement } from './html-markers.ts'
import type { Line, Zone } from './line.ts'

const blockTags = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const spacedTags = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'pre'])
const hiddenTags = new Set([
  'script',
  'style',
  'head',
  'title',
  'noscript',
  'template',
  'object',
  'svg',
  'select',
  'xml',
])
const voidTags = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

interface OpenElement {
  readonly tag: string
  zone: Zone
  readonly hidden: boolean
  readonly tight: boolean
  readonly pre: boolean
  readonly href: string | null
  readonly aside: 'bare' | 'gmail' | null
  /** Gmail's box around an attribution and a quote: people answer below and between the quotes in it. */
  box: 'none' | 'reply' | 'forward'
}

/**
 * HTML as the lines a reader sees, each with the zone its structure puts it in. One pass of a streaming parser; where
 * elements are nested beyond any purpose a fresh parser goes on, as its cost per element grows with the depth.
 */
export function htmlLines(html: string): Line[] {
  const writer = new LineWriter()
  let at = 0
  while (at < html.length) at += parseStretch(html.slice(at), writer)
  return writer.finish()
}

/** Parses up to the depth limit; returns how many characters were taken. */
function parseStretch(html: string, writer: LineWriter): number {
  let taken = html.length
  let isStopped = false
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (isStopped) return
        writer.open(tag, attributes)
        if (writer.depth < readingLimits.htmlDepth) return
        isStopped = true
        taken = parser.endIndex + 1
        parser.pause()
      },
      onclosetag: (tag) => {
        if (!isStopped) writer.close(tag)
      },
      ontext: (text) => {
        if (!isStopped) writer.write(text)
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(html)
  if (!isStopped) parser.end()
  writer.flatten()
  return Math.max(1, taken)
}

function isGmailBox(tag: string, attributes: Record<string, string>): boolean {
  return tag === 'div' && /(?:^|\s)gmail_quote(?:\s|$)/.test(attributes['class'] ?? '')
}

class LineWriter {
  private readonly lines: Line[] = []
  private readonly stack: OpenElement[] = []
  private buffer = ''
  private bufferZone: Zone | null = null
  /** Asking the buffer itself would join its pieces anew for every word of a long line. */
  private isBlankBefore = true
  private linkText = ''
  /** Behind a marker such as `#appendonsend` nothing is new any more. */
  private isHistory = false

  get depth(): number {
    return this.stack.length
  }

  /** Forgets the nesting, keeping what it means for the words that follow. */
  flatten(): void {
    const top = this.stack.at(-1)
    if (top) this.stack.splice(0, this.stack.length, { ...top, tag: '' })
  }

  open(tag: string, attributes: Record<string, string>): void {
    const parent = this.stack.at(-1)
    const isBlock = blockTags.has(tag)
    if (isBlock || tag === 'br') this.breakLine(tag === 'br')
    if (tag === 'img') this.writeAlt(attributes['alt'] ?? '')
    if ((tag === 'td' || tag === 'th') && this.buffer !== '') this.append(' ')
    const zone = zoneOfElement(tag, attributes)
    if (zone === 'rest') this.isHistory = true
    if (tag === 'hr') this.pushLine({ text: '________________', zone: this.zone(), rule: true })
    if (zone === 'rule') this.pushLine({ text: '________________', zone: this.zone(), rule: true })
    if (voidTags.has(tag)) return
    const tight =
      parent?.tight === true ||
      /^(?:x_)?mso(?:normal|plaintext|listparagraph)/i.test(attributes['class'] ?? '') ||
      /margin(?:-top|-bottom)?:\s*0/i.test(attributes['style'] ?? '')
    this.stack.push({
      tag,
      zone: zone === 'quote' || zone === 'signature' ? zone : (parent?.zone ?? 'new'),
      hidden: parent?.hidden === true || hiddenTags.has(tag) || /display:\s*none/i.test(attributes['style'] ?? ''),
      tight,
      pre: parent?.pre === true || tag === 'pre',
      box: isGmailBox(tag, attributes) ? 'reply' : 'none',
      href: tag === 'a' ? (attributes['href'] ?? null) : null,
      aside: parent?.zone === 'quote' ? parent.aside : asideOf(tag, attributes),
    })
    if (tag === 'a') this.linkText = ''
    if (spacedTags.has(tag) && !tight) this.blankLine()
    if (tag === 'li') this.write('- ')
  }

  close(tag: string): void {
    if (voidTags.has(tag)) return
    const element = this.stack.at(-1)
    if (element?.tag !== tag) return
    if (element.href) this.writeAddress(element.href)
    if (blockTags.has(tag)) this.breakLine(false)
    if (spacedTags.has(tag) && !element.tight) this.blankLine()
    this.stack.pop()
    if (tag === 'blockquote') this.openBox()
  }

  /** Behind the first quote in a Gmail box new words may follow, unless the box holds a forwarded mail. */
  private openBox(): void {
    const box = this.stack.findLast((element) => element.box !== 'none' || element.tag === 'blockquote')
    if (box?.box !== 'reply') return
    const outside = this.stack[this.stack.indexOf(box) - 1]?.zone ?? 'new'
    if (box === this.stack.at(-1)) box.zone = outside
  }

  write(text: string): void {
    const top = this.stack.at(-1)
    if (top?.hidden) return
    if (top?.pre) {
      const pieces = text.split('\n')
      pieces.forEach((piece, index) => {
        if (index > 0) this.breakLine(true)
        this.append(piece)
      })
      return
    }
    const collapsed = text.replace(/[\s\u00a0]+/g, ' ')
    this.append(this.isBlankBefore ? collapsed.trimStart() : collapsed)
  }

  finish(): Line[] {
    this.breakLine(false)
    return freeAsides(this.lines)
  }

  private append(text: string): void {
    if (text === '') return
    this.bufferZone ??= this.zone()
    this.buffer += text
    this.isBlankBefore = text.endsWith(' ')
    if (this.linkText.length < 500) this.linkText += text
  }

  private zone(): Zone {
    return this.isHistory ? 'history' : (this.stack.at(-1)?.zone ?? 'new')
  }

  private writeAlt(alt: string): void {
    // Emoji are sent as pictures; any longer text describes decoration.
    if (alt.length > 0 && alt.length <= 4 && !/[\w\s]/.test(alt)) this.write(alt)
  }

  private writeAddress(href: string): void {
    const address = /^mailto:([^?\s]{3,200})/i.exec(href)?.[1]
    if (address && this.linkText.trim() !== '' && !this.linkText.includes('@')) this.append(` <${address}>`)
  }

  private breakLine(always: boolean): void {
    if (this.buffer.trim() !== '' || always)
      this.pushLine({ text: this.buffer.trimEnd(), zone: this.bufferZone ?? this.zone() })
    this.buffer = ''
    this.bufferZone = null
    this.isBlankBefore = true
  }

  private blankLine(): void {
    const last = this.lines.at(-1)
    if (last && last.text !== '') this.pushLine({ text: '', zone: this.zone() })
  }

  private pushLine(line: Line): void {
    if (line.zone === 'quote' && separatorAt(line) === 'forward') {
      const box = this.stack.findLast((element) => element.box === 'reply')
      if (box) box.box = 'forward'
    }
    const aside = line.zone === 'quote' ? (this.stack.at(-1)?.aside ?? null) : null
    this.lines.push(aside === null ? line : { ...line, aside })
  }
}
