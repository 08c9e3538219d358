import { type Conversation, type Fact, normaliseEmail, type Stage, type TurnMessage } from '@outrider/shared/domain'
import { freshRun } from './initial-conversation.ts'

type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>

const SUMMARY_LINES = 8
const ANSWERS_REMEMBERED = 20

/** The conversation after a fact. Synchronous and total: every instant it needs is part of the fact. */
export function evolve(conversation: Conversation, fact: Fact): Conversation {
  switch (fact.type) {
    case 'started':
      return {
        ...conversation,
        ...freshRun(fact.at),
        demo: { ...freshRun(fact.at).demo, ...keptCalendar(conversation) },
        stageReason: fact.reason,
      }
    case 'message-received':
      return received(conversation, fact)
    case 'message-recorded':
      return { ...conversation, lastReceivedAt: fact.receivedAt }
    case 'reply-understood':
      return understood(conversation, fact)
    case 'auto-reply-received':
      return fact.until === null ? conversation : { ...conversation, awayUntil: fact.until }
    case 'bounced':
      return {
        ...conversation,
        softBouncesInRow:
          fact.permanent || fact.blame === 'sender' ? conversation.softBouncesInRow : conversation.softBouncesInRow + 1,
      }
    case 'message-queued':
      return queued(conversation, fact)
    case 'message-cancelled':
      return cancelled(conversation, fact)
    case 'message-approved':
      return approved(conversation, fact)
    case 'message-sent':
      return sent(conversation, fact)
    case 'message-failed':
      return { ...conversation, outstanding: without(conversation, fact.outboxId) }
    case 'message-uncertain':
      // From here on it is like a held draft: a person approves it (once more) or discards it.
      return { ...conversation, outstanding: withHeld(conversation, fact.outboxId) }
    case 'stage-changed':
      return enter(conversation, fact.stage, fact.reason, fact.at)
    case 'timer-set':
      return { ...conversation, timer: fact.timer }
    case 'snoozed':
      return {
        ...enter(conversation, 'snoozed', `silent until ${fact.until}`, fact.at),
        snoozedUntil: fact.until,
        timer: { kind: 'reminder', dueAt: fact.dueAt },
      }
    case 'clarification-asked':
      return { ...conversation, clarifications: conversation.clarifications + 1 }
    case 'slots-offered':
      return { ...conversation, demo: { ...conversation.demo, offered: [...fact.slots] } }
    case 'demo-booked':
      return { ...conversation, demo: { offered: [], booked: fact.slot, uid: fact.uid, sequence: fact.sequence } }
    case 'demo-cancelled':
      return { ...conversation, demo: { offered: [], booked: null, uid: fact.uid, sequence: fact.sequence } }
    case 'suppressed':
      return { ...enter(conversation, 'stopped', fact.cause, fact.at), turn: null }
    case 'colleague-found':
      return withColleague(conversation, [normaliseEmail(fact.colleague.email), fact.colleague.name?.toLowerCase()])
    case 'colleague-named':
      return withColleague(conversation, [fact.name])
    case 'handed-over':
      return {
        ...enter(conversation, 'handed-over', fact.reason, fact.at),
        stageBeforeHandOver:
          conversation.stage === 'handed-over' ? conversation.stageBeforeHandOver : conversation.stage,
        turn: null,
      }
    case 'handed-back':
      return {
        ...enter(conversation, conversation.stageBeforeHandOver ?? 'talking', 'handed back', fact.at),
        stageBeforeHandOver: null,
        turn: null,
      }
    case 'channel-lost':
    case 'ignored':
      return conversation
    default:
      return unreachable(fact)
  }
}

/** A restarted conversation that once sent an invitation goes on counting its sequence (RFC 5546 §2.1.4). */
function keptCalendar({ demo }: Conversation): Pick<Conversation['demo'], 'uid' | 'sequence'> {
  return { uid: demo.uid, sequence: demo.sequence }
}

function received(conversation: Conversation, { message, settlesAt, at }: FactOf<'message-received'>): Conversation {
  return {
    ...conversation,
    channel: message.channel,
    turn: { messages: [...(conversation.turn?.messages ?? []), message], dueAt: settlesAt },
    timer: null,
    snoozedUntil: null,
    hasReplied: true,
    softBouncesInRow: 0,
    awayUntil: null,
    lastReceivedAt: at,
  }
}

