import type { Channel, Contact, Conversation, OutboxEntry, OutboxKind, Stage } from '@outrider/shared/domain'

/** One line of what `simulate` prints, in time order. */
export interface TimelineEntry {
  readonly id: string
  readonly at: string
  readonly type: 'outbound' | 'held' | 'stage' | 'suppressed' | 'contact-created' | 'snoozed' | 'handed-over'
  /** E-mail or handle of the person it is about. */
  readonly contact: string
  readonly kind?: OutboxKind
  readonly channel?: Channel
  readonly to?: string
  readonly attachments?: readonly string[]
  readonly subject?: string | null
  readonly text?: string
  readonly stage?: Stage
  readonly until?: string
  readonly email?: string | null
  readonly reason?: string
}

export const personOf = (contact: Contact): string => contact.email ?? contact.telegram ?? contact._id

/** What a message looks like in the timeline, when it leaves or when it is held. */
export function messageEntry(
  id: string,
  at: Date,
  type: 'outbound' | 'held',
  entry: OutboxEntry,
  contact: Contact,
): TimelineEntry {
  return {
    id,
    at: at.toISOString(),
    type,
    kind: entry.kind,
    contact: personOf(contact),
    channel: entry.channel,
    to: entry.channel === 'telegram' ? (contact.telegram ?? entry.to) : entry.to,
    attachments: entry.attachments.map(({ filename }) => filename),
    subject: entry.subject,
    text: entry.text,
  }
}

/** What one committed change of a conversation shows: its facts that people ask about, and the stage it is in now. */
export function changeEntries(
  id: string,
  before: Conversation | null,
  after: Conversation,
  contact: Contact,
): TimelineEntry[] {
  const person = personOf(contact)
  const lines: TimelineEntry[] = []
  const facts = after.pending.facts
  for (const { type, at, data } of facts) {
    const base = { id, at: at.toISOString(), contact: person }
    if (type === 'suppressed') {
      lines.push({ ...base, type, email: contact.email, reason: String(data.cause) })
      lines.push(...joinedEntries(base, before, contact, String(data.cause)))
    }
    if (type === 'snoozed') lines.push({ ...base, type, until: String(data.until) })
    if (type === 'handed-over') lines.push({ ...base, type, reason: String(data.reason) })
  }
  const entered = before === null || before.stage !== after.stage || facts.some(({ type }) => type === 'stage-changed')
  const reason = refusalIn(facts) ?? (entered || lines.length > 0 ? after.stageReason : null)
  const last = facts.at(-1)
  if (reason !== null && last !== undefined) {
    lines.push({ id, at: last.at.toISOString(), type: 'stage', contact: person, stage: after.stage, reason })
  }
  return lines
}

/** A colleague who joined and asked to stop is suppressed along with the contact of the conversation. */
function joinedEntries(
  { id, at }: Pick<TimelineEntry, 'id' | 'at'>,
  before: Conversation | null,
  contact: Contact,
  cause: string,
): TimelineEntry[] {
  const writers = before?.turn?.messages.map(({ from }) => from) ?? []
  const joined = new Set(writers.filter((from) => from.includes('@') && from !== contact.email))
  return [...joined].flatMap((email) => [
    { id, at, type: 'suppressed' as const, contact: email, email, reason: cause },
    { id, at, type: 'stage' as const, contact: email, stage: 'stopped' as const, reason: cause },
  ])
}

/** Why a command was refused: the stage stays, and it is shown with the reason. */
function refusalIn(facts: Conversation['pending']['facts']): string | null {
  const refusal = facts.find(({ type, data }) => type === 'ignored' && String(data.reason).startsWith('refused'))
  return refusal === undefined ? null : String(refusal.data.reason)
}
