import type { Store } from '@outrider/shared'
import type { Conversation } from '@outrider/shared/domain'
import { addressOf, type Persona } from './persona.ts'

/** Where a persona's conversation stands against where it must end. */
export interface Verdict {
  readonly persona: Persona
  readonly ok: boolean
  readonly stage: string
  readonly sent: readonly string[]
  readonly attachments: readonly string[]
}

export async function conversationOf(store: Store, persona: Persona): Promise<Conversation | null> {
  const email = addressOf(persona)
  const contact =
    email === null
      ? await store.contacts.findByAddress('telegram', persona.contact?.telegram ?? '')
      : await store.contacts.findByAddress('email', email)
  const [conversation] = contact === null ? [] : await store.conversations.ofContact(contact._id)
  return conversation ?? null
}

/** Compares every persona's conversation with its ending: stage, what reached them, and nothing more. */
export async function judge(store: Store, personas: readonly Persona[]): Promise<Verdict[]> {
  return Promise.all(
    personas.map(async (persona) => {
      const conversation = await conversationOf(store, persona)
      const outgoing = conversation === null ? [] : await store.history.outgoing(conversation._id)
      const sent = outgoing.filter(({ status }) => status === 'sent')
      const attachments = sent.flatMap((entry) => entry.attachments.map(({ filename }) => filename))
      const kinds = sent.map(({ kind }) => kind)
      const stage = conversation?.stage ?? 'none'
      const ok =
        stage === persona.ends.stage &&
        JSON.stringify(kinds) === JSON.stringify(persona.ends.sent) &&
        persona.ends.attachments.every((file) => attachments.includes(file))
      return { persona, ok, stage, sent: kinds, attachments }
    }),
  )
}
