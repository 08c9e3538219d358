import { describe, expect, it } from 'vitest'
import { joined, replyFixtures } from '../fixtures-of-replies.ts'
import { cutReply } from './cut-reply.ts'

describe('the new words of a mail are told from history and signature', () => {
  it.each(replyFixtures().map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
    const cut = cutReply({ text: fixture.plain, html: fixture.html, sender: fixture.sender })
    expect(joined(cut.text)).toBe(joined(fixture.text))
    if (fixture.signature !== null) expect(joined(cut.signature)).toBe(joined(fixture.signature))
  })

  it('no word of the body is lost: each is in one of the three parts', () => {
    for (const { plain, sender } of replyFixtures()) {
      if (plain === null) continue
      const cut = cutReply({ text: plain, sender })
      const kept = new Set(`${cut.text}\n${cut.quoted}\n${cut.signature}`.split(/\s+/))
      for (const word of plain.split(/\s+/)) expect(kept).toContain(word)
    }
  })
})
