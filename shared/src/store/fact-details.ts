import type { Fact, FactRecord } from '../domain/index.ts'

/** What is stored of a fact: everything that is counted or shown, no text of any message but the evidence quote. */
export function factData(fact: Fact): FactRecord['data'] {
  switch (fact.type) {
    case 'message-queued':
      return {
        outboxId: fact.entry._id,
        kind: fact.entry.kind,
        channel: fact.entry.channel,
        held: fact.entry.held,
        dueAt: fact.entry.dueAt,
        reason: fact.reason,
        answers: fact.answers.map((message) => message.inboxId),
      }
    case 'message-received':
      return {
        inboxId: fact.message.inboxId,
        channel: fact.message.channel,
        at: fact.message.at,
        certain: fact.message.certain,
      }
    case 'reply-understood':
      return {
        inboxIds: fact.messages.map((message) => message.inboxId),
        intents: fact.reading.intents,
        explicitOptOut: fact.reading.explicitOptOut,
        evidence: fact.reading.evidence,
        by: fact.reading.by,
        confidence: fact.reading.confidence,
        doubt: fact.reading.doubt,
        until: fact.reading.until,
      }
    case 'message-sent':
      return {
        outboxId: fact.outboxId,
        kind: fact.kind,
        channel: fact.channel,
        messageId: fact.messageId,
        answers: fact.answers.map((message) => message.inboxId),
        ...(fact.answers[0] === undefined ? {} : { responseMs: fact.at.getTime() - fact.answers[0].at.getTime() }),
      }
    default: {
      const { type: _, ...data } = fact
      return data
    }
  }
}

/** What a kind of fact is split by when it is counted; several for a reply with several intents. */
export function factDetails(type: FactRecord['type'], data: FactRecord['data']): (string | null)[] {
  if (type === 'reply-understood') return (data.intents as string[]) ?? [null]
  const detail = data.stage ?? data.kind ?? data.cause
  return [typeof detail === 'string' ? detail : null]
}
