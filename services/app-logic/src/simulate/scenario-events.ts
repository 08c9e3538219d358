import { type InboxEvent, isEmailAddress, type MessageEvent, normaliseEmail } from '@outrider/shared'
import type { Contact } from '@outrider/shared/domain'
import { extractUntil } from '../understand/extract/until.ts'
import type { ScenarioEvent } from './scenario.ts'
import type { World } from './simulate.ts'

/** The inbox document an edge (or sales ops) would have written for a scenario's event. */
export async function eventFor(
  world: World,
  event: ScenarioEvent,
  step: number,
): Promise<InboxEvent & { _id: string }> {
  const contact = (await world.store.contacts.get(world.contact._id)) ?? world.contact
  if ('command' in event) return commandFor(world, event.command, step)
  if ('auto' in event) return machineMailFor(world, event, step)
  const channel = event.channel ?? (contact.email === null ? 'telegram' : 'email')
  if (channel === 'telegram') await startChat(world, contact)
  return { ...(await messageFor(world, contact, event, channel, step)), kind: 'human', text: event.reply }
}

function commandFor(
  world: World,
  command: 'restart' | 'take-over' | 'hand-back' | 'approve' | 'discard' | 'suppress',
  step: number,
) {
  const { conversationId } = world
  return {
    _id: `command:${step}`,
    type: 'command' as const,
    command,
    conversationId,
    outboxId: null,
    fingerprint: null,
    by: 'sales ops',
  }
}

function machineMailFor(world: World, event: Extract<ScenarioEvent, { auto: unknown }>, step: number) {
  const { contact } = world
  return messageFor(world, contact, event, 'email', step).then((base) => {
    switch (event.auto) {
      case 'complaint':
        return { ...base, kind: 'complaint' as const }
      case 'bounce-hard':
        return {
          ...base,
          kind: 'bounce' as const,
          bounce: {
            recipient: contact.email,
            status: '5.1.1',
            permanent: true,
            reason: 'userunknown',
            blame: 'recipient' as const,
          },
        }
      case 'bounce-soft':
        return {
          ...base,
          kind: 'bounce' as const,
          bounce: {
            recipient: contact.email,
            status: '4.2.2',
            permanent: false,
            reason: 'mailboxfull',
            blame: 'recipient' as const,
          },
        }
      case 'out-of-office':
        return { ...base, kind: 'auto-reply' as const, autoReply: awayFrom(world, event.text ?? '') }
    }
  })
}

/** The same reading of "back on …" that the mail edge makes from a real out-of-office. */
function awayFrom({ clock, contact }: World, text: string) {
  const { date } = extractUntil(text, {
    now: clock.now(),
    zone: contact.timezone,
    lang: contact.language,
    ...(contact.country === null ? {} : { country: contact.country }),
  })
  return { returnsOn: date, gone: false, mentions: [] }
}

async function messageFor(
  { store, clock, conversationId }: World,
  contact: Contact,
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
