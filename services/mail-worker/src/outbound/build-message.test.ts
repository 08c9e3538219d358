import type { EmailAccount, OutboxEntry } from '@outrider/shared/domain'
import { accountDocument, outboxDocument } from '@outrider/shared/testing'
import { describe, expect, it } from 'vitest'
import { readMailSync } from '../reading/read-mail.ts'
import { type BuildRequest, buildMessage, UnsendableError } from './build-message.ts'
import { bytesOf } from './smtp-transport.ts'

const DATE = new Date('2026-03-10T09:00:00.000Z')
const account = accountDocument().settings as EmailAccount
const request = (entry: Partial<OutboxEntry> = {}, changes: Partial<BuildRequest> = {}): BuildRequest => ({
  entry: outboxDocument({ dueAt: DATE, ...entry }),
  account,
  files: new Map(),
  date: DATE,
  oneClickUrl: null,
  ...changes,
})
const headerOf = (mail: ReturnType<typeof buildMessage>, name: string) =>
  mail.headers.find((header) => header.name === name)?.value
const textOf = async (...args: Parameters<typeof request>) => (await bytesOf(buildMessage(request(...args)))).toString()

describe('the mail of an outbox entry', () => {
  it('says what the entry says, from the account to the one recipient, under the fixed Message-ID', async () => {
    const text = await textOf({ subject: 'Отзывы о магазине', text: 'Привет, Иван', toName: 'Иван Петров' })
    const mail = readMailSync(Buffer.from(text), { now: DATE })
    expect(mail).toMatchObject({
      from: 'anna@outrider.test',
      to: ['ivan@prospect.test'],
      subject: 'Отзывы о магазине',
      text: 'Привет, Иван',
      messageId: '<outrider.v_1.1.1@outrider.test>',
      date: DATE.toISOString(),
    })
  })

  it('stands in its thread: the parent in In-Reply-To, the whole chain in References', async () => {
    const text = await textOf({ inReplyTo: '<b@p.test>', references: ['<a@p.test>', '<b@p.test>'] })
    expect(text).toMatch(/^In-Reply-To: <b@p\.test>$/m)
    expect(text.replace(/\r\n\s/g, ' ')).toMatch(/^References: <a@p\.test> <b@p\.test>/m)
  })

  it.each([
    ['intro', false, 'auto-generated'],
    ['follow-up', false, 'auto-generated'],
    ['reminder', false, 'auto-generated'],
    ['referral-intro', false, 'auto-generated'],
    ['answer', false, 'auto-replied'],
    ['demo-confirmation', false, 'auto-replied'],
    ['answer', true, undefined],
    ['intro', true, undefined],
  ] as const)('%s, approved by a person: %s, is marked %s', (kind, held, value) => {
    expect(headerOf(buildMessage(request({ kind, held })), 'Auto-Submitted')).toBe(value)
  })

  it('tells how to unsubscribe: by mail always, by one click where the listener is set up', () => {
    const mailto = '<mailto:anna@outrider.test?subject=unsubscribe%20v_1>'
    expect(headerOf(buildMessage(request()), 'List-Unsubscribe')).toBe(mailto)
    const oneClick = buildMessage(request({}, { oneClickUrl: 'https://u.outrider.test/u?t=abc' }))
    expect(headerOf(oneClick, 'List-Unsubscribe')).toBe(`<https://u.outrider.test/u?t=abc>, ${mailto}`)
    expect(headerOf(oneClick, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  })

  it('keeps List-Unsubscribe on one line, which relays and signatures need', async () => {
    const oneClickUrl = `https://u.outrider.test/u?t=${'x'.repeat(150)}`
    expect(await textOf({}, { oneClickUrl })).toMatch(/^List-Unsubscribe: <https:.*>, <mailto:.*>\r$/m)
  })

  it('carries an invitation as a calendar part with its method, and as a file', async () => {
    const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'
    const contentType = 'text/calendar; charset=utf-8; method=REQUEST'
    const text = await textOf({ attachments: [{ from: 'text', filename: 'invite.ics', contentType, content }] })
    expect(text).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/)
    expect(text).toMatch(
      /Content-Type: application\/ics; name=invite\.ics[\s\S]*Content-Disposition: attachment; filename=invite\.ics/,
    )
    expect(text.match(/invite\.ics/g)).toHaveLength(2)
  })

  it('attaches files of the store, and is not sent without them', async () => {
    const attachments = [{ from: 'file' as const, filename: 'Отзывы.pdf', contentType: 'application/pdf' }]
    const mail = readMailSync(
      Buffer.from(await textOf({ attachments }, { files: new Map([['Отзывы.pdf', Buffer.from('%PDF')]]) })),
      { now: DATE },
    )
    expect(mail.attachments).toEqual([{ filename: 'Отзывы.pdf', contentType: 'application/pdf', size: 4 }])
    expect(() => buildMessage(request({ attachments }))).toThrow(UnsendableError)
  })

  it.each([
    ['subject', { subject: 'Hi\r\nBcc: everybody@x.test' }],
    ['name', { toName: 'Ivan\nBcc: x@x.test' }],
    ['reference', { references: ['<a@b>\r\nX: y'] }],
    ['recipient', { to: 'ivan@prospect.test\r\nRCPT TO:<x@x.test>' }],
    ['second recipient', { to: 'ivan@prospect.test, eva@prospect.test' }],
    ['quoted recipient', { to: '"evil@x.test x"@internal.test' }],
  ])('a line break or a second address in the %s is refused', (_, entry) => {
    expect(() => buildMessage(request(entry))).toThrow(UnsendableError)
  })
})
