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
    if (type === 'suppressed') lines.push({ ...base, type, email: contact.email, reason: String(data.cause) })
    if (type === 'snoozed') lines.push({ ...base, type, until: String(data.until) })
    if (type === 'handed-over') lines.push({ ...base, type, reason: String(data.reason) })
  }
  const restaged = before === null || before.stage !== after.stage || lines.length > 0
  const last = facts.at(-1)
  if (restaged && last !== undefined) {
    lines.push({
      id,
      at: last.at.toISOString(),
      type: 'stage',
      contact: person,
      stage: after.stage,
      reason: after.stageReason,
    })
  }
  return lines
}
