/** Our own mark in a Message-ID: `<outrider.CONVERSATION.VERSION.N@domain>`. */
const OWN_MESSAGE_ID = /^<?outrider\.([A-Za-z0-9_-]{3,64})\.(\d{1,9})\.(\d{1,9})@/

/** A message of ours as its Message-ID names it. */
export interface OwnMessage {
  readonly conversationId: string
  readonly outboxId: string
}

/** What our Message-ID says, also where the outbox no longer knows the message; null for ids of others. */
export function ownMessageOf(messageId: string): OwnMessage | null {
  const found = OWN_MESSAGE_ID.exec(messageId.trim())
  const [, conversationId, version, n] = found ?? []
  if (conversationId === undefined) return null
  return { conversationId, outboxId: `${conversationId}:${version}:${n}` }
}

/** The conversation named in a sub-address of ours (RFC 5233): `sales+v_1f…@example.com`; null where there is none. */
export function conversationInAddress(address: string, ownAddresses: readonly string[]): string | null {
  const [, local, detail, domain] = /^([^@+]+)\+([A-Za-z0-9_-]{3,64})@(.+)$/.exec(address) ?? []
  if (local === undefined || detail === undefined) return null
  return ownAddresses.includes(`${local}@${domain}`) ? detail : null
}

/** The conversation in the subject of a mail that `List-Unsubscribe` asked for: `unsubscribe v_1f…`. */
export function conversationToUnsubscribe(subject: string): string | null {
  return /^\s*unsubscribe\s+(v_[A-Za-z0-9]{1,64})\s*$/i.exec(subject)?.[1] ?? null
}

/** The subject of {@link conversationToUnsubscribe}. */
export function unsubscribeSubject(conversationId: string): string {
  return `unsubscribe ${conversationId}`
}
