import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { readMailSync } from './read-mail.ts'

const now = new Date('2026-01-15T12:00:00Z')
const head = 'From: Kim <kim@a.example>\r\nTo: b@b.example\r\n'
const words = 'Hello there, here are my words.'

const uuencoded = "?2&5L;&\\@=&AE<F4L(&AE<F4@87)E(&UY('=O<F1S+@  "

/** Everything is written as it would arrive; the words have to be found in it. */
const broken: readonly (readonly [string, string])[] = [
  ['a header field of three megabytes', `${head}X: ${'y'.repeat(3_000_000)}\r\n\r\n${words}`],
  ['50 000 recipients', `${head}Cc: ${'u@x.example, '.repeat(50_000)}\r\n\r\n${words}`],
  ['10 000 header fields', `${head}${'X: y\r\n'.repeat(10_000)}\r\n${words}`],
  ['carriage returns only', `${head}\r\n${words}`.replaceAll('\r\n', '\r')],
  ['base64 in name only', `${head}Content-Transfer-Encoding: base64\r\n\r\n${words}`],
  ['base64 cut short', `${head}Content-Transfer-Encoding: base64\r\n\r\n${btoa(`${words} And more`).slice(0, -3)}`],
  ['no boundary named', `${head}Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\n${words}\r\n--x--`],
  ['nothing but an epilogue', `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x--\r\n${words}`],
  ['uuencoded body', `${head}Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a.txt\r\n${uuencoded}\r\nend\r\n`],
]

describe('a broken mail still says its words', () => {
  it.each(broken)('%s', (_, raw) => {
    const mail = readMailSync(Buffer.from(raw), { now })
    expect(mail.error).toBeUndefined()
    expect(mail.text).toContain(words)
  })
})

const html = `${head}Content-Type: text/html\r\n\r\n`
const costly: readonly (readonly [string, string])[] = [
  ['200 000 blanks before a word', `${head}\r\n${' '.repeat(200_000)}${words}`],
  ['100 000 unfinished entities', `${html}${words}${'&amp'.repeat(100_000)}`],
  ['20 000 bare blockquotes', `${html}${words}${'<blockquote>q</blockquote>a'.repeat(20_000)}`],
  ['20 000 footers of a phone', `${head}\r\n${words}\r\n${'Sent from my iPhone\r\n'.repeat(20_000)}`],
  ['20 000 lines of initials', `${head}\r\n${words}\r\n${'she wrote:\r\nAB> x\r\n'.repeat(10_000)}`],
]

describe('time grows with the length of a mail, not with its square', () => {
  it.each(costly)('%s', (_, raw) => {
    const start = performance.now()
    readMailSync(Buffer.from(raw), { now })
    // Squared these took 4 to 30 seconds; a tenth of a second is usual.
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
