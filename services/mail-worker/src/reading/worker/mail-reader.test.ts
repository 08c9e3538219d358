import { afterEach, describe, expect, it } from 'vitest'
import { type MailReader, startMailReader } from './mail-reader.ts'

const options = { now: new Date('2026-01-15T12:00:00Z') }
const mail = Buffer.from('From: Peter <peter@acme.example>\n\nYes, please.\n')

describe('mail read in a thread of its own', () => {
  let reader: MailReader | null = null
  afterEach(() => reader?.close())

  it('one thread reads mail after mail, in order', async () => {
    reader = startMailReader()
    const texts = ['one', 'two', 'three'].map((text) =>
      reader?.read(Buffer.from(`From: p@a.example\n\n${text}`), options),
    )
    expect((await Promise.all(texts)).map((read) => read?.text)).toEqual(['one', 'two', 'three'])
  })

  it('a mail that takes too long comes back with its raw words and the reason', async () => {
    reader = startMailReader({ mailMs: 1 })
    const read = await reader.read(mail, options)
    expect(read.error).toContain('longer than 1 ms')
    expect(read.text).toContain('Yes, please.')
  })

  it('a thread that dies is replaced, and its mail reported', async () => {
    reader = startMailReader({ workerHeapMb: 1 })
    expect((await reader.read(mail, options)).error).toMatch(/failed|ended/)
    expect((await reader.read(mail, options)).error).toMatch(/failed|ended/)
  })

  it('bytes of a shared buffer are not taken from the caller', async () => {
    reader = startMailReader()
    await reader.read(mail, options)
    expect(mail.length).toBeGreaterThan(0)
  })
})
