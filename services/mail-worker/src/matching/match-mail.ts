import type { Queued, Store } from '@outrider/shared'
import { type Conversation, type Match, normaliseEmail, type OutboxEntry } from '@outrider/shared/domain'
import type { ReadMail } from '../reading/mail.ts'
import { isFreemail } from './freemail.ts'
import { bareSubject, isReplySubject } from './subject.ts'
import { conversationInAddress, conversationToUnsubscribe, ownMessageOf } from './tokens.ts'

export interface Matching {
  readonly store: Pick<Store, 'history' | 'conversations' | 'contacts'>
  /** Own addresses and aliases, normalised. */
  readonly ownAddresses: readonly string[]
  readonly now: Date
}

/** How long after our last message a mail is taken for its answer by sender or subject alone. */
const GUESS_WINDOW_MS = 60 * 86_400_000
/** How long after a message its bounce may come: queues give up after five days (RFC 5321 §4.5.4.1), plus some. */
const BOUNCE_WINDOW_MS = 10 * 86_400_000
/** Conversations looked through for a subject; older ones are out of the window of any busy installation. */
const SUBJECT_CANDIDATES = 500

/**
 * Ties a mail to its conversation. Certain are only ids: any id of References or In-Reply-To that is ours, and our
 * token. Sender and subject are a guess, marked as uncertain, so that a person looks before anything is sent: From is
 * easily forged, and a fresh mail of a contact may be about something else.
 */
export async function matchMail(mail: ReadMail, matching: Matching): Promise<Match | null> {
  if (mail.kind === 'own' || mail.kind === 'list') return null
  const byId = await matchById(idsOf(mail), matching)
  if (byId !== null) return byId
  if (mail.kind === 'bounce' || mail.kind === 'complaint') return matchByRecipient(mail, matching)
  return (
    (await matchByToken(mail, matching)) ??
    (await matchBySender(mail, matching)) ??
    (await matchBySubject(mail, matching))
  )
}

/** Newest first: the last id of a chain is the message answered. A returned message's own id comes before all. */
function idsOf(mail: ReadMail): string[] {
  const returned = [mail.bounce?.originalMessageId, mail.complaint?.originalMessageId]
  const ids = [...returned, mail.inReplyTo, ...[...mail.references].reverse()]
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))]
}

async function matchById(ids: readonly string[], { store }: Matching): Promise<Match | null> {
  if (ids.length === 0) return null
  const known = await store.history.outgoingByMessageIds(ids)
  const nearest = ids.flatMap((id) => known.find(({ messageId }) => messageId === id) ?? [])[0]
  if (nearest !== undefined) {
    return { conversationId: nearest.conversationId, by: 'reference', certain: true, outboxId: nearest._id }
  }
  for (const id of ids) {
    const own = ownMessageOf(id)
    if (own !== null && (await store.conversations.get(own.conversationId)) !== null) {
      return { conversationId: own.conversationId, by: 'token', certain: true, outboxId: own.outboxId }
    }
  }
  return null
}

async function matchByToken(mail: ReadMail, { store, ownAddresses }: Matching): Promise<Match | null> {
  const named = [
    conversationToUnsubscribe(mail.subject),
    ...[...mail.to, ...mail.cc].map((address) => conversationInAddress(normaliseEmail(address), ownAddresses)),
  ]
  for (const id of named) {
    if (id !== null && (await store.conversations.get(id)) !== null) {
      return { conversationId: id, by: 'token', certain: true, outboxId: null }
    }
  }
  return null
}

/** The sender's conversation whose subject fits, else their newest. */
async function matchBySender(mail: ReadMail, matching: Matching): Promise<Match | null> {
  if (mail.from === null) return null
  const { store } = matching
  const from = normaliseEmail(mail.from)
  const contact = await store.contacts.findByAddress('email', from)
  const conversations = contact === null ? [] : await store.conversations.ofContact(contact._id)
  if (conversations.length === 0) return matchByFormerAddress(from, matching)
  const subject = bareSubject(mail.subject)
  const [best] = conversations.sort(
    (a, b) => Number(fits(b, subject)) - Number(fits(a, subject)) || lastTouch(b) - lastTouch(a),
  )
  return best === undefined ? null : { conversationId: best._id, by: 'address', certain: false, outboxId: null }
}

/** We may have written to a colleague who joined: no contact, but an address we sent to. */
async function matchByFormerAddress(from: string, { store, now }: Matching): Promise<Match | null> {
  const [entry] = (await store.history.outgoingTo('email', from, 5)).filter(wasSentWithin(GUESS_WINDOW_MS, now))
  return entry === undefined
    ? null
    : { conversationId: entry.conversationId, by: 'address', certain: false, outboxId: entry._id }
}

/** An unknown sender who continues a subject of ours; somebody of the contact's own company comes first. */
async function matchBySubject(mail: ReadMail, { store, now }: Matching): Promise<Match | null> {
  const subject = bareSubject(mail.subject)
  if (subject.length < 4 || !isReplySubject(mail.subject)) return null
  const recent = (await store.conversations.list({ limit: SUBJECT_CANDIDATES })).filter(
    (each) => fits(each, subject) && now.getTime() - lastTouch(each) <= GUESS_WINDOW_MS,
  )
  const [only, ...others] = recent.length > 1 ? await ofSameCompany(mail, recent, store) : recent
  if (only === undefined || others.length > 0) return null
  return { conversationId: only._id, by: 'subject', certain: false, outboxId: null }
}

async function ofSameCompany(
  mail: ReadMail,
  candidates: readonly Conversation[],
  store: Matching['store'],
): Promise<Conversation[]> {
  const domain = mail.from?.split('@')[1]?.toLowerCase()
  if (domain === undefined || isFreemail(domain)) return []
  const contacts = await Promise.all(candidates.map(({ contactId }) => store.contacts.get(contactId)))
  return candidates.filter((_, index) => contacts[index]?.email?.split('@')[1] === domain)
}

/** A report without our id: only an address that we wrote to lately counts, whatever the report names. */
async function matchByRecipient(mail: ReadMail, { store, now }: Matching): Promise<Match | null> {
  const named = [mail.bounce?.recipient, mail.complaint?.recipient, ...(mail.bounce?.recipients ?? [])]
  for (const address of new Set(named.filter((each) => each !== null && each !== undefined))) {
    const [entry] = (await store.history.outgoingTo('email', normaliseEmail(address), 5)).filter(
      wasSentWithin(BOUNCE_WINDOW_MS, now),
    )
    if (entry !== undefined) {
      return { conversationId: entry.conversationId, by: 'address', certain: false, outboxId: entry._id }
    }
  }
  return null
}

function wasSentWithin(ms: number, now: Date) {
  return ({ status, settledAt, dueAt }: Queued<OutboxEntry>): boolean =>
    ['sent', 'uncertain', 'sending'].includes(status) && now.getTime() - (settledAt ?? dueAt).getTime() <= ms
}

function fits(conversation: Conversation, subject: string): boolean {
  const ours = conversation.thread.subject
  return subject !== '' && ours !== null && bareSubject(ours) === subject
}

function lastTouch({ lastSentAt, stageSince }: Conversation): number {
  return (lastSentAt ?? stageSince).getTime()
}
