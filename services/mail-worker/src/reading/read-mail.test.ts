import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReadMail } from './mail.ts'
import { readMail, readMailSync } from './read-mail.ts'

const now = new Date('2026-01-15T12:00:00Z')
const options = { now, ownAddresses: ['anna@outrider.example'] }

const read = (mail: string): ReadMail => readMailSync(Buffer.from(mail.replace(/\r?\n/g, '\r\n')), options)

const kinds = readFileSync(new URL('../../fixtures/bounces/mails.txt', import.meta.url), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((chunk) => {
    const [name = '', rest = ''] = chunk.split(/\n--- expect\n/)
    const [expected = '{}', mail = ''] = rest.split(/\n--- mail\n/)
    return [name, JSON.parse(expected) as Record<string, unknown>, mail] as const
  })

describe('machines are told from people', () => {
  it.each(kinds)('%s', (_, expected, raw) => {
    const mail = read(raw)
    expect({ ...mail, ...mail.bounce, ...mail.autoReply, ...mail.complaint }).toMatchObject(expected)
  })
})

describe('the parts of a mail', () => {
  it('charsets are decoded, named, misnamed or unnamed', () => {
    const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xe2, 0xf1, 0xe5, 0xec])
    for (const charset of ['windows-1251', 'us-ascii', 'x-unknown', '']) {
      const head = `From: p@a.example\r\nContent-Type: text/plain${charset === '' ? '' : `; charset=${charset}`}\r\n\r\n`
      expect(readMailSync(Buffer.concat([Buffer.from(head), cyrillic]), options).text).toBe('Привет всем')
    }
    const koi = Buffer.concat([
      Buffer.from('From: p@a.example\n\n'),
      Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x20, 0xd7, 0xd3, 0xc5, 0xcd]),
    ])
    expect(readMailSync(koi, options).text).toBe('Привет всем')
  })

  it('format=flowed never joins an answer to the quote above it', () => {
    const mail = read(`From: p@a.example
Content-Type: text/plain; charset=utf-8; format=flowed

> would you like 
> a demo? 
Yes, on 
Friday.`)
    expect(mail.text).toBe('Yes, on Friday.')
    expect(mail.quoted).toBe('> would you like a demo?')
  })

  it('attachments are listed with decoded name and size, and their text is not the writer’s', () => {
    const mail = read(`From: p@a.example
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

See attached.
--b
Content-Type: text/plain; name="notes.txt"
Content-Disposition: attachment; filename*=utf-8''%D0%9A%D0%9F.txt
Content-Transfer-Encoding: base64

aGVsbG8=
--b
Content-Type: message/rfc822

From: x@y.example
Subject: inner

inner words
--b--`)
    expect(mail.text).toBe('See attached.')
    expect(mail.attachments).toMatchObject([
      { filename: 'КП.txt', contentType: 'text/plain', size: 5 },
      { filename: null, contentType: 'message/rfc822' },
    ])
  })

  it('ids of In-Reply-To and References are all kept, oldest first, without doubles', () => {
    const mail = read(`From: p@a.example
Message-ID: <3@a.example>
In-Reply-To: <2@o.example>
References: <1@o.example>
 <2@o.example>

x`)
    expect(mail).toMatchObject({
      messageId: '<3@a.example>',
      inReplyTo: '<2@o.example>',
      references: ['<1@o.example>', '<2@o.example>'],
    })
  })

  it('an accepted invitation is read from its calendar part', () => {
    const mail = read(`From: peter@acme.example
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
UID:demo-1
SEQUENCE:2
ATTENDEE;PARTSTAT=ACCEPTED:mailto:Peter@acme.example
END:VEVENT
END:VCALENDAR`)
    expect(mail.calendarReply).toEqual({
      uid: 'demo-1',
      method: 'REPLY',
      partstat: 'ACCEPTED',
      sequence: 2,
      attendee: 'peter@acme.example',
    })
  })

  it('a counter-proposal carries its start as an instant, in the zone it names', () => {
    const mail = read(`From: peter@acme.example
Content-Type: text/calendar; method=COUNTER

BEGIN:VCALENDAR
METHOD:COUNTER
BEGIN:VTIMEZONE
TZID:Moscow
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:demo-1
DTSTART;TZID=Moscow:20260120T150000
ATTENDEE;PARTSTAT=TENTATIVE:mailto:peter@acme.example
COMMENT:Later please
END:VEVENT
END:VCALENDAR`)
    expect(mail.calendarReply).toMatchObject({ proposedStart: '2026-01-20T12:00:00.000Z', comment: 'Later please' })
  })

  it('our own footer is never the writer’s words, even where a program quotes without marks', () => {
    const mail = readMailSync(
      Buffer.from(
        'From: p@a.example\nContent-Type: text/plain; charset=utf-8\n\nИнтересно\n\nЧтобы отписаться, ответьте «стоп»\n',
      ),
      {
        ...options,
        ownFooters: ['--\nЧтобы отписаться, ответьте «стоп»'],
      },
    )
    expect(mail.text).toBe('Интересно')
    expect(mail.quoted).toContain('отписаться')
  })

  it('the sender’s own name above ways to reach them begins the signature', () => {
    const mail = read(`From: Peter Brown <peter@acme.example>

Please call my colleague.

Peter Brown
Acme Ltd
+44 20 7946 0958`)
    expect(mail).toMatchObject({
      text: 'Please call my colleague.',
      signature: 'Peter Brown\nAcme Ltd\n+44 20 7946 0958',
    })
  })

  it('a colleague named below a closing stays in the text: that may be whom to write to', () => {
    const mail = read(`From: Peter Brown <peter@acme.example>

Please write to

Thanks
Jane Doe
jane@acme.example
+44 20 7946 0958`)
    expect(mail.text).toContain('jane@acme.example')
  })
})

describe('whatever the bytes are', () => {
  it.each([
    ['nothing', ''],
    ['one byte', '\0'],
    ['no headers', 'just words'],
    ['only headers', 'From: a@b.example'],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=x\n\nwords'],
    ['a header block without end', 'From a\nFrom: a@b.example\nwords without a blank line\nmore'],
  ])('%s gives a result', async (_, raw) => {
    const mail = await readMail(Buffer.from(raw), options)
    expect(mail.error).toBeUndefined()
    expect(mail.kind).toBe('human')
    expect(raw.includes('words') ? mail.text : 'words').toContain('words')
  })

  it('strings are well-formed Unicode, whatever a charset decodes to', () => {
    const half = Buffer.concat([
      Buffer.from('From: a@b.example\nContent-Type: text/plain; charset=utf-16le\n\n'),
      Buffer.from([0x41, 0x00, 0x3d, 0xd8, 0x42, 0x00]),
    ])
    expect(JSON.stringify(readMailSync(half, options))).not.toMatch(/\\ud[89a-f]/)
  })
})
