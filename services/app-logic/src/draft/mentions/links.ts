import { blank, matches, type Span } from './mask.ts'

/** An address of any kind, with its comparable form. Null: written so that it cannot be read, as in `site [dot] com`. */
export interface Link extends Span {
  readonly kind: 'url' | 'email' | 'handle' | 'phone'
  readonly key: string | null
}

const HOST_LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}_-]*[\\p{L}\\p{N}])?'
// Endings a bare domain is known by; a file name or a missing space after a full stop is none.
const TLD =
  'com|net|org|info|biz|io|co|ai|app|dev|ru|su|es|mx|ar|cl|pe|uk|de|fr|it|eu|us|kz|by|ua|cn|online|site|shop|store|link|click|top|xyz|pro|tech|cloud|live|page|team|work|tv|cc|ly|gl|gg|me|test|example|invalid|local|localhost|рф|рус|онлайн|сайт|москва'
const TAIL = '[^\\s<>"«»“”\\])}]*'

const EMAIL = new RegExp(`(?:mailto:)?[\\p{L}\\p{N}._%+'-]+@${HOST_LABEL}(?:\\.${HOST_LABEL})+`, 'giu')
const SPELLED_EMAIL =
  /[\p{L}\p{N}._-]+(?:\s*(?:\[at\]|\(at\)|\{at\}|\(собака\)|\[собака\]|\(arroba\)|\[arroba\])\s*[\p{L}\p{N}-]+\s*(?:\.|[[({]?(?:dot|точка|punto)[\])}]?)|\s(?:at|собака|arroba)\s[\p{L}\p{N}-]+\s*[[({]?(?:dot|точка|punto)[\])}]?)\s*\p{L}{2,}/giu
const SPELLED_AT = /[[({](?:at|собака|arroba)[\])}]|\s(?:at|собака|arroba)\s/iu
const SCHEME_URL = new RegExp(`\\b(?:[a-z][a-z0-9+.-]{1,12}:\\/\\/|javascript:|data:text)${TAIL}`, 'giu')
const WWW_URL = new RegExp(`(?<![\\p{L}\\p{N}@])www\\.${TAIL}`, 'giu')
const BARE_URL = new RegExp(
  `(?<![\\p{L}\\p{N}@._/-])(?:${HOST_LABEL}\\.)+(?:${TLD})(?![\\p{L}\\p{N}_-])(?::\\d{2,5})?(?:[/?#]${TAIL})?`,
  'giu',
)
const PATH_URL = new RegExp(`(?<![\\p{L}\\p{N}@._/-])(?:[a-z0-9-]+\\.)+[a-z]{2,12}\\/${TAIL}`, 'giu')
const SPELLED_URL =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\s*(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)|\{dot\}|\[точка\]|\(точка\)|\s(?:dot|точка|punto)\s(?=(?:com|ru|org|net|io|ру|ком|es|mx)(?!\p{L})))\s*\p{L}{2,}/giu
const HANDLE = /(?<![\p{L}\p{N}@._/-])@[a-z0-9_]{3,32}(?![\p{L}\p{N}_])/giu

/** URLs, e-mail addresses and handles of a text. */
export function linksOf(text: string): Link[] {
  const found: Link[] = []
  let rest = text
  const take = (pattern: RegExp, kind: Link['kind'], keyOf: (written: string) => string | null) => {
    const hits = matches(rest, pattern).map(({ from, hit }) => {
      const written = hit[0].replace(/[.,;:!?…'’]+$/u, '')
      return { from, to: from + written.length, kind, key: keyOf(written) }
    })
    found.push(...hits)
    rest = blank(rest, hits)
  }
  take(SCHEME_URL, 'url', urlKey)
  take(EMAIL, 'email', emailKey)
  if (SPELLED_AT.test(text)) take(SPELLED_EMAIL, 'email', () => null)
  take(WWW_URL, 'url', urlKey)
  take(BARE_URL, 'url', urlKey)
  take(PATH_URL, 'url', urlKey)
  take(SPELLED_URL, 'url', () => null)
  take(HANDLE, 'handle', (written) => written.toLowerCase())
  return found.sort((a, b) => a.from - b.from)
}

/**
 * The comparable form of a URL: host without `www.` and case, path without a last slash, query and fragment as they
 * are. Look-alike letters stay apart, for the host is compared in its ASCII form (RFC 3492). Null for no URL.
 */
export function urlKey(written: string): string | null {
  const candidate =
    /^[a-z][a-z0-9+.-]*:/i.test(written) && !/^[\w.-]+:\d/.test(written) ? written : `https://${written}`
  if (!URL.canParse(candidate)) return null
  const url = new URL(candidate)
  const scheme = url.protocol === 'https:' || url.protocol === 'http:' ? '' : url.protocol
  const user = url.username === '' ? '' : `${url.username}@`
  const path = url.pathname.replace(/\/+$/, '')
  return `${scheme}${user}${url.host.replace(/^www\./, '')}${path}${url.search}${url.hash}`
}

export function emailKey(written: string): string {
  return written
    .replace(/^mailto:/i, '')
    .normalize('NFC')
    .toLowerCase()
}

const PHONE = /(?<![\p{L}\p{N}.,])(?:\+\s?)?\(?\d[\d\s().–-]{5,20}\d(?![\p{L}\p{N}])/gu
const GROUPED =
  /^\+|^8[\s(-]\(?\d{3}[\s)-]|\(\d{2,4}\)|(?<!\d)\d{3}[-–]\d{2}[-–]\d{2}$|^\d{3}[-–]\d{4}$|^\d{3}[-–.]\d{3}[-–.]\d{3,4}$/

const PHONE_WORD =
  /(?:тел(?:ефон\p{L}*)?|моб(?:ильн\p{L}+)?|номер\p{L}*|звон\p{L}+|whatsapp|viber|phone|mobile|cell|tel|call\p{L}*|ring\p{L}*|number|movil|celular|cel|llam\p{L}+|marque\p{L}*|numero)[.:,]?\s*(?:\p{L}{1,6}\s)?$/iu

/** Telephone numbers: digits grouped as people write them; a price or a date is none. */
export function phonesOf(text: string): Link[] {
  return matches(text, PHONE).flatMap(({ from, to, hit }) => {
    const digits = hit[0].replace(/\D/g, '')
    const plain = /^[78]\d{10}$/.test(hit[0])
    const fits = digits.length >= 7 && digits.length <= 15
    const announced = PHONE_WORD.test(text.slice(Math.max(0, from - 25), from))
    if (!fits || !(plain || announced || GROUPED.test(hit[0].trim()))) return []
    return [{ from, to, kind: 'phone' as const, key: phoneKey(digits) }]
  })
}

/** National digits: `+7` and `8` before a Russian number say the same. */
export function phoneKey(digits: string): string {
  const plain = digits.replace(/\D/g, '')
  return plain.length > 10 ? plain.slice(-10) : plain
}
