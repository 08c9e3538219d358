import { OutriderError } from '@outrider/shared'
import { type Contact, isEmailAddress, normaliseEmail, normaliseTelegram } from '@outrider/shared/domain'
import type { Session } from '../frame/session.ts'
import { suggestion } from '../frame/suggest.ts'

/** Contacts looked through for a near miss. */
const LOOKED_THROUGH = 1_000

/**
 * The contact of an id (`c_…`), the id of one of their conversations (`v_…`), an e-mail address, a Telegram handle or
 * a chat id.
 *
 * @throws OutriderError CONTACT_UNKNOWN, with the nearest one there is
 */
export async function findContact(session: Session, word: string): Promise<Contact> {
  const found = await lookUp(session, word.trim())
  if (found !== null) return found
  const known = await session.store.contacts.list(LOOKED_THROUGH)
  const names = known.flatMap(({ _id, email, telegram }) => [_id, email, telegram].filter((name) => name !== null))
  throw new OutriderError('CONTACT_UNKNOWN', `there is no contact "${word}".${suggestion(word, names)}`)
}

async function lookUp({ store }: Session, word: string): Promise<Contact | null> {
  if (/^c_[0-9a-f]{16}$/.test(word)) return store.contacts.get(word)
  if (/^v_[0-9a-f]{16}$/.test(word)) {
    const conversation = await store.conversations.get(word)
    return conversation === null ? null : store.contacts.get(conversation.contactId)
  }
  const email = normaliseEmail(word)
  if (isEmailAddress(email)) return store.contacts.findByAddress('email', email)
  return (
    (await store.contacts.findByAddress('telegram', word)) ??
    (await store.contacts.findByAddress('telegram', normaliseTelegram(word)))
  )
}
