import { randomUUID } from 'node:crypto'
import { contactIdFor, conversationIdFor, newTelegramToken, suppressionIdsOf } from '@outrider/shared'
import type { Campaign, Contact, Conversation, Suppression } from '@outrider/shared/domain'
import type { Session } from '../frame/session.ts'
import type { ContactDetails } from './contact-fields.ts'

/** What becomes of a person who is to be added. */
export type Addition =
  | { readonly result: 'new'; readonly contact: Contact }
  /** Known already; `differences` are details that are stored otherwise. */
  | {
      readonly result: 'known'
      readonly contact: Contact
      readonly differences: readonly Difference[]
      readonly conversation: Conversation | null
    }
  | { readonly result: 'refused'; readonly reason: string }

export interface Difference {
  readonly field: keyof ContactDetails
  readonly stored: string | null
  readonly given: string
}

/** Looks at everything that decides what adding this person means; writes nothing. */
export async function planAddition(
  { store, clock }: Session,
  details: ContactDetails,
  campaign: Campaign,
): Promise<Addition> {
  const byEmail = details.email === null ? null : await store.contacts.findByAddress('email', details.email)
  const byHandle = details.telegram === null ? null : await store.contacts.findByAddress('telegram', details.telegram)
  if (byEmail !== null && byHandle !== null && byEmail._id !== byHandle._id) {
    return {
      result: 'refused',
      reason: `${details.email} is ${byEmail._id} and ${details.telegram} is ${byHandle._id}: two different contacts`,
    }
  }
  const known = byEmail ?? byHandle
  const contact = known ?? newContact(details, clock.now())
  const [suppression] = await store.suppressions.find(
    suppressionIdsOf({
      ...contact,
      email: details.email ?? contact.email,
      telegram: details.telegram ?? contact.telegram,
    }),
  )
  if (suppression !== undefined) return { result: 'refused', reason: whySuppressed(suppression) }
  const unreachable = noChannel(details, contact, campaign)
  if (unreachable !== null) return { result: 'refused', reason: unreachable }
  if (known === null) return { result: 'new', contact }
  const conversation = await store.conversations.get(conversationIdFor(known._id, campaign._id))
  return { result: 'known', contact: known, differences: differencesOf(details, known), conversation }
}

/** Stores the person, or the details that changed. */
export async function storeContact(
  { store }: Session,
  addition: Exclude<Addition, { result: 'refused' }>,
): Promise<void> {
  if (addition.result === 'new') {
    // False is a race with somebody who adds the same person: the contact is there, which is all that is wanted.
    await store.contacts.create(addition.contact)
    return
  }
  const changes = Object.fromEntries(addition.differences.map(({ field, given }) => [field, given]))
  await store.contacts.update(addition.contact._id, changes)
}

/** Asks app-logic to open the conversation; returns the id of the command. */
export async function requestStart({ store, by }: Session, contactId: string, campaignId: string): Promise<string> {
  const _id = `command:${randomUUID()}`
  await store.inbox.put({ _id, type: 'command', command: 'start', contactId, campaignId, by })
  return _id
}

/** Why nothing may be sent to a suppressed person, in a sentence. */
export function whySuppressed({ cause, at }: Suppression): string {
  const causes = {
    stop: 'they asked for silence',
    complaint: 'they complained about a message',
    command: 'they were suppressed by a command',
  }
  return `${causes[cause]} on ${at.toISOString().slice(0, 10)}; stop is final`
}

/** A person who was not known before. */
export function newContact(details: ContactDetails, createdAt: Date): Contact {
  return {
    _id: contactIdFor(details.email ?? details.telegram ?? ''),
    ...details,
    telegramChatId: null,
    telegramToken: newTelegramToken(),
    unreachable: [],
    source: { by: 'command', contactId: null },
    createdAt,
  }
}

/** Null when the campaign has an account for one of the person's channels. */
function noChannel(details: ContactDetails, contact: Contact, { _id, accounts }: Campaign): string | null {
  const reachable =
    ((details.email ?? contact.email) !== null && accounts.email !== null) ||
    ((details.telegram ?? contact.telegram) !== null && accounts.telegram !== null)
  if (reachable) return null
  const missing = details.email === null ? 'telegram' : 'email'
  return `campaign "${_id}" has no ${missing} account, so it cannot reach them`
}

function differencesOf(details: ContactDetails, known: Contact): Difference[] {
  const fields = ['name', 'email', 'telegram', 'language', 'timezone', 'country', 'company'] as const
  return fields.flatMap((field) => {
    const given = details[field]
    return given === null || given === known[field] ? [] : [{ field, stored: known[field], given }]
  })
}
