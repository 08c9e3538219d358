import { contactIdFor, factData, suppressionsFor } from '@outrider/shared'
import type {
  Campaign,
  Contact,
  Conversation,
  Fact,
  FactRecord,
  OutboxEntry,
  Understanding,
} from '@outrider/shared/domain'
import type { Action, SendAction } from '../core/action.ts'
import { evolve } from '../core/evolve.ts'
import { type Carried, factOf } from '../core/fact-of.ts'
import type { AppLogic } from './app-logic.ts'
import { composeEntry } from './compose-entry.ts'

/** More events than can be under way for one conversation at a time. */
const HANDLED_REMEMBERED = 50

type Loaded = { readonly conversation: Conversation; readonly contact: Contact; readonly campaign: Campaign }

/**
 * Turns actions into facts and writes them with the new state in ONE version-filtered write. What must hold even if
 * that write loses its race, a suppression, is written before it.
 *
 * @throws ConflictError when the conversation changed meanwhile
 */
export async function commit(
  app: AppLogic,
  loaded: Loaded,
  understanding: Understanding,
  actions: readonly Action[],
  eventId: string,
  signal: AbortSignal,
): Promise<Conversation> {
  const { conversation } = loaded
  const at = app.clock.now()
  const version = conversation.version + 1
  await applyOutside(app, loaded, understanding, actions, at)
  const { facts, entries } = await factsOf(app, loaded, understanding, actions, { at, version, signal })
  const evolved = facts.reduce(evolve, conversation)
  const committed: Conversation = {
    ...evolved,
    version,
    handled: [...conversation.handled, eventId].slice(-HANDLED_REMEMBERED),
    pending: {
      entries,
      cancellations: actions.flatMap((action) =>
        action.do === 'cancel' ? [{ outboxId: action.outboxId, reason: action.reason }] : [],
      ),
      approvals: actions.flatMap((action) =>
        action.do === 'approve'
          ? [{ outboxId: action.outboxId, sendAt: action.sendAt, leaveWithin: [...action.leaveWithin] }]
          : [],
      ),
      openings: actions.flatMap((action) =>
        action.do === 'open-conversation'
          ? [{ ...action.colleague, contactId: contactIdFor(action.colleague.email) }]
          : [],
      ),
      facts: facts.map((fact, index) => recordOf(fact, committedId(conversation, version, index), conversation)),
    },
  }
  await app.store.conversations.replace(committed)
  return committed
}

/** Suppressions and lost channels live outside the conversation; both are harmless to repeat. */
async function applyOutside(
  { store }: AppLogic,
  { conversation, contact }: Loaded,
  understanding: Understanding,
  actions: readonly Action[],
  at: Date,
): Promise<void> {
  for (const action of actions) {
    if (action.do === 'suppress') {
      const writers = understanding.type === 'reply' ? understanding.messages.map(({ from }) => from) : []
      const emails = writers.filter((address) => address.includes('@'))
      for (const entry of suppressionsFor(contact, action.cause, at, conversation._id, emails))
        await store.suppressions.add(entry)
    }
    if (action.do === 'lose-channel' && !contact.unreachable.includes(action.channel)) {
      await store.contacts.update(contact._id, { unreachable: [...contact.unreachable, action.channel] })
    }
  }
}

interface CommitContext {
  readonly at: Date
  readonly version: number
  readonly signal: AbortSignal
}

async function factsOf(
  app: AppLogic,
  loaded: Loaded,
  understanding: Understanding,
  actions: readonly Action[],
  { at, version, signal }: CommitContext,
): Promise<{ facts: Fact[]; entries: OutboxEntry[] }> {
  const facts: Fact[] = []
  const entries: OutboxEntry[] = []
  if (understanding.type === 'reply') {
    facts.push({ type: 'reply-understood', at, reading: understanding.reading, messages: understanding.messages })
  }
  const delivered = deliveredIn(understanding, loaded.conversation)
  const afterwards: Fact[] = []
  for (const action of actions) {
    const colleagueId = action.do === 'open-conversation' ? contactIdFor(action.colleague.email) : null
    const carried: Carried = { at, entry: null, delivered, colleagueId }
    if (action.do !== 'send') {
      facts.push(factOf(action, carried))
      continue
    }
    const id = `${loaded.conversation._id}:${version}:${entries.length + 1}`
    const composed = await composeSend(app, loaded, understanding, action, id, signal)
    entries.push(composed.entry)
    facts.push(factOf(action, { ...carried, entry: composed.entry }))
    if (composed.handOver !== null) afterwards.push({ type: 'handed-over', at, reason: composed.handOver, by: 'agent' })
  }
  const handedOver = facts.some((fact) => fact.type === 'handed-over')
  return { facts: handedOver ? facts : [...facts, ...afterwards], entries }
}

async function composeSend(
  app: AppLogic,
  loaded: Loaded,
  understanding: Understanding,
  action: SendAction,
  id: string,
  signal: AbortSignal,
) {
  const reading = understanding.type === 'reply' ? understanding.reading : null
  return composeEntry(app, { ...loaded, reading, action, id }, signal)
}

function deliveredIn(understanding: Understanding, conversation: Conversation): Carried['delivered'] {
  if (understanding.type !== 'delivery-report' || understanding.entry === null) return null
  const outstanding = conversation.outstanding.find((each) => each.outboxId === understanding.outboxId) ?? null
  return { entry: understanding.entry, outstanding, at: understanding.at }
}

const committedId = ({ _id }: Conversation, version: number, index: number) => `${_id}:${version}:f${index}`

function recordOf(fact: Fact, _id: string, { _id: conversationId, contactId, campaignId }: Conversation): FactRecord {
  return { _id, conversationId, contactId, campaignId, at: fact.at, type: fact.type, data: { ...factData(fact) } }
}
