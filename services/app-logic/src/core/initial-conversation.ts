import type { Channel, Conversation } from '@outrider/shared/domain'

export interface Beginning {
  readonly id: string
  readonly contactId: string
  readonly campaignId: string
  readonly channel: Channel
  readonly referredBy: Conversation['referredBy']
  readonly at: Date
}

/** A conversation in which nothing has happened: stage `new`, version 0. */
export function initialConversation({ id, contactId, campaignId, channel, referredBy, at }: Beginning): Conversation {
  return {
    _id: id,
    contactId,
    campaignId,
    version: 0,
    ...freshRun(at),
    channel,
    namedColleagues: [],
    referredBy,
    awayUntil: null,
    handled: [],
    pending: { entries: [], cancellations: [], approvals: [], openings: [], facts: [] },
    createdAt: at,
  }
}

/** What a start or a restart sets back. */
export function freshRun(at: Date) {
  return {
    stage: 'new',
    stageReason: 'nothing was sent yet',
    stageSince: at,
    stageBeforeHandOver: null,
    timer: null,
    turn: null,
    outstanding: [],
    hasReplied: false,
    followUpsSent: 0,
    nudged: false,
    clarifications: 0,
    softBouncesInRow: 0,
    answeredAt: [],
    demo: { offered: [], booked: null, uid: null, sequence: 0 },
    snoozedUntil: null,
    thread: { subject: null, lastMessageId: null, references: [] },
    lastSentAt: null,
    lastReceivedAt: null,
    lastIntents: [],
    summary: '',
    runStartedAt: at,
  } as const satisfies Partial<Conversation>
}
