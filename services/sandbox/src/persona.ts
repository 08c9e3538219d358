import { readdirSync, readFileSync } from 'node:fs'
import { durationSchema, LANGUAGES, OUTBOX_KINDS, STAGES } from '@outrider/shared/domain'
import { z } from 'zod'

const answerSchema = z.strictObject({
  /** Simulated time between the message and the answer. */
  after: durationSchema,
  text: z.string(),
  /** With the agent's message quoted below, as mail clients do. */
  quote: z.boolean().default(false),
  /** The answer of a machine, with the headers machines set. */
  auto: z.enum(['out-of-office']).optional(),
})

/** A prospect that plays itself: who it is, how it answers, and where the conversation must end. */
export const personaSchema = z
  .strictObject({
    id: z.string(),
    /** What a watcher learns from it. */
    shows: z.string(),
    /** Added as a contact at the start; absent for somebody the agent only hears of. */
    contact: z
      .strictObject({
        name: z.string(),
        email: z.string().nullable(),
        telegram: z.string().nullable().default(null),
        language: z.enum(LANGUAGES),
        timezone: z.string(),
        country: z.string(),
        company: z.string(),
      })
      .optional(),
    address: z.string().optional(),
    /** Telegram: simulated time until they start the bot. */
    starts: durationSchema.optional(),
    /** The mail server refuses this address. */
    refuses: z.boolean().default(false),
    /** The n-th answers the n-th message; null lets it pass. */
    answers: z.array(answerSchema.nullable()),
    ends: z.strictObject({
      stage: z.enum(STAGES),
      /** Kinds of the messages that must have reached them, in order. */
      sent: z.array(z.enum(OUTBOX_KINDS)),
      /** File names that must have reached them. */
      attachments: z.array(z.string()).default([]),
    }),
  })
  .refine((persona) => persona.contact !== undefined || persona.address !== undefined, {
    message: 'needs a contact or an address',
  })
export type Persona = z.infer<typeof personaSchema>
export type PersonaAnswer = z.infer<typeof answerSchema>

/** Where mail for the persona arrives; null for one on Telegram alone. */
export const addressOf = ({ contact, address }: Persona): string | null => contact?.email ?? address ?? null

/** The personas of a folder, one JSON file each, in the order of their names. */
export function loadPersonas(folder: URL): Persona[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const parsed = personaSchema.safeParse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
      if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
      return parsed.data
    })
}

/** The personas that come with the sandbox. */
export const PERSONAS_FOLDER = new URL('../personas/', import.meta.url)
