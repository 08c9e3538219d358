import { type Channel, type ContactView, normaliseEmail, normaliseTelegram, type Suppression } from '../domain/index.ts'
import type { SuppressionStore } from './store.ts'

/** `_id` of the suppression of one address. */
export function suppressionId(channel: Channel, address: string): string {
  const normal =
    channel === 'email'
      ? normaliseEmail(address)
      : channel === 'telegram' && !/^\d+$/.test(address)
        ? normaliseTelegram(address)
        : address
  return `${channel}:${normal}`
}

type Addresses = Pick<ContactView, '_id' | 'email' | 'telegram' | 'telegramChatId'>

/** Every id under which a person may be suppressed: a stop on one channel holds on all. */
export function suppressionIdsOf(contact: Addresses): string[] {
  return [
    `contact:${contact._id}`,
    ...(contact.email === null ? [] : [suppressionId('email', contact.email)]),
    ...(contact.telegram === null ? [] : [suppressionId('telegram', contact.telegram)]),
    ...(contact.telegramChatId === null ? [] : [suppressionId('telegram', contact.telegramChatId)]),
  ]
}

/** The suppressions that silence a person on every channel, further addresses they wrote from included. */
export function suppressionsFor(
  contact: Addresses,
  cause: Suppression['cause'],
  at: Date,
  conversationId: string | null,
  alsoEmails: readonly string[] = [],
): Suppression[] {
  const ids = new Set([...suppressionIdsOf(contact), ...alsoEmails.map((email) => suppressionId('email', email))])
  return [...ids].map((_id) => ({
    _id,
    channel: _id.startsWith('telegram:') ? 'telegram' : 'email',
    contactId: contact._id,
    conversationId,
    cause,
    at,
  }))
}

/**
 * Whether nothing may be sent to this person. A look-up that fails counts as yes: an opt-out check that fails open is
 * the one fault this product must not have.
 */
export async function isSuppressedOrAssumeYes(
  suppressions: SuppressionStore,
  ids: readonly string[],
): Promise<{ suppressed: boolean; reason: string }> {
  try {
    const [first] = await suppressions.find(ids)
    return first === undefined
      ? { suppressed: false, reason: '' }
      : { suppressed: true, reason: `suppressed (${first.cause})` }
  } catch {
    return { suppressed: true, reason: 'the suppression look-up failed, so nothing is sent' }
  }
}
