import type { MailFacts } from './classify.ts'
import type { AutoReply } from './mail.ts'
import { rawHeader } from './mime/header-list.ts'

/** Recognises the answer of a machine by its headers (RFC 3834 and what programs do instead); else null. */
export function readAutoReply({ tree }: MailFacts): AutoReply | null {
  const headers = tree.root.headers
  const submitted = (rawHeader(headers, 'auto-submitted') ?? 'no').split(/[;(]/)[0]?.trim().toLowerCase()
  if (submitted !== 'no' && submitted !== '') return { returnsOn: null }
  if (rawHeader(headers, 'x-autoreply') !== null || rawHeader(headers, 'x-autorespond') !== null)
    return { returnsOn: null }
  return null
}
