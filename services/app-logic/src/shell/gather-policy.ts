import { isSuppressedOrAssumeYes, suppressionId, suppressionIdsOf } from '@outrider/shared'
import {
  type Campaign,
  type Contact,
  type Conversation,
  normaliseEmail,
  type ReplyReading,
} from '@outrider/shared/domain'
import type { ColleagueStanding, Policy } from '../core/policy.ts'
import { holidaysOf } from '../understand/extract/holidays.ts'
import type { AppLogic } from './app-logic.ts'

/** Looks up all that a decision may know. A suppression look-up that fails counts as suppressed. */
export async function gatherPolicy(
  app: AppLogic,
  contact: Contact,
  campaign: Campaign,
  reading: ReplyReading | null,
): Promise<Policy> {
  const { store, clock } = app
  const { suppressed } = await isSuppressedOrAssumeYes(store.suppressions, suppressionIdsOf(contact))
  const year = clock.now().getUTCFullYear()
  const email = await emailAddressOf(app, campaign)
  return {
    settings: campaign.settings,
    contact,
    accounts: campaign.accounts,
    suppressed,
    holidays: holidaysOf(contact.country, year, year + 1),
    colleague:
      reading?.redirect?.email == null ? null : await standingOf(app, contact, normaliseEmail(reading.redirect.email)),
    calendarDomain: email?.split('@')[1] ?? 'outrider.invalid',
  }
}

/** The address the campaign writes from; null where it has no e-mail account. */
export async function emailAddressOf(app: AppLogic, campaign: Campaign): Promise<string | null> {
  if (campaign.accounts.email === null) return null
  const account = await app.store.accounts.get(campaign.accounts.email)
  return account?.settings.channel === 'email' ? account.settings.address : null
}

async function standingOf({ store }: AppLogic, writer: Contact, email: string): Promise<ColleagueStanding> {
  if (email === writer.email) return 'self'
  const accounts = await store.accounts.list()
  const own = accounts.flatMap(({ settings }) =>
    settings.channel === 'email' ? [settings.address, ...settings.aliases] : [],
  )
  if (own.some((address) => normaliseEmail(address) === email)) return 'self'
  const contact = await store.contacts.findByAddress('email', email)
  const ids = contact === null ? [suppressionId('email', email)] : suppressionIdsOf(contact)
  if ((await isSuppressedOrAssumeYes(store.suppressions, ids)).suppressed) return 'suppressed'
  if (contact === null) return 'unknown'
  const conversations: Conversation[] = await store.conversations.ofContact(contact._id)
  return conversations.length > 0 ? 'in-conversation' : 'unknown'
}
