import { suppressionId, suppressionsFor } from '@outrider/shared'
import {
  type Contact,
  isEmailAddress,
  normaliseEmail,
  normaliseTelegram,
  type Suppression,
} from '@outrider/shared/domain'
import { giveCommand } from '../conversations/give-command.ts'
import type { Session } from '../frame/session.ts'
import { WrongUseError } from '../frame/wrong-use.ts'

/** An address nothing may be sent to any more. */
export interface SuppressedAddress {
  readonly address: string
  readonly contactId: string | null
  /** False: it was suppressed before. */
  readonly isNew: boolean
  /** Conversations that were told to stop. */
  readonly conversations: readonly string[]
}

type Address = { readonly channel: 'email' | 'telegram'; readonly address: string }

/**
 * What kind of address this is.
 *
 * @throws WrongUseError when it is neither an e-mail address nor a Telegram handle
 */
export function readAddress(word: string): Address {
  const email = normaliseEmail(word)
  if (isEmailAddress(email)) return { channel: 'email', address: email }
  const handle = normaliseTelegram(word)
  if (/^@[a-z][a-z0-9_]{3,31}$/.test(handle)) return { channel: 'telegram', address: handle }
  throw new WrongUseError(`"${word}" is neither an e-mail address nor a Telegram handle`)
}

/**
 * Silences a person for good: known or not, in a conversation or not. The suppression is stored first, for it alone
 * must hold; conversations are then told, so that what is pending there is cancelled.
 */
export async function suppressAddress(session: Session, { channel, address }: Address): Promise<SuppressedAddress> {
  const { store, clock } = session
  const contact = await store.contacts.findByAddress(channel, address)
  const entries = entriesFor(contact, channel, address, clock.now())
  const before = await store.suppressions.find(entries.map(({ _id }) => _id))
  for (const entry of entries) await store.suppressions.add(entry)
  const conversations = contact === null ? [] : await store.conversations.ofContact(contact._id)
  const open = conversations.filter(({ stage }) => stage !== 'stopped')
  for (const conversation of open) await giveCommand(session, conversation, 'suppress', { wait: false })
  return {
    address,
    contactId: contact?._id ?? null,
    isNew: before.length < entries.length,
    conversations: open.map(({ _id }) => _id),
  }
}

function entriesFor(contact: Contact | null, channel: Address['channel'], address: string, at: Date): Suppression[] {
  if (contact !== null) return suppressionsFor(contact, 'command', at, null)
  return [
    { _id: suppressionId(channel, address), channel, contactId: null, conversationId: null, cause: 'command', at },
  ]
}
