import { isSuppressedOrAssumeYes, suppressionId, suppressionIdsOf } from '@outrider/shared'
import {
  type Campaign,
  type Contact,
  type Conversation,
  normaliseEmail,
  type Understanding,
} from '@outrider/shared/domain'
import type { ColleagueStanding, Policy } from '../core/policy.ts'
import { holidaysOf } from '../understand/extract/holidays.ts'
import type { AppLogic } from './app-logic.ts'

type Loaded = { readonly conversation: Conversation; readonly contact: Contact; readonly campaign: Campaign }
type Reply = Extract<Understanding, { type: 'reply' }>

/** Looks up all that a decision may know. A suppression look-up that fails counts as suppressed. */
export async function gatherPolicy(app: AppLogic, loaded: Loaded, understanding: Understanding): Promise<Policy> {
  const { store, clock } = app
  const { contact, campaign } = loaded
  const { suppressed } = await isSuppressedOrAssumeYes(store.suppressions, suppressionIdsOf(contact))
  const year = clock.now().getUTCFullYear()
  const email = await emailAddressOf(app, campaign)
  return {
    settings: campaign.settings,
    contact,
    accounts: campaign.accounts,
    suppressed,
    holidays: holidaysOf(contact.country, year, year + 1),
    colleague: understanding.type === 'reply' ? await colleagueOf(app, loaded, understanding) : null,
    calendarDomain: email?.split('@')[1] ?? 'outrider.invalid',
  }
}

/** The address the campaign writes from; null where it has no e-mail account. */
export async function emailAddressOf(app: AppLogic, campaign: Campaign): Promise<string | null> {
  if (campaign.accounts.email === null) return null
  const account = await app.store.accounts.get(campaign.accounts.email)
  return account?.settings.channel === 'email' ? account.settings.address : null
}

async function colleagueOf(app: AppLogic, loaded: Loaded, reply: Reply): Promise<ColleagueStanding | null> {
  const named = reply.reading.redirect?.email
  if (named == null) return null
  const email = normaliseEmail(named)
  if (isWriter(loaded, reply, email) || (await isOurs(app, email))) return 'self'
  return standingOf(app, loaded, email)
}

/** Whoever names their own address points to nobody; on a channel without addresses the contact's own is meant. */
function isWriter({ contact }: Loaded, { messages }: Reply, email: string): boolean {
  const writers = messages.map(({ from }) => from).filter((from) => from.includes('@'))
  return writers.length === 0 ? email === contact.email : writers.some((writer) => normaliseEmail(writer) === email)
}

async function isOurs({ store }: AppLogic, email: string): Promise<boolean> {
  const accounts = await store.accounts.list()
  const own = accounts.flatMap(({ settings }) =>
    settings.channel === 'email' ? [settings.address, ...settings.aliases] : [],
  )
  return own.some((address) => normaliseEmail(address) === email)
}

async function standingOf({ store }: AppLogic, loaded: Loaded, email: string): Promise<ColleagueStanding> {
  const contact = await store.contacts.findByAddress('email', email)
  const ids = contact === null ? [suppressionId('email', email)] : suppressionIdsOf(contact)
  if ((await isSuppressedOrAssumeYes(store.suppressions, ids)).suppressed) return 'suppressed'
  if (await hasWritten(store, loaded.conversation._id, email)) return 'in-conversation'
  if (contact === null) return 'unknown'
  const conversations: Conversation[] = await store.conversations.ofContact(contact._id)
  return conversations.length > 0 ? 'in-conversation' : 'unknown'
}

/** A colleague who joined this conversation needs no second thread. */
async function hasWritten({ history }: AppLogic['store'], conversationId: string, email: string): Promise<boolean> {
  const received = await history.received(conversationId)
  return received.some(
    (event) =>
      event.type === 'message' &&
      event.kind === 'human' &&
      event.channel === 'email' &&
      event.from !== null &&
      normaliseEmail(event.from.address) === email,
  )
}
