import type { Queued, Store } from '@outrider/shared'
import type { FactRecord, InboxEvent, MessageEvent, OutboxEntry } from '@outrider/shared/domain'
import { describeFact, type When } from './describe-fact.ts'
import { versionOf } from './settled-command.ts'

type Received = Queued<MessageEvent>
type Outgoing = Queued<OutboxEntry>

/** One line of a conversation's story, with when it happened. */
export type StoryEntry =
  | { readonly type: 'in'; readonly at: Date; readonly message: Received; readonly reading: Reading | null }
  | { readonly type: 'out'; readonly at: Date; readonly message: Outgoing }
  | { readonly type: 'event'; readonly at: Date; readonly fact: FactRecord; readonly text: string }

/** How a message was understood, and what was done about it. */
export interface Reading {
  readonly intents: readonly string[]
  readonly explicitOptOut: boolean
  readonly evidence: string
  readonly by: string
  readonly confidence: number
  readonly doubt: string | null
  readonly until: string | null
  readonly at: Date
  readonly inboxIds: readonly string[]
  /** What was decided on it, in words. */
  readonly done: readonly string[]
}

/** Everything a conversation's story is told from. */
export interface Told {
  readonly received: readonly Received[]
  readonly outgoing: readonly Outgoing[]
  readonly facts: readonly FactRecord[]
}

/** Loads both directions and the facts. Messages tied to the conversation by their sender alone are known by its facts. */
export async function loadStory(store: Store, conversationId: string): Promise<Told> {
  const [matched, outgoing, facts] = await Promise.all([
    store.history.received(conversationId),
    store.history.outgoing(conversationId),
    store.facts.ofConversation(conversationId),
  ])
  const known = new Set(matched.map(({ _id }) => _id))
  const others = new Set(facts.flatMap(inboxIdsOf).filter((id) => !known.has(id)))
  const further = await Promise.all([...others].map((id) => store.inbox.get(id)))
  return { received: [...matched, ...further].filter(isMessage), outgoing, facts }
}

function inboxIdsOf({ type, data }: FactRecord): string[] {
  return (type === 'message-received' || type === 'message-recorded') && typeof data.inboxId === 'string'
    ? [data.inboxId]
    : []
}

function isMessage(event: Queued<InboxEvent> | null): event is Received {
  return event !== null && event.type === 'message'
}

/** Facts that are said by a message line or a reading already. */
const SAID_ELSEWHERE = new Set([
  'message-received',
  'message-recorded',
  'reply-understood',
  'message-queued',
  'message-sent',
  'timer-set',
])

/** The whole story in time order: messages of both sides with what they were read as, and what else happened. */
export function tellStory(told: Told, when: When): StoryEntry[] {
  const readings = readingsOf(told.facts, when)
  const entries: StoryEntry[] = [
    ...told.received.map((message) => ({
      type: 'in' as const,
      at: message.receivedAt,
      message,
      reading: readings.findLast(({ inboxIds }) => inboxIds.includes(message._id)) ?? null,
    })),
    ...told.outgoing.map((message) => ({ type: 'out' as const, at: leftAt(message, told.facts), message })),
    ...told.facts
      .filter(({ type }) => !SAID_ELSEWHERE.has(type))
      .map((fact) => ({ type: 'event' as const, at: fact.at, fact, text: describeFact(fact, when) })),
  ]
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** When it was sent; else when it is to leave. */
function leftAt(message: Outgoing, facts: readonly FactRecord[]): Date {
  const sent = facts.find(({ type, data }) => type === 'message-sent' && data.outboxId === message._id)
  return sent?.at ?? (message.status === 'ready' ? message.dueAt : message.createdAt)
}

/** Each reply as it was understood, oldest first, with what the same decision brought about. */
export function readingsOf(facts: readonly FactRecord[], when: When): Reading[] {
  return facts
    .filter(({ type }) => type === 'reply-understood')
    .map((fact) => {
      const { data, at } = fact
      const version = versionOf(fact)
      const done = facts.filter((other) => other !== fact && versionOf(other) === version)
      return {
        intents: data.intents as string[],
        explicitOptOut: data.explicitOptOut === true,
        evidence: String(data.evidence ?? ''),
        by: String(data.by),
        confidence: Number(data.confidence),
        doubt: (data.doubt as string | null) ?? null,
        until: (data.until as string | null) ?? null,
        at,
        inboxIds: data.inboxIds as string[],
        done: done.map((other) => describeFact(other, when)),
      }
    })
}
