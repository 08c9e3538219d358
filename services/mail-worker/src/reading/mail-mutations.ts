import { readFileSync } from 'node:fs'
import { replyFixtures } from './fixtures-of-replies.ts'

/** A source of numbers in [0, 1) that repeats for a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const machineMails = new URL('../../fixtures/bounces/mails.txt', import.meta.url)

/** Our written mails, raw: those of people and those of machines. */
export function fixtureMails(): Buffer[] {
  const machines = readFileSync(machineMails, 'utf8')
    .split(/\n--- mail\n/)
    .slice(1)
  return [...replyMails(), ...machines.map((mail) => Buffer.from(mail.split(/^=== /m)[0] ?? ''))]
}

/** The written replies: plain, HTML and both, in the transfer encodings and charsets mail comes in. */
function replyMails(): Buffer[] {
  return replyFixtures().map(({ plain, html }, at) => {
    const head = `From: "Peter Brown" <peter@acme.example>\r\nTo: anna@outrider.example\r\nSubject: =?utf-8?Q?Re:_Предложение?=\r\nDate: Mon, 5 Feb 2024 14:20:00 +0000\r\nMessage-ID: <${at}@acme.example>\r\nIn-Reply-To: <1@outrider.example>\r\nMIME-Version: 1.0\r\n`
    const parts = [
      ...(plain === null ? [] : [textPart('plain', plain, at)]),
      ...(html === null ? [] : [textPart('html', html, at)]),
    ]
    if (parts.length === 1) return Buffer.from(`${head}${parts[0]}`)
    const body = parts.map((part) => `--b${at}\r\n${part}\r\n`).join('')
    return Buffer.from(`${head}Content-Type: multipart/alternative; boundary="b${at}"\r\n\r\n${body}--b${at}--\r\n`)
  })
}

function textPart(kind: 'plain' | 'html', text: string, at: number): string {
  const type = `Content-Type: text/${kind}; charset=utf-8${kind === 'plain' && at % 3 === 0 ? '; format=flowed' : ''}\r\n`
  if (at % 2 === 0) return `${type}Content-Transfer-Encoding: 8bit\r\n\r\n${text}`
  return `${type}Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}`
}

/** Bytes that mean something to a mail parser. */
const telling = [
  '\r\n',
  '\n',
  '\r',
  '--',
  '=',
  ':',
  ';',
  '"',
  '<',
  '>',
  '\0',
  '\x80',
  '=?utf-8?B?',
  '?=',
  'boundary=',
  '\n\n',
  '(',
  ' ',
  '>>',
  '<blockquote>',
  '<!--',
  '&#',
  'Content-Type: multipart/mixed; boundary=a\n',
  'From: ',
  'On 1 Jan 2020 wrote:',
]

/** A mail damaged in one to eight places: bytes flipped, stretches lost, doubled, swapped with another mail's. */
export function mutateMail(mail: Buffer, other: Buffer, random: () => number): Buffer {
  let bytes: Buffer = Buffer.from(mail)
  const rounds = 1 + Math.floor(random() * 8)
  for (let round = 0; round < rounds; round += 1) bytes = mutateOnce(bytes, other, random)
  return bytes
}

function mutateOnce(bytes: Buffer, other: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * (bytes.length + 1))
  const length = Math.floor(random() * random() * 400)
  const [before, cut, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)]
  switch (Math.floor(random() * 7)) {
    case 0: {
      const flipped = Buffer.from(bytes)
      if (at < flipped.length) flipped[at] = Math.floor(random() * 256)
      return flipped
    }
    case 1:
      return Buffer.concat([before, after])
    case 2:
      return Buffer.concat([before, ...Array.from({ length: 1 + Math.floor(random() * 20) }, () => cut), after])
    case 3:
      return Buffer.concat([
        before,
        Buffer.from(telling[Math.floor(random() * telling.length)] ?? '', 'latin1'),
        cut,
        after,
      ])
    case 4:
      return Buffer.concat([before, other.subarray(Math.floor(random() * other.length)).subarray(0, 2_000), after])
    case 5:
      return before
    default:
      return Buffer.concat([
        before,
        Buffer.from(
          (telling[Math.floor(random() * telling.length)] ?? '').repeat(Math.floor(random() * 2_000)),
          'latin1',
        ),
        after,
      ])
  }
}
