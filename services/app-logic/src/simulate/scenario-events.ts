import { type InboxEvent, isEmailAddress, type MessageEvent, normaliseEmail } from '@outrider/shared'
import type { Contact } from '@outrider/shared/domain'
import { extractUntil } from '../understand/extract/until.ts'
import type { ScenarioEvent } from './scenario.ts'
import type { World } from './simulate.ts'

/** Whom an event is about: the contact of the scenario, or a colleague with a conversation of their own. */
interface Party {
  readonly contact: Contact
  readonly conversationId: string
}

/** The inbox documents an edge (or sales ops) would have written for a scenario's event. */
export async function eventsFor(
  world: World,
  event: ScenarioEvent,
  step: number,
): Promise<(InboxEvent & { _id: string })[]> {
  const party = await partyOf(world, event)
  if ('command' in event) return commandsFor(world, event, party, step)
  if ('auto' in event) return [await machineMailFor(world, party, event, step)]
  const channel = event.channel ?? (party.contact.email === null ? 'telegram' : 'email')
  if (channel === 'telegram') await startChat(world, party.contact)
  return [{ ...(await messageFor(world, party, event, channel, step)), kind: 'human', text: event.reply }]
}

/** A colleague who was written to answers there; one who only joined writes in the conversation of the scenario. */
async function partyOf({ store, contact, conversationId }: World, { from }: ScenarioEvent): Promise<Party> {
  const own = { contact: (await store.contacts.get(contact._id)) ?? contact, conversationId }
  if (from === undefined || !isEmailAddress(from)) return own
  const colleague = await store.contacts.findByAddress('email', normaliseEmail(from))
  if (colleague === null) return own
  const [conversation] = await store.conversations.ofContact(colleague._id)
  return conversation === undefined ? own : { contact: colleague, conversationId: conversation._id }
}

type CommandEvent = Extract<ScenarioEvent, { command: unknown }>

/** Without `from`, what is held for colleagues is approved and discarded along with the rest. */
async function commandsFor(
  { store }: World,
  { command, from }: CommandEvent,
  { conversationId }: Party,
  step: number,
): Promise<(InboxEvent & { _id: string })[]> {
  const held =
    from === undefined && (command === 'approve' || command === 'discard')
      ? (await store.history.withStatus('outbox', ['held'], MOST_HELD)).map((entry) => entry.conversationId)
      : []
  return [...new Set([conversationId, ...held])].map((id, index) => ({
    _id: `command:${step}:${index}`,
    type: 'command' as const,
    command,
    conversationId: id,
    outboxId: null,
    fingerprint: null,
    by: 'sales ops',
  }))
}

const MOST_HELD = 100

async function machineMailFor(
  world: World,
  party: Party,
  event: Extract<ScenarioEvent, { auto: unknown }>,
  step: number,
): Promise<MessageEvent & { _id: string }> {
  const { contact } = party
  const base = await messageFor(world, party, event, 'email', step)
  const blamed = { recipient: contact.email, blame: 'recipient' as const }
  switch (event.auto) {
    case 'complaint':
      return { ...base, kind: 'complaint' }
    case 'bounce-hard': {
      const bounce = { ...blamed, status: '5.1.1', permanent: true, reason: 'userunknown' }
      return { ...base, kind: 'bounce', bounce }
    }
    case 'bounce-soft': {
      const bounce = { ...blamed, status: '4.2.2', permanent: false, reason: 'mailboxfull' }
      return { ...base, kind: 'bounce', bounce }
    }
    case 'out-of-office':
      return { ...base, kind: 'auto-reply', autoReply: awayFrom(world, contact, event.text ?? '') }
  }
}

/** The same reading of "back on …" that the mail edge makes from a real out-of-office. */
function awayFrom({ clock }: World, contact: Contact, text: string) {
  const { date } = extractUntil(text, {
    now: clock.now(),
    zone: contact.timezone,
    lang: contact.language,
    ...(contact.country === null ? {} : { country: contact.country }),
  })
  return { returnsOn: date, gone: false, mentions: [] }
}

async function messageFor(
  { store, clock }: World,
  { contact, conversationId }: Party,
  event: ScenarioEvent,
  channel: MessageEvent['channel'],
  step: number,
): Promise<MessageEvent & { _id: string }> {
  const colleague = event.from !== undefined && isEmailAddress(event.from) ? normaliseEmail(event.from) : null
  const answered = (await store.history.outgoing(conversationId)).findLast(
    (entry) => entry.status === 'sent' && entry.channel === channel,
  )
  const chat = channel === 'telegram' ? { id: chatIdOf(contact), startToken: null, isStart: false } : null
  return {
    _id: `simulate:${step}`,
    type: 'message',
    kind: 'human',
    channel,
    accountId: 'simulate',
    from:
      chat !== null
        ? { address: chat.id, name: contact.name }
        : { address: colleague ?? contact.email ?? '', name: colleague === null ? contact.name : '' },
    to: [],
    cc: [],
    subject: answered?.subject ?? null,
    text: '',
    quoted: '',
    signature: '',
    messageId: channel === 'email' ? `<simulate.${step}@prospect.invalid>` : null,
    inReplyTo: answered?.messageId ?? null,
    references: answered?.messageId == null ? [] : [...answered.references, answered.messageId],
    receivedAt: clock.now(),
    match: { conversationId, by: 'reference', certain: true, outboxId: answered?._id ?? null },
    bounce: null,
    autoReply: null,
    calendarReply: null,
    attachments: [],
    chat,
  }
}

const chatIdOf = (contact: Contact): string => contact.telegramChatId ?? contact.telegram ?? contact._id

/** Writing on Telegram is what starts the bot for a person: from then on it may write back. */
async function startChat({ store }: World, contact: Contact): Promise<void> {
  if (contact.telegramChatId === null) await store.contacts.update(contact._id, { telegramChatId: chatIdOf(contact) })
}
