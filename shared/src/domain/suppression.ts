import { z } from 'zod'
import { channelSchema } from './channel.ts'

/** A person nothing may be sent to, by address. Outlives the contact: deleting and importing again does not lift it. */
export const suppressionSchema = z.strictObject({
  /** `<channel>:<normalised address>`. */
  _id: z.string(),
  channel: channelSchema,
  contactId: z.string().nullable(),
  conversationId: z.string().nullable(),
  cause: z.enum(['stop', 'complaint', 'command']),
  at: z.date(),
})
export type Suppression = z.infer<typeof suppressionSchema>