function understood(conversation: Conversation, { reading, messages, at }: FactOf<'reply-understood'>): Conversation {
  const line = `${at.toISOString().slice(0, 10)} they: ${reading.intents.join(' + ')}: "${reading.evidence.slice(0, 120)}"`
  return {
    ...conversation,
    turn: null,
    lastIntents: [...reading.intents],
    summary: withLine(conversation.summary, line),
    channel: messages.at(-1)?.channel ?? conversation.channel,
  }
}

function queued(conversation: Conversation, { entry, answers }: FactOf<'message-queued'>): Conversation {
  const { _id, kind, held, fingerprint, dueAt, attachments } = entry
  const scheduled = kind === 'follow-up' || kind === 'reminder'
  return {
    ...conversation,
    outstanding: [
      ...conversation.outstanding,
      {
        outboxId: _id,
        kind,
        held,
        fingerprint,
        dueAt,
        answers: [...answers],
        attachments: attachments.map(({ filename }) => filename),
      },
    ],
    timer: scheduled ? null : conversation.timer,
    followUpsSent: conversation.followUpsSent + (kind === 'follow-up' ? 1 : 0),
    nudged: conversation.nudged || kind === 'reminder',
  }
}

/** What a message answered that a newer one overtook goes back into the open turn: both are answered together. */
function cancelled(conversation: Conversation, { outboxId }: FactOf<'message-cancelled'>): Conversation {
  const taken = conversation.outstanding.find((each) => each.outboxId === outboxId)
  const outstanding = without(conversation, outboxId)
  if (taken === undefined || conversation.turn === null) return { ...conversation, outstanding }
  const known = new Set(conversation.turn.messages.map((message) => message.inboxId))
  const again: TurnMessage[] = taken.answers
    .filter(({ inboxId }) => !known.has(inboxId))
    .map((message) => ({ ...message, again: true }))
  return {
    ...conversation,
    outstanding,
    // What nobody was asked may still be asked.
    clarifications: Math.max(0, conversation.clarifications - (taken.kind === 'clarification' ? 1 : 0)),
    turn: { ...conversation.turn, messages: [...again, ...conversation.turn.messages] },
  }
}

function approved(conversation: Conversation, { outboxId, sendAt }: FactOf<'message-approved'>): Conversation {
  return {
    ...conversation,
    outstanding: conversation.outstanding.map((each) =>
      each.outboxId === outboxId ? { ...each, held: false, dueAt: sendAt } : each,
    ),
  }
}

function sent(conversation: Conversation, fact: FactOf<'message-sent'>): Conversation {
  const isEmail = fact.channel === 'email'
  const answered =
    fact.answers.length > 0 ? [...conversation.answeredAt, fact.at].slice(-ANSWERS_REMEMBERED) : conversation.answeredAt
  return {
    ...conversation,
    outstanding: without(conversation, fact.outboxId),
    lastSentAt: fact.at,
    answeredAt: answered,
    summary: withLine(conversation.summary, `${fact.at.toISOString().slice(0, 10)} we: ${fact.kind}`),
    thread: isEmail
      ? { subject: fact.subject, lastMessageId: fact.messageId, references: [...fact.references] }
      : conversation.thread,
  }
}

function withHeld({ outstanding }: Conversation, outboxId: string): Conversation['outstanding'] {
  return outstanding.map((each) => (each.outboxId === outboxId ? { ...each, held: true } : each))
}

function without(conversation: Conversation, outboxId: string): Conversation['outstanding'] {
  return conversation.outstanding.filter((each) => each.outboxId !== outboxId)
}

function enter(conversation: Conversation, stage: Stage, reason: string, at: Date): Conversation {
  return {
    ...conversation,
    stage,
    stageReason: reason,
    stageSince: stage === conversation.stage ? conversation.stageSince : at,
  }
}

function withColleague(conversation: Conversation, names: readonly (string | undefined)[]): Conversation {
  const known = names.filter((name) => name !== undefined)
  return { ...conversation, namedColleagues: [...new Set([...conversation.namedColleagues, ...known])] }
}

function withLine(summary: string, line: string): string {
  return [...summary.split('\n'), line]
    .filter((each) => each !== '')
    .slice(-SUMMARY_LINES)
    .join('\n')
}

function unreachable(fact: never): never {
  throw new Error(`no rule to apply ${JSON.stringify(fact)}`)
}
