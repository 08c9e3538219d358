import type { MailFacts } from './classify.ts'
import type { BounceReport } from './mail.ts'
import { decodeText } from './mime/decode-body.ts'
import { parseHeaderLines, rawHeader } from './mime/header-list.ts'
import { walkParts } from './mime/mime-tree.ts'

/** Reads a delivery report (RFC 3464); null when the mail is none. */
export function readBounce({ tree }: MailFacts): BounceReport | null {
  for (const part of walkParts(tree.root)) {
    if (part.contentType !== 'message/delivery-status') continue
    const fields = parseHeaderLines(decodeText(tree, part).split('\n'))
    const action =
      /delayed|delivered|relayed|expanded/i.exec(rawHeader(fields, 'action') ?? '')?.[0]?.toLowerCase() ?? 'failed'
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(rawHeader(fields, 'status') ?? '')?.[0] ?? null
    const recipient = /[^\s;<>]+@[^\s;<>]+/.exec(
      rawHeader(fields, 'original-recipient') ?? rawHeader(fields, 'final-recipient') ?? '',
    )?.[0]
    const permanent = action === 'failed' && /^5\.1\.[1236]$/.test(status ?? '')
    const reason = action === 'failed' ? (permanent ? 'userunknown' : 'undefined') : action
    return {
      recipient: recipient?.toLowerCase() ?? null,
      status,
      permanent,
      reason,
      action: action as BounceReport['action'],
    }
  }
  return null
}
