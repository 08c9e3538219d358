import { createHmac, timingSafeEqual } from 'node:crypto'

/** 128 bits of the HMAC: not to be guessed, and short enough for one header line. */
const MAC_BYTES = 16

/** An unguessable token that names a conversation (RFC 8058 §3.1). */
export function oneClickToken(secret: string, conversationId: string): string {
  return `${conversationId}.${macOf(secret, conversationId).toString('base64url')}`
}

/** The conversation of a token; null for one we did not make. Compared in constant time. */
export function conversationOfToken(secret: string, token: string): string | null {
  const [, conversationId, mac] = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{22})$/.exec(token) ?? []
  if (conversationId === undefined || mac === undefined) return null
  const given = Buffer.from(mac, 'base64url')
  const wanted = macOf(secret, conversationId)
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? conversationId : null
}

/** The one-click address of a conversation; null where the account or the secret is not set up for it. */
export function oneClickUrl(base: string | null, secret: string | undefined, conversationId: string): string | null {
  if (base === null || secret === undefined) return null
  const url = new URL(base)
  if (url.protocol !== 'https:') return null
  url.searchParams.set('t', oneClickToken(secret, conversationId))
  return url.href
}

function macOf(secret: string, conversationId: string): Buffer {
  return createHmac('sha256', secret).update(`one-click:${conversationId}`).digest().subarray(0, MAC_BYTES)
}
