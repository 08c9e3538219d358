import { readAutoReply } from './auto-reply/read-auto-reply.ts'
import { readBounce } from './bounce/read-bounce.ts'
import { readComplaint } from './complaint.ts'
import type { MailEnvelope } from './envelope.ts'
import type { CutReply, ReadMail, ReadOptions } from './mail.ts'
import { rawHeader } from './mime/header-list.ts'
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
  if (isList(facts)) return { kind: 'list' }
  if (isOwn(facts)) return { kind: 'own' }
  const autoReply = readAutoReply(facts)
  if (autoReply) return { kind: 'auto-reply', autoReply }
  return { kind: 'human' }
}

/** Mailing lists and newsletters (RFC 2919, RFC 2369). Answers to our own mail may carry a List-Unsubscribe of theirs. */
function isList({ tree, envelope }: MailFacts): boolean {
  const headers = tree.root.headers
  if (rawHeader(headers, 'list-id') !== null || rawHeader(headers, 'list-post') !== null) return true
  if (/^\s*list\b/i.test(rawHeader(headers, 'precedence') ?? '')) return true
  const isAnswer = envelope.inReplyTo !== null || envelope.references.length > 0
  return rawHeader(headers, 'list-unsubscribe') !== null && !isAnswer
}

function isOwn({ envelope, options }: MailFacts): boolean {
  const own = new Set((options.ownAddresses ?? []).map((address) => address.trim().toLowerCase()))
  return envelope.from !== null && own.has(envelope.from)
}
