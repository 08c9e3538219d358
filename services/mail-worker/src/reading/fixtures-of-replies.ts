import { readdirSync, readFileSync } from 'node:fs'
import type { Sender } from './cut/own-name.ts'

/** One written mail body with what has to be read out of it. */
export interface ReplyFixture {
  readonly name: string
  readonly plain: string | null
  readonly html: string | null
  /** Who wrote it, where that matters for the signature. */
  readonly sender: Sender
  readonly text: string
  /** Null when the fixture does not say. */
  readonly signature: string | null
}

const folder = new URL('../../fixtures/replies/', import.meta.url)

/** The written replies of `fixtures/replies/`, a file a client or a language; sections begin with `===` and `---`. */
export function replyFixtures(): ReplyFixture[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => parseFixtures(file.replace(/\.txt$/, ''), readFileSync(new URL(file, folder), 'utf8')))
}

function parseFixtures(group: string, content: string): ReplyFixture[] {
  return content
    .split(/^=== /m)
    .slice(1)
    .map((chunk) => {
      const [name = '', ...rest] = chunk.split('\n')
      const sections = new Map<string, string>()
      for (const section of `\n${rest.join('\n')}`.split(/\n--- (?=(?:plain|html|text|signature|from)\n)/).slice(1)) {
        const at = section.indexOf('\n')
        sections.set(section.slice(0, at), section.slice(at + 1))
      }
      return {
        name: `${group}: ${name}`,
        plain: sections.get('plain') ?? null,
        html: sections.get('html') ?? null,
        sender: senderOf(sections.get('from') ?? ''),
        text: (sections.get('text') ?? '').trim(),
        signature: sections.get('signature')?.trim() ?? null,
      }
    })
}

function senderOf(header: string): Sender {
  const match = /^(?:(?<name>.*\S)\s+)?<?(?<address>[^\s<>]+@[^\s<>]+?)>?\s*$/.exec(header.trim())
  return { name: match?.groups?.name ?? null, address: match?.groups?.address ?? null }
}

/** A body as compared: blank lines and runs of blanks joined. */
export function joined(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
