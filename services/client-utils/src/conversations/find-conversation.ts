import type { Contact, Conversation } from '@outrider/shared/domain'
import { findCampaign } from '../contacts/find-campaign.ts'
import { findContact } from '../contacts/find-contact.ts'
import { RefusedError } from '../frame/refused.ts'
import type { Session } from '../frame/session.ts'
import { WrongUseError } from '../frame/wrong-use.ts'

/**
 * The conversation a command means: of this contact, in this campaign where one is named.
 *
 * @throws OutriderError CONTACT_UNKNOWN or CAMPAIGN_UNKNOWN; RefusedError where there is none; WrongUseError where there are several and none is named
 */
export async function findConversation(
  session: Session,
  word: string,
  campaignId: string | undefined,
): Promise<{ contact: Contact; conversation: Conversation }> {
  const contact = await findContact(session, word)
  const all = await session.store.conversations.ofContact(contact._id)
  const named = all.find(({ _id }) => _id === word)
  if (named !== undefined) return { contact, conversation: named }
  const wanted =
    campaignId === undefined ? undefined : findCampaign(await session.store.campaigns.list(), campaignId)._id
  const meant = wanted === undefined ? all : all.filter((conversation) => conversation.campaignId === wanted)
  const [conversation] = meant
  if (conversation === undefined) {
    const where = wanted === undefined ? '' : ` in campaign "${wanted}"`
    throw new RefusedError(`${word} has no conversation${where} yet`)
  }
  if (meant.length > 1) {
    const campaigns = meant.map((each) => each.campaignId).join(', ')
    throw new WrongUseError(`${word} is in several campaigns, name one with --campaign: ${campaigns}`)
  }
  return { contact, conversation }
}
