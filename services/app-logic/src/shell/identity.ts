import { createHash, randomBytes } from 'node:crypto'

const digest = (text: string, length: number) => createHash('sha256').update(text).digest('hex').slice(0, length)

/** `c_…` from the person's first normalised address: adding somebody twice finds the same contact; carries no readable address. */
export function contactIdFor(address: string): string {
  return `c_${digest(`contact:${address}`, 16)}`
}

/** `v_…`: one contact in one campaign is one conversation. */
export function conversationIdFor(contactId: string, campaignId: string): string {
  return `v_${digest(`conversation:${contactId}:${campaignId}`, 16)}`
}

/** An unguessable token for the deep link of the bot (1–64 characters of `A-Za-z0-9_-`). */
export function newTelegramToken(): string {
  return randomBytes(18).toString('base64url')
}

/** Hash of what would leave: an approval names it, so that only what was read can leave. */
export function fingerprintOf(parts: readonly unknown[]): string {
  return digest(JSON.stringify(parts), 16)
}
