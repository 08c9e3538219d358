/**
 * Addresses that literally stand in a text: e-mail, Telegram, phone.
 */

export type DetailKind = 'email' | 'telegram' | 'phone'

export interface Detail {
  readonly kind: DetailKind
  /** As written; a `t.me` link is given as its handle. */
  readonly value: string
  readonly start: number
  readonly end: number
}

const EMAIL = /[\p{L}\p{N}_][\p{L}\p{N}_.+%-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
const TELEGRAM_LINK = /(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\/(?:s\/)?@?([A-Za-z][\w]{2,31})/g
const HANDLE = /(?<![\p{L}\p{N}_.@/])@([A-Za-z][\w]*(?:\.\w+)*)/gu
const PHONE = /(?<![\p{L}\p{N}_@#№/.,-])\(?(?:\+\s?)?\(?\d[\d\s().\u2010-\u2013-]{4,}\d(?![\p{L}\p{N}_@%])/gu
// "ext. 4471" is a number one can ring, unless it goes with a whole one.
const EXTENSION =
  /(?<![\p{L}])(?:ext(?:n|ension|ensi[oó]n)?|anexo|interno|доб(?:авочный)?|внутр(?:енний)?)\.?:?\s(?:es (?:el )?|is |n[ºo°]?\s?)?(\d{2,5})(?![\d\p{L}])/giu
const GOES_WITH_NUMBER = 30
const MONEY_AFTER = /^\s?(?:[$€£₽%]|(?:руб|р\.|eur|usd|euros?|dollars?|pesos|тыс|k\b|mxn|шт|чел|users|people))/iu
const NOT_A_PHONE_BEFORE =
  /(?:[$€£₽№#]|инн|огрн|кпп|бик|р\/с|счет|счёт|order|invoice|ticket|заказ\S*|договор\S*|ref\.?|cif|nif|rfc|vat|no\.)\s*:?\s*$/iu
const CALL_BEFORE = /(?:звон|набер|тел|номер|call|ring|phone|llam|marc|marq)/iu
const DATE_LIKE =
  /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}|(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2})/

/** All addresses of a text, in order. */
export function findDetails(text: string): Detail[] {
  const details: Detail[] = []
  const take = (kind: DetailKind, value: string, start: number, end: number) => {
    if (!details.some((other) => start < other.end && end > other.start)) details.push({ kind, value, start, end })
  }
  for (const match of text.matchAll(EMAIL)) take('email', match[0], match.index, match.index + match[0].length)
  for (const match of text.matchAll(TELEGRAM_LINK))
    take('telegram', `@${match[1]}`, match.index, match.index + match[0].length)
  for (const match of text.matchAll(HANDLE)) take('telegram', match[0], match.index, match.index + match[0].length)
  for (const match of text.matchAll(PHONE)) {
    const phone = phoneIn(text, match[0], match.index)
    if (phone) take('phone', phone.value, phone.start, phone.end)
  }
  for (const match of text.matchAll(EXTENSION)) {
    const end = match.index + match[0].length
    const start = end - (match[1]?.length ?? 0)
    if (!details.some((other) => other.kind === 'phone' && Math.abs(other.end - match.index) < GOES_WITH_NUMBER))
      take('phone', match[1] ?? '', start, end)
  }
  return details.sort((a, b) => a.start - b.start)
}

// National rules are not applied: what a person writes as a phone is one, if it has the digits of one.
function phoneIn(text: string, raw: string, index: number): { value: string; start: number; end: number } | null {
  const opened = raw.startsWith('(') && (raw.match(/\(/g)?.length ?? 0) > (raw.match(/\)/g)?.length ?? 0) ? 1 : 0
  const value = raw.slice(opened).split(/\n/)[0]?.trimEnd() ?? ''
  const digits = value.replace(/\D/g, '').length
  const start = index + opened
  const end = start + value.length
  const short =
    digits === 6 &&
    /^\d{2,3}-\d{2}-?\d{2,3}$/.test(value) &&
    CALL_BEFORE.test(text.slice(Math.max(0, index - 40), index))
  if ((digits < 7 && !short) || digits > 15 || (DATE_LIKE.test(value) && !short) || /\.\s|\s-\s/.test(value))
    return null
  if (MONEY_AFTER.test(text.slice(end, end + 8)) || NOT_A_PHONE_BEFORE.test(text.slice(Math.max(0, index - 12), index)))
    return null
  if (/^\d{1,3}(?:[ .]\d{3})+$/.test(value) && !value.startsWith('+') && digits < 9) return null
  return { value, start, end }
}
