import { describe, expect, it } from 'vitest'
import { type ContactField, readContact, type WrittenContact } from './contact-fields.ts'

const good: WrittenContact = {
  name: ' Anna  Petrova ',
  email: 'Anna <ANNA@Example.com>',
  telegram: 'https://t.me/Anna_P',
  language: 'RU',
  timezone: 'Europe/Moscow',
  country: 'ru',
  company: 'Acme\r\nBcc: x@y.z',
}

const problemOf = (field: ContactField, value: string): string | undefined => {
  const read = readContact({ ...good, [field]: value })
  return 'problems' in read ? read.problems.find((problem) => problem.field === field)?.problem : undefined
}

it('a good contact is stored in normalised form, each field on one line', () => {
  expect(readContact(good)).toEqual({
    details: {
      name: 'Anna Petrova',
      email: 'anna@example.com',
      telegram: '@anna_p',
      language: 'ru',
      timezone: 'Europe/Moscow',
      country: 'RU',
      company: 'Acme Bcc: x@y.z',
    },
  })
})

describe('a wrong field is named with what was probably meant', () => {
  it.each<[ContactField, string, string]>([
    ['timezone', 'Europe/Moskow', '"Europe/Moscow"'],
    ['timezone', 'Moscow', '"Europe/Moscow"'],
    ['timezone', 'Mexico City', '"America/Mexico_City"'],
    ['timezone', 'MSK', '"Europe/Moscow"'],
    ['language', 'russian', '"ru"'],
    ['language', 'es-MX', '"es"'],
    ['language', 'испанский', '"es"'],
    ['country', 'Spain', '"ES"'],
    ['country', 'Россия', '"RU"'],
    ['country', 'UK', '"GB"'],
  ])('%s %s: %s', (field, value, meant) => {
    expect(problemOf(field, value)).toContain(`Did you mean ${meant}?`)
  })

  it.each<[ContactField, string]>([
    ['email', 'anna@'],
    ['email', 'a@b@c.de'],
    ['telegram', '@a'],
    ['telegram', 'Анна'],
    ['timezone', 'local'],
    ['timezone', 'nowhere at all'],
    ['country', 'XX'],
  ])('%s %s is refused', (field, value) => {
    expect(problemOf(field, value)).toContain(`"${value}"`)
  })

  it('all of them are told at once', () => {
    const read = readContact({ name: ' ', language: 'de', timezone: '' })
    expect('problems' in read && read.problems.map(({ field }) => field)).toEqual([
      'name',
      'language',
      'timezone',
      'email',
    ])
  })
})
