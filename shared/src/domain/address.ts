/**
 * The comparable form of an address: suppressions, contacts and matches use nothing else.
 *
 * E-mail: trimmed, lower case, a display name and angle brackets taken off. The local part is lowered too: RFC 5321
 * §2.4 lets it be case-sensitive, but no kept mail host is, and a stop must hold for `Ann@` as for `ann@`.
 */
export function normaliseEmail(address: string): string {
  const inner = /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address
  return inner.trim().toLowerCase()
}

/** The comparable form of a Telegram handle: `@name` in lower case; `t.me/name` links are understood. */
export function normaliseTelegram(handle: string): string {
  const name = handle
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me)\//i, '')
    .replace(/^@/, '')
  return `@${name.toLowerCase()}`
}

/** One at sign, something before it, a dotted domain after it; no spaces, no control characters, at most 254 bytes (RFC 5321 §4.5.3.1). */
export function isEmailAddress(value: string): boolean {
  return (
    value.length <= 254 &&
    /^[^\s@<>()[\],;:"\\\p{Cc}]+@[^\s@<>()[\],;:"\\\p{Cc}]+\.[^\s@.<>()[\],;:"\\\p{Cc}]{2,}$/u.test(value)
  )
}
