import { MemoryStore, systemClock } from '@outrider/shared'
import type { Campaign, Conversation } from '@outrider/shared/domain'
import { campaignSchema } from '@outrider/shared/domain'
import { conversationDocument } from '@outrider/shared/testing'
import { type Output, PLAIN } from '../frame/output.ts'
import type { Session } from '../frame/session.ts'

/** Keeps what a command prints. */
export interface Captured extends Output {
  readonly texts: string[]
  readonly notes: string[]
  readonly documents: unknown[]
}

export function capturedOutput(): Captured {
  const texts: string[] = []
  const notes: string[] = []
  const documents: unknown[] = []
  return {
    texts,
    notes,
    documents,
    terminal: false,
    style: PLAIN,
    json: (value) => void documents.push(value),
    text: (lines) => void texts.push(lines),
    note: (line) => void notes.push(line),
    progress: () => {},
    progressDone: () => {},
  }
}

/** A session on a store in memory. */
export function memorySession(): Session & { readonly store: MemoryStore; readonly output: Captured } {
  return {
    store: new MemoryStore(systemClock),
    clock: systemClock,
    output: capturedOutput(),
    by: 'tester',
  }
}

const said = { ru: 'текст', en: 'text', es: 'texto' }

/** A campaign with an e-mail account and a bot. */
export function campaignNamed(_id: string, changes: Partial<Campaign> = {}): Campaign {
  return {
    ...campaignSchema.parse({
      _id,
      name: _id,
      product: { name: 'Product', pitch: said },
      sender: { name: 'Anna', company: 'Company', postalAddress: 'Street 1' },
      accounts: { email: 'sales', telegram: 'bot' },
      intro: { subject: said, text: said },
    }),
    ...changes,
  }
}

/** A conversation as it stands right after it was opened. */
export function conversationOf(_id: string, contactId: string, changes: Partial<Conversation> = {}): Conversation {
  const at = new Date('2026-03-02T10:00:00Z')
  return conversationDocument({
    _id,
    contactId,
    version: 1,
    stage: 'contacted',
    stageReason: 'the first message was sent',
    stageSince: at,
    runStartedAt: at,
    createdAt: at,
    ...changes,
  })
}
