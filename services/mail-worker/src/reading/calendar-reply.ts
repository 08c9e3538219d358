import ICAL from 'ical.js'
import { readingLimits } from './limits.ts'
import type { CalendarReply } from './mail.ts'
import { decodeBytes } from './mime/decode-body.ts'
import { decodeCharset } from './mime/decode-charset.ts'
import type { MimePart, MimeTree } from './mime/mime-tree.ts'

/** The answer to an invitation (RFC 5546 §3.2.3 REPLY, §3.2.7 COUNTER) that a mail carries; null when it has none. */
export function readCalendarReply(tree: MimeTree, parts: readonly MimePart[]): CalendarReply | null {
  for (const part of parts) {
    const bytes = decodeBytes(tree, part, readingLimits.calendarBytes)
    const reply = parseReply(decodeCharset(bytes, part.params['charset'] ?? null), part.params['method'] ?? null)
    if (reply) return reply
  }
  return null
}

function parseReply(text: string, declared: string | null): CalendarReply | null {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text.slice(Math.max(0, text.indexOf('BEGIN:VCALENDAR')))))
    const method = (stringOf(calendar, 'method') ?? declared ?? '').toUpperCase()
    const event = calendar.getFirstSubcomponent('vevent')
    if (!event || (method !== 'REPLY' && method !== 'COUNTER')) return null
    return replyOf(event, method)
  } catch {
    // Calendar parts of broken programs are common; the mail itself is read all the same.
    return null
  }
}

function replyOf(event: ICAL.Component, method: CalendarReply['method']): CalendarReply | null {
  const uid = stringOf(event, 'uid')
  if (uid === null) return null
  const attendee = event.getFirstProperty('attendee')
  const partstat = attendee?.getFirstParameter('partstat')
  const start = method === 'COUNTER' ? startOf(event) : null
  const comment = stringOf(event, 'comment')
  return {
    uid,
    method,
    partstat: typeof partstat === 'string' && partstat !== '' ? partstat.toUpperCase() : null,
    sequence: Number(event.getFirstPropertyValue('sequence') ?? 0) || 0,
    attendee: addressOf(attendee?.getFirstValue()),
    ...(start === null ? {} : { proposedStart: start }),
    ...(comment === null ? {} : { comment }),
  }
}

function stringOf(component: ICAL.Component, name: string): string | null {
  const value = component.getFirstPropertyValue(name)
  return typeof value === 'string' && value !== '' ? value : null
}

function startOf(event: ICAL.Component): string | null {
  const start = event.getFirstPropertyValue('dtstart')
  return start instanceof ICAL.Time ? start.toJSDate().toISOString() : null
}

function addressOf(value: unknown): string | null {
  return typeof value === 'string'
    ? value
        .replace(/^mailto:/i, '')
        .trim()
        .toLowerCase() || null
    : null
}
