import type { z } from 'zod'
import { accountSchema, campaignSchema, contactSchema, conversationSchema, suppressionSchema } from '../domain/index.ts'

/** What may be stored where: a document that does not fit is a bug, found before it is written. */
export const COLLECTION_SCHEMAS = {
  conversations: conversationSchema,
  contacts: contactSchema,
  campaigns: campaignSchema,
  accounts: accountSchema,
  suppressions: suppressionSchema,
} as const

/** The document itself when it fits its collection; throws ZodError otherwise. */
export function validated<Name extends keyof typeof COLLECTION_SCHEMAS>(
  name: Name,
  document: unknown,
): z.infer<(typeof COLLECTION_SCHEMAS)[Name]> {
  return COLLECTION_SCHEMAS[name].parse(document) as z.infer<(typeof COLLECTION_SCHEMAS)[Name]>
}
