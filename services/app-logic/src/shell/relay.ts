import { FORGET_HAND_OVER, newTelegramToken } from '@outrider/shared'
import type { Contact, Conversation } from '@outrider/shared/domain'
import { nominativeName } from '../draft/nominative-name.ts'
import type { AppLogic } from './app-logic.ts'

/**
 * Carries out what a commit left to do outside its document. Every step is harmless to repeat, so a crash anywhere in
 * it is mended by doing it again; only then is the work taken off the document.
 */
export async function relay(app: AppLogic, conversation: Conversation): Promise<void> {
  const { store } = app
  const { entries, cancellations, approvals, openings, facts } = conversation.pending
  for (const { outboxId, reason } of cancellations) {
    await store.outbox.move(outboxId, ['held', 'ready', 'uncertain'], 'cancelled', { reason })
  }
  for (const { outboxId, sendAt, leaveWithin } of approvals) {
    await store.outbox.move(outboxId, ['held', 'uncertain'], 'ready', {
      dueAt: sendAt,
      fields: { ...FORGET_HAND_OVER, leaveWithin },
    })
  }
  for (const entry of entries)
    await store.outbox.put(entry, { status: entry.held ? 'held' : 'ready', dueAt: entry.dueAt })
  for (const opening of openings) await openFor(app, conversation, opening)
  await store.facts.add(facts)
  await scheduleNext(app, conversation)
  const busy = [entries, cancellations, approvals, openings, facts].some((work) => work.length > 0)
  if (busy) await store.conversations.clearPending(conversation._id, conversation.version)
}

/** What a crash between a commit and its relay left behind. */
export async function relayAll(app: AppLogic): Promise<number> {
  const left = await app.store.conversations.withPending(100)
  for (const conversation of left) await relay(app, conversation)
  return left.length
}

/** The next instant at which something falls due without anybody writing; null when nothing does. */
export function nextDueAt({ turn, timer, stage }: Conversation): Date | null {
  // Timers rest while a person has the conversation; a turn does not, for a stop counts even then.
  const resting = stage === 'handed-over' || stage === 'stopped'
  const due = [turn?.dueAt, resting ? undefined : timer?.dueAt].filter((instant) => instant !== undefined)
  return due.length === 0 ? null : new Date(Math.min(...due.map((instant) => instant.getTime())))
}

async function scheduleNext({ store }: AppLogic, conversation: Conversation): Promise<void> {
  const dueAt = nextDueAt(conversation)
  if (dueAt === null) return
  const { _id: conversationId, version } = conversation
  await store.inbox.put(
    { _id: `timer:${conversationId}:${version}`, type: 'timer', conversationId, version },
    { dueAt },
  )
}

/** The colleague becomes a contact in the writer's language, zone and company, and their conversation is asked for. */
async function openFor(
  { store, clock }: AppLogic,
  conversation: Conversation,
  { name, email, contactId }: Conversation['pending']['openings'][number],
): Promise<void> {
  const writer = await store.contacts.get(conversation.contactId)
  if (writer === null) return
  const known = await store.contacts.findByAddress('email', email)
  const contact: Contact = {
    _id: contactId,
    name: nominativeName(name ?? ''),
    company: writer.company,
    email,
    telegram: null,
    telegramChatId: null,
    telegramToken: newTelegramToken(),
    language: writer.language,
    timezone: writer.timezone,
    country: writer.country,
    unreachable: [],
    source: { by: 'redirect', contactId: writer._id },
    createdAt: clock.now(),
  }
  if (known === null) await store.contacts.create(contact)
  await store.inbox.put({
    _id: `command:open:${conversation._id}:${contactId}`,
    type: 'command',
    command: 'start',
    contactId: known?._id ?? contactId,
    campaignId: conversation.campaignId,
    by: 'redirect',
  })
}
