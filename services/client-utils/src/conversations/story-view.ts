import type { Contact } from '@outrider/shared/domain'
import type { Output, Style } from '../frame/output.ts'
import { printable } from '../frame/table.ts'
import { inZoneText } from '../frame/zoned-text.ts'
import type { Reading, StoryEntry } from './story.ts'

/** One entry of a story as lines for a person, in the prospect's zone. */
export function storyLines({ style }: Output, contact: Contact, entry: StoryEntry): string[] {
  const at = style.faint(inZoneText(entry.at, contact.timezone))
  if (entry.type === 'event') return [`  ${at}   · ${printable(entry.text)}`]
  if (entry.type === 'out') {
    const { kind, channel, status, subject, text, attachments } = entry.message
    const files = attachments.map(({ filename }) => ` 📎 ${filename}`).join('')
    const head = `${kind} by ${channel}${status === 'sent' ? '' : ` [${status}]`}${files}`
    return [`  ${at} → ${style.good(head)}`, ...quoted(subject === null ? text : `${subject}\n${text}`)]
  }
  const { message, reading } = entry
  const from = printable(message.from?.address ?? message.chat?.id ?? 'unknown')
  const kind = message.kind === 'human' ? '' : ` [${message.kind}]`
  return [
    `  ${at} ← ${style.strong(from)}${kind} by ${message.channel}`,
    ...quoted(message.text),
    ...(reading === null ? [] : [readingLine(style, reading)]),
  ]
}

function readingLine(style: Style, { intents, by, confidence, doubt, evidence }: Reading): string {
  const sure = `${confidence.toFixed(2)}${doubt === null ? '' : `, ${doubt}`}`
  return `${MARGIN}= ${style.warning(intents.join(' + '))} by ${by} (${sure}): "${printable(evidence)}"`
}

/** As wide as the times in front of the lines. */
const MARGIN = ' '.repeat(19)
const LINES_SHOWN = 12

function quoted(text: string): string[] {
  const lines = printable(text).trim().split('\n')
  const more = lines.length - LINES_SHOWN
  return [
    ...lines.slice(0, LINES_SHOWN).map((line) => `${MARGIN}| ${line}`),
    ...(more > 0 ? [`${MARGIN}… ${more} more lines (--json shows all)`] : []),
  ]
}

/** One entry of a story for a program: nothing shortened. */
export function entryJson(entry: StoryEntry): unknown {
  if (entry.type === 'event')
    return { type: 'event', at: entry.at, fact: entry.fact.type, text: entry.text, data: entry.fact.data }
  if (entry.type === 'in') {
    const { _id, kind, channel, from, subject, text, status } = entry.message
    return {
      type: 'in',
      at: entry.at,
      inboxId: _id,
      kind,
      channel,
      from: from?.address ?? null,
      subject,
      text,
      status,
      reading: entry.reading,
    }
  }
  const { _id, kind, channel, to, subject, text, attachments, status, messageId } = entry.message
  return {
    type: 'out',
    at: entry.at,
    outboxId: _id,
    kind,
    channel,
    to,
    subject,
    text,
    attachments: attachments.map(({ filename }) => filename),
    status,
    messageId,
  }
}
