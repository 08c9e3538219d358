import addressparser from 'nodemailer/lib/addressparser'
import { readingLimits } from './limits.ts'
import { decodedHeader, decodedHeaders, decodeWords, type HeaderList, rawHeader } from './mime/header-list.ts'

/** One address with the name beside it. */
export interface MailAddress {
  readonly name: string
  /** Lower case. */
  readonly address: string
}

/** Who wrote to whom about what, from the headers of a mail. */
export interface MailEnvelope {
  readonly from: string | null
  readonly fromName: string | null
  readonly replyTo: string | null
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly messageId: string | null
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly date: string | null
}

/** Reads the headers a conversation is matched by. Missing ones are null or empty, damaged ones as good as they get. */
export function readEnvelope(headers: HeaderList): MailEnvelope {
  const from = addressesOf(headers, 'from')[0] ?? addressesOf(headers, 'sender')[0] ?? null
  const answered = messageIds(headers, 'in-reply-to')
  const references = [...new Set([...messageIds(headers, 'references'), ...answered])]
  return {
    from: from?.address ?? null,
    fromName: from?.name || null,
    replyTo: addressesOf(headers, 'reply-to')[0]?.address ?? null,
    to: addressesOf(headers, 'to').map(({ address }) => address),
    cc: addressesOf(headers, 'cc').map(({ address }) => address),
    subject: (decodedHeader(headers, 'subject') ?? '').replace(/\s+/g, ' ').trim().slice(0, 2_000),
    messageId: messageIds(headers, 'message-id')[0] ?? null,
    inReplyTo: answered[0] ?? null,
    references: capChain(references),
    date: dateOf(rawHeader(headers, 'date')),
  }
}

/** Addresses of a header field, groups opened; entries without an address are left out. */
export function addressesOf(headers: HeaderList, name: string): MailAddress[] {
  const found: MailAddress[] = []
  for (const field of headers) {
    if (field.name !== name) continue
    found.push(...parseAddresses(field.value))
  }
  return found
}

function parseAddresses(value: string): MailAddress[] {
  try {
    return addressparser(value.slice(0, 20_000), { flatten: true })
      .map(({ name, address }) => ({
        name: decodeWords(name ?? '').trim(),
        address: decodeWords(address ?? '')
          .trim()
          .toLowerCase(),
      }))
      .filter(({ address }) => /^[^\s@]+@[^\s@]+$/.test(address))
  } catch {
    return []
  }
}

/** Message-IDs with their angle brackets; an id without them gets them, so that ids compare. */
function messageIds(headers: HeaderList, name: string): string[] {
  const value = decodedHeaders(headers, name).join(' ').slice(0, 60_000)
  const bracketed = value.match(/<[^<>]{1,998}>/g)?.map((id) => id.replace(/\s+/g, ''))
  if (bracketed) return bracketed
  const bare = value
    .trim()
    .split(/\s+/)
    .filter((id) => /^[^\s@]+@[^\s@]+$/.test(id))
  return bare.map((id) => `<${id}>`)
}

function capChain(ids: readonly string[]): readonly string[] {
  if (ids.length <= readingLimits.references) return ids
  return [...ids.slice(0, 10), ...ids.slice(10 - readingLimits.references)]
}

/** RFC 5322 date as ISO instant; null when it is missing, unreadable or out of this world. */
function dateOf(value: string | null): string | null {
  if (value === null) return null
  const time = Date.parse(value.replace(/\([^)]{0,100}\)/g, '').trim())
  if (Number.isNaN(time)) return null
  const date = new Date(time)
  return date.getUTCFullYear() >= 1970 && date.getUTCFullYear() < 2200 ? date.toISOString() : null
}
