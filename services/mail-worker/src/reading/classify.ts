import { readAutoReply } from './auto-reply/read-auto-reply.ts'
import { readBounce } from './bounce/read-bounce.ts'
import { readComplaint } from './complaint.ts'
import type { MailEnvelope } from './envelope.ts'
import type { CutReply, ReadMail, ReadOptions } from './mail.ts'
import { type HeaderList, rawHeader } from './mime/header-list.ts'
import type { MailBody } from './mime/mail-body.ts'
import type { MimeTree } from './mime/mime-tree.ts'

/** All that is known of a mail when its kind is decided. */
export interface MailFacts {
  readonly tree: MimeTree
  readonly envelope: MailEnvelope
  readonly body: MailBody
  readonly cut: CutReply
  readonly options: ReadOptions
}

type Kinded = Pick<ReadMail, 'kind' | 'bounce' | 'autoReply' | 'complaint'>

/** Decides the kind, in the order bounce, complaint, list, own, auto-reply, human: bounces carry the marks of all others. */
export function classify(facts: MailFacts): Kinded {
  const bounce = readBounce(facts)
  if (bounce) return { kind: 'bounce', bounce }
  const complaint = readComplaint(facts)
  if (complaint) return { kind: 'complaint', complaint }
  if (isList(facts.tree.root.headers)) return { kind: 'list' }
  if (isOwn(facts)) return { kind: 'own' }
  const autoReply = readAutoReply(facts)
  if (autoReply) return { kind: 'auto-reply', autoReply }
  return { kind: 'human' }
}

/** Mailing lists and newsletters (RFC 2919, RFC 2369). */
function isList(headers: HeaderList): boolean {
  if (rawHeader(headers, 'list-id') !== null || rawHeader(headers, 'list-post') !== null) return true
  return /^\s*list\b/i.test(rawHeader(headers, 'precedence') ?? '')
}

function isOwn({ envelope, options }: MailFacts): boolean {
  const own = new Set((options.ownAddresses ?? []).map((address) => address.trim().toLowerCase()))
  return envelope.from !== null && own.has(envelope.from)
}
