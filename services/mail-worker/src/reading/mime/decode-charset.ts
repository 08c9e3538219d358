import { isUtf8 } from 'node:buffer'
import libmimeCharset from 'libmime/lib/charset.js'

/**
 * Bytes of a text part as a string. A missing, unknown or wrong charset is guessed: valid UTF-8 first, then the
 * eight-bit charsets that are sent without a name most.
 */
export function decodeCharset(bytes: Buffer, declared: string | null): string {
  const charset = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
  const plain =
    charset === '' || /^(us-)?ascii$|^utf-?8$|^unicode-1-1-utf-8$|^unknown|^default$|^7bit$|^8bit$/.test(charset)
  if (!plain) {
    const decoded = decodeNamed(bytes, charset)
    if (decoded !== null && !isGarbled(decoded)) return decoded
  }
  // ISO-2022-JP hides in seven bits behind escapes, and is often sent unnamed.
  if (plain && bytes.includes('\x1b$')) return decodeNamed(bytes, 'iso-2022-jp') ?? bytes.toString('latin1')
  if (isUtf8(bytes)) return stripBom(bytes.toString('utf8'))
  return decodeNamed(bytes, guessEightBit(bytes)) ?? bytes.toString('latin1')
}

/** Replacement characters all over: the charset was unknown, or it was named wrongly. */
function isGarbled(text: string): boolean {
  const sample = text.slice(0, 20_000)
  return sample.split('\ufffd').length - 1 > sample.length / 10
}

function stripBom(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function decodeNamed(bytes: Buffer, charset: string): string | null {
  try {
    return stripBom(libmimeCharset.decode(bytes, charset))
  } catch {
    return null
  }
}

/** Cyrillic prose is mostly high bytes; Western prose has a few among ASCII letters. Damaged UTF-8 stays UTF-8. */
function guessEightBit(bytes: Buffer): string {
  const sample = bytes.subarray(0, 20_000)
  let ascii = 0
  let lower1251 = 0
  let upper1251 = 0
  let utf8Pairs = 0
  for (let i = 0; i < sample.length; i += 1) {
    const byte = sample[i] ?? 0
    const next = sample[i + 1] ?? 0
    if ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) ascii += 1
    if (byte >= 0xe0) lower1251 += 1
    else if (byte >= 0xc0) upper1251 += 1
    if (byte >= 0xc2 && byte <= 0xdf && next >= 0x80 && next <= 0xbf) utf8Pairs += 1
  }
  const high = lower1251 + upper1251
  if (utf8Pairs * 2 > high) return 'utf-8'
  if (high < 4 || high < ascii / 3) return 'windows-1252'
  // KOI8-R has its small letters where windows-1251 has the capitals.
  return upper1251 > lower1251 ? 'koi8-r' : 'windows-1251'
}
