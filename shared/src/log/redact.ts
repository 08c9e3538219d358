/**
 * What never stands in a log, by field name (DESIGN §6.12): secrets at no level, content at no level, addresses at
 * debug level only.
 */
const SECRET = /pass(word)?$|^pass|secret|token|authorization|credential|api[-_]?key|private[-_]?key|cookie/i
const CONTENT = new Set([
  'text',
  'html',
  'subject',
  'body',
  'quoted',
  'signature',
  'content',
  'draft',
  'evidence',
  'raw',
  'caption',
  'summary',
  'prompt',
])
const ADDRESS = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'email',
  'address',
  'telegram',
  'phone',
  'recipient',
  'name',
  'fromName',
  'toName',
  'chatId',
  'username',
  'user',
])
const MAX_DEPTH = 6

/** A secret inside a connection address: `mongodb://user:pass@host`. */
const URL_CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi
const EMAIL_IN_TEXT = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:.]+/g

/** A copy fit for a log. `withAddresses` is true at debug level only. */
export function redact(value: unknown, withAddresses: boolean, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value, withAddresses)
  if (value instanceof Date || value === null || typeof value !== 'object') return value
  if (depth >= MAX_DEPTH) return '[deep]'
  if (value instanceof Error) return { name: value.name, message: redactText(value.message, withAddresses) }
  if (Array.isArray(value)) return value.map((item) => redact(item, withAddresses, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (SECRET.test(name)) return [name, '[secret]']
      if (CONTENT.has(name)) return [name, `[${typeof field === 'string' ? field.length : '?'} characters]`]
      if (ADDRESS.has(name) && !withAddresses) return [name, '[address]']
      return [name, redact(field, withAddresses, depth + 1)]
    }),
  )
}

function redactText(text: string, withAddresses: boolean): string {
  const safe = text.replace(URL_CREDENTIALS, '$1:[secret]@')
  return withAddresses ? safe : safe.replace(EMAIL_IN_TEXT, '[address]')
}
