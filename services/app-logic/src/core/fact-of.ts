import type { Fact, FactBody, OutboxEntry, Outstanding } from '@outrider/shared/domain'
import type { Action, SendAction } from './action.ts'

/** What the shell has to add to an action before it is a fact: what only I/O can know. */
export interface Carried {
  readonly at: Date
  /** The drafted message of a `send`. */
  readonly entry: OutboxEntry | null
  /** The message a delivery report is about, and what it answered. */
  readonly delivered: {
    readonly entry: OutboxEntry
    readonly outstanding: Outstanding | null
    readonly at: Date
  } | null
  /** Contact id of a colleague whose conversation is opened. */
  readonly colleagueId: string | null
}

type Plain = Exclude<Action, SendAction>

/** The fact that an action becomes once it is carried out. */
export function factOf(action: Action, carried: Carried): Fact {
  if (action.do === 'send') return queuedFact(action, carried)
  return { at: carried.at, ...plainFact(action, carried) }
}

function queuedFact({ answers, reason }: SendAction, { at, entry }: Carried): Fact {
  if (entry === null) throw new Error('a send without its drafted message')
  return { type: 'message-queued', at, entry, answers, reason }
}

function plainFact(action: Plain, carried: Carried): FactBody | Fact {
  switch (action.do) {
    case 'cancel':
      return { type: 'message-cancelled', ...withoutVerb(action) }
    case 'approve':
      return { type: 'message-approved', ...withoutVerb(action) }
    case 'start':
      return { type: 'started', ...withoutVerb(action) }
    case 'receive':
      return { type: 'message-received', ...withoutVerb(action) }
    case 'record':
      return { type: 'message-recorded', ...withoutVerb(action) }
    case 'note-sent':
      return sentFact(carried)
    case 'note-failed':
      return { type: 'message-failed', kind: deliveredBy(carried).entry.kind, ...withoutVerb(action) }
    case 'note-uncertain':
      return { type: 'message-uncertain', ...withoutVerb(action) }
    case 'note-bounce':
      return { type: 'bounced', ...withoutVerb(action) }
    case 'note-away':
      return { type: 'auto-reply-received', ...withoutVerb(action) }
    case 'lose-channel':
      return { type: 'channel-lost', ...withoutVerb(action) }
    case 'enter-stage':
      return { type: 'stage-changed', ...withoutVerb(action) }
    case 'set-timer':
      return { type: 'timer-set', ...withoutVerb(action) }
    case 'snooze':
      return { type: 'snoozed', ...withoutVerb(action) }
    case 'suppress':
      return { type: 'suppressed', ...withoutVerb(action) }
    case 'open-conversation':
      return { type: 'colleague-found', ...withoutVerb(action), contactId: carried.colleagueId ?? '' }
    case 'count-clarification':
      return { type: 'clarification-asked' }
    case 'remember-colleague':
      return { type: 'colleague-named', ...withoutVerb(action) }
    case 'offer-slots':
      return { type: 'slots-offered', ...withoutVerb(action) }
    case 'book-demo':
      return { type: 'demo-booked', ...withoutVerb(action) }
    case 'cancel-demo':
      return { type: 'demo-cancelled', ...withoutVerb(action) }
    case 'hand-over':
      return { type: 'handed-over', ...withoutVerb(action) }
    case 'hand-back':
      return { type: 'handed-back' }
    case 'nothing':
      return { type: 'ignored', ...withoutVerb(action) }
  }
}

function withoutVerb<Verb extends Plain>(action: Verb): Omit<Verb, 'do'> {
  const { do: _, ...fields } = action
  return fields
}

function deliveredBy({ delivered }: Carried): NonNullable<Carried['delivered']> {
  if (delivered === null) throw new Error('a delivery report without its message')
  return delivered
}

function sentFact(carried: Carried): Fact {
  const { entry, outstanding, at } = deliveredBy(carried)
  const references = entry.messageId === null ? entry.references : [...entry.references, entry.messageId]
  return {
    type: 'message-sent',
    at,
    outboxId: entry._id,
    kind: entry.kind,
    channel: entry.channel,
    messageId: entry.messageId,
    references,
    subject: entry.subject,
    answers: outstanding?.answers ?? [],
  }
}
