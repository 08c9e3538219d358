import libmime from 'libmime'
import { readingLimits } from '../limits.ts'
import { decodeCharset } from './decode-charset.ts'

/** One header field, unfolded but not decoded. */
export interface HeaderField {
  /** Lower case. */
  readonly name: string
  readonly value: string
}

/** Header fields in the order of the mail. */
export type HeaderList = readonly HeaderField[]

/** First value of a field as it stands, or null. */
export function rawHeader(headers: HeaderList, name: string): string | null {
  return headers.find((field) => field.name === name)?.value ?? null
}

/** First value of a field with encoded words (RFC 2047) decoded, or null. */
export function decodedHeader(headers: HeaderList, name: string): string | null {
  const value = rawHeader(headers, name)
  return value === null ? null : decodeWords(value)
}

/** Every value of a field, decoded. */
export function decodedHeaders(headers: HeaderList, name: string): string[] {
  return headers.filter((field) => field.name === name).map((field) => decodeWords(field.value))
}

/** Encoded words decoded; what cannot be decoded stays as it is. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  try {
    return libmime.decodeWords(value)
  } catch {
    return value
  }
}

/** Value and parameters of a structured field (RFC 2045, RFC 2231), never throwing. */
export function structuredHeader(
  headers: HeaderList,
  name: string,
): { readonly value: string; readonly params: Readonly<Record<string, string>> } {
  const raw = rawHeader(headers, name)
  if (raw === null) return { value: '', params: {} }
  try {
    const parsed = libmime.parseHeaderValue(raw.slice(0, 4_000))
    return { value: parsed.value.trim().toLowerCase(), params: parsed.params }
  } catch {
    return { value: (raw.split(';')[0] ?? '').trim().toLowerCase(), params: {} }
  }
}

/** Field names are printable ASCII without colon (RFC 5322 §2.2); a blank before the colon is an old habit. */
const fieldLine = /^([!-9;-~]{1,100})[ \t]*:/

/** Does this line begin a header field? */
export function isFieldLine(line: string): boolean {
  return fieldLine.test(line)
}

/** A folded line; some senders forget the blank before a parameter (`boundary=…`) on a line of its own. */
export function isContinuation(line: string): boolean {
  return (
    /^[ \t]/.test(line) ||
    /^(?:boundary|charset|name|filename|format|delsp|report-type|type|protocol|micalg)\*?=/i.test(line)
  )
}

/** Header fields of unfolded or folded lines; lines that are no field are left out. */
export function parseHeaderLines(lines: readonly string[]): HeaderField[] {
  const fields: HeaderField[] = []
  let name: string | null = null
  let parts: string[] = []
  const flush = () => {
    if (name !== null) fields.push({ name, value: decodeEightBit(parts.join(' ').trim()) })
  }
  for (const line of lines) {
    if (isContinuation(line)) {
      if (name !== null) parts.push(line.trim())
      continue
    }
    const match = fieldLine.exec(line)
    if (!match) continue
    flush()
    if (fields.length >= readingLimits.headerCount) return fields
    name = (match[1] ?? '').toLowerCase()
    parts = [line.slice(match[0].length).trim()]
  }
  flush()
  return fields
}

/** Raw eight-bit header text arrives here as latin1. */
function decodeEightBit(value: string): string {
  return /[\x80-\xff]/.test(value) ? decodeCharset(Buffer.from(value, 'latin1'), null) : value
}
