import { createHash, randomBytes } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** `c_…` from the person's first normalised address: adding somebody twice finds the same contact; carries no readable address. */
export function contactIdFor(address: string): string {
  return `c_${digest(`contact:${address}`)}`
}

/** `v_…`: one contact in one campaign is one conversation. */
export function conversationIdFor(contactId: string, campaignId: string): string {
  return `v_${digest(`conversation:${contactId}:${campaignId}`)}`
}

/** An unguessable token for the deep link of the bot (1–64 characters of `A-Za-z0-9_-`). */
export function newTelegramToken(): string {
  return randomBytes(18).toString('base64url')
}
