import { z } from 'zod'
import { channelSchema } from './channel.ts'
import { LANGUAGES } from './understanding.ts'

/** A person, with an address on any channel. Addresses are stored in their normalised form. */
export const contactSchema = z.strictObject({
  /** `c_…`: made from the first address, so that adding a person twice finds the same one; carries no readable address. */
  _id: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  email: z.string().nullable(),
  /** Handle with its `@`. */
  telegram: z.string().nullable(),
  /** Known once the person has started the bot: a bot cannot write first. */
  telegramChatId: z.string().nullable(),
  /** Random; the deep link `t.me/<bot>?start=<token>` ties a chat to this contact. */
  telegramToken: z.string(),
  language: z.enum(LANGUAGES),
  /** IANA name. */
  timezone: z.string(),
  /** ISO 3166-1 alpha-2; decides which public holidays are skipped. */
  country: z.string().nullable(),
  /** Channels on which delivery has failed for good. */
  unreachable: z.array(channelSchema),
  /** Where the person came from: a command, or the contact who pointed to them. */
  source: z.strictObject({ by: z.enum(['command', 'redirect', 'inbound']), contactId: z.string().nullable() }),
  createdAt: z.date(),
})
export type Contact = z.infer<typeof contactSchema>

/** What a decision needs to know of a person. */
export type ContactView = Pick<
  Contact,
  | '_id'
  | 'name'
  | 'company'
  | 'email'
  | 'telegram'
  | 'telegramChatId'
  | 'language'
  | 'timezone'
  | 'country'
  | 'unreachable'
>
