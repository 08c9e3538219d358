import { isTimeZone } from '@outrider/shared/domain'
import { z } from 'zod'

const anything = z.unknown().optional()

/** A draft with all it may rest on (DESIGN §7). Facts, thread, prospect and agent may be texts or objects with texts. */
export const checkDraftInputSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  lang: z.string().nullish(),
  channel: z.string().nullish(),
  facts: anything,
  allowedUrls: anything,
  allowedEmails: anything,
  thread: anything,
  prospect: anything,
  agent: anything,
  now: z.union([z.string(), z.number(), z.date()]).nullish(),
  draft: z.string(),
})
export type CheckDraftInput = z.input<typeof checkDraftInputSchema>

/** Every text inside a value, whatever its shape. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (typeof value === 'number') return [String(value)]
  if (value instanceof Date) return [value.toISOString()]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf)
  return []
}

const ZONE_KEYS = /^(?:timezone|time_zone|tz|zone)$/i
const NAME_KEYS = /^(?:name|fullname|full_name|firstname|first_name|given_name)$/i

/** The first text that stands under one of the keys, at any depth. */
function under(value: unknown, keys: RegExp): string | null {
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    if (keys.test(key) && typeof inner === 'string' && inner.trim() !== '') return inner
  }
  for (const inner of Object.values(value)) {
    const found = under(inner, keys)
    if (found !== null) return found
  }
  return null
}

/** The time zone of a person: under a key of that name, or as an IANA name within a text. */
export function zoneOf(person: unknown): string | null {
  const written = textsOf(person).flatMap((text) => text.match(/(?<![\p{L}/])[A-Z][A-Za-z]+\/[A-Z][A-Za-z_/]+/gu) ?? [])
  const named = under(person, ZONE_KEYS)
  return [...(named === null ? [] : [named]), ...written].find(isTimeZone) ?? null
}

/** Name of a person given as a text ("Anna Sokolova, Otzyvy, anna@…") or as an object. */
export function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value.split(/[,<(;|\n]/)[0]?.trim() || null
  return under(value, NAME_KEYS)
}

/** The messages of the thread with the side they come from, where that is said. */
export function messagesOf(thread: unknown): Array<{ readonly inbound: boolean | null; readonly text: string }> {
  const list = Array.isArray(thread) ? thread : thread === undefined || thread === null ? [] : [thread]
  return list.flatMap((message) => {
    if (typeof message === 'string') return [{ inbound: sideOf(message), text: message }]
    const direction = under(message, /^(?:direction|from|role|side|author)$/i)
    const inbound =
      direction === null ? null : /^(?:in|user|prospect|customer|client|lead|received)/i.test(direction.trim())
    return [{ inbound, text: textsOf(message).join('\n') }]
  })
}

function sideOf(message: string): boolean | null {
  if (/^\s*(?:in|prospect|customer|client|user|клиент)\s*[:>]/i.test(message)) return true
  return /^\s*(?:out|agent|us|sales|агент|мы)\s*[:>]/i.test(message) ? false : null
}
