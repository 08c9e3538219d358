import { readingLimits } from '../limits.ts'
import { decodeBytes } from '../mime/decode-body.ts'
import { decodeCharset } from '../mime/decode-charset.ts'
import { type HeaderList, parseHeaderLines, rawHeader } from '../mime/header-list.ts'
import { type MimeTree, walkParts } from '../mime/mime-tree.ts'

/** What happened to one recipient, as a report says it. */
export interface RecipientStatus {
  readonly recipient: string | null
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  readonly status: string | null
  readonly diagnostic: string
}

const addressIn = /[^\s;<>"'(),:=]{1,64}@[^\s;<>"'(),:]{1,255}/

/** Recipients of the `message/delivery-status` parts (RFC 3464 §2.3), deviations of real servers included. */
export function readDeliveryStatus(tree: MimeTree): RecipientStatus[] {
  const found: RecipientStatus[] = []
  for (const part of walkParts(tree.root)) {
    if (!/^message\/(?:global-)?delivery-status$/.test(part.contentType)) continue
    const text = decodeCharset(decodeBytes(tree, part, readingLimits.bounceCharacters), part.params['charset'] ?? null)
    found.push(...recipientsOf(text))
  }
  return found
}

/** Recipient blocks of a text in the form of a delivery report; blocks that name no recipient are left out. */
export function recipientsOf(text: string): RecipientStatus[] {
  const found: RecipientStatus[] = []
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    const fields = parseHeaderLines(block.split('\n'))
    if (
      rawHeader(fields, 'final-recipient') ??
      rawHeader(fields, 'original-recipient') ??
      rawHeader(fields, 'action') ??
      null
    ) {
      found.push(recipientOf(fields))
    }
  }
  return found
}

function recipientOf(fields: HeaderList): RecipientStatus {
  const diagnostic = (rawHeader(fields, 'diagnostic-code') ?? '').slice(0, 4_000)
  return {
    recipient:
      addressOfField(fields, 'original-recipient') ??
      addressOfField(fields, 'final-recipient') ??
      addressOfField(fields, 'x-actual-recipient'),
    action: actionOf(rawHeader(fields, 'action')),
    status: statusOf(rawHeader(fields, 'status') ?? '', diagnostic),
    diagnostic: diagnostic.replace(/^[\w-]{1,40}\s?;\s{0,3}/, ''),
  }
}

function addressOfField(fields: HeaderList, name: string): string | null {
  const value = rawHeader(fields, name)
  // RFC 1891 encodes some characters as +2B and the like; people's addresses keep their plus sign.
  return value === null ? null : (addressIn.exec(value.replace(/^\s*[\w-]+\s*;/, ''))?.[0].toLowerCase() ?? null)
}

/** "failed (comment)", "failure" and "error" are failures; so is what cannot be read, since reports are sent for those. */
function actionOf(value: string | null): RecipientStatus['action'] {
  const word = /delayed|delivered|relayed|expanded/i.exec(value ?? '')?.[0]?.toLowerCase()
  return (word as RecipientStatus['action'] | undefined) ?? 'failed'
}

/** The remote server's own code tells more than the reporter's generic `5.0.0`. */
export function statusOf(field: string, diagnostic: string): string | null {
  const own = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(field)?.[0] ?? null
  const remote = diagnostic.match(/(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/g)?.at(-1) ?? null
  return own === null || /\.0\.0$|^5\.1\.0$/.test(own) ? (remote ?? own) : own
}
