import type { Store } from '@outrider/shared'
import type { Campaign, Contact } from '@outrider/shared/domain'

/** The link by which a person opens the bot as this contact; null when the campaign has no bot or they opened it. */
export async function deepLink(store: Store, campaign: Campaign, contact: Contact): Promise<string | null> {
  if (campaign.accounts.telegram === null || contact.telegramChatId !== null) return null
  const account = await store.accounts.get(campaign.accounts.telegram)
  if (account?.settings.channel !== 'telegram') return null
  return `https://t.me/${account.settings.username}?start=${contact.telegramToken}`
}
