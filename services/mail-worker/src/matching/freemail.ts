/** Domains whose users have nothing in common: a shared domain there does not make a colleague. */
const FREEMAIL = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'msn.com',
  'yahoo.com',
  'yahoo.es',
  'ymail.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'protonmail.com',
  'mail.com',
  'zoho.com',
  'mail.ru',
  'inbox.ru',
  'list.ru',
  'bk.ru',
  'internet.ru',
  'yandex.ru',
  'ya.ru',
  'yandex.com',
  'rambler.ru',
  'ukr.net',
  'terra.es',
  'telefonica.net',
  'qq.com',
  '163.com',
])

/** Whether a domain gives mailboxes to anybody. */
export function isFreemail(domain: string): boolean {
  return FREEMAIL.has(domain.toLowerCase())
}
