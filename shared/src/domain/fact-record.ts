import { z } from 'zod'
import type { Fact } from './fact.ts'

export type FactType = Fact['type']

/** A fact as it is stored and counted: with its place in time, without the text of any message. */
export const factRecordSchema = z.strictObject({
  /** `<conversation>:<version>:f<n>`. */
  _id: z.string(),
  conversationId: z.string(),
  contactId: z.string(),
  campaignId: z.string(),
  at: z.date(),
  type: z.custom<FactType>((value) => typeof value === 'string'),
  data: z.record(z.string(), z.unknown()),
})
export type FactRecord = z.infer<typeof factRecordSchema>
