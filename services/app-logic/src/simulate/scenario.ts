import { campaignSettingsSchema, channelSchema, durationSchema, isTimeZone, LANGUAGES } from '@outrider/shared/domain'
import { z } from 'zod'

/** ISO 8601 span since the event before; nothing (`PT0S`) is allowed here, unlike in campaign settings. */
const spanSchema = z.union([durationSchema, z.enum(['PT0S', 'P0D'])])
const instantSchema = z.iso.datetime({ offset: true })
const when = {
  at: instantSchema.optional(),
  after: spanSchema.optional(),
  /** Address of a colleague who joined. */
  from: z.string().optional(),
}

const eventSchema = z
  .union([
    z.strictObject({ ...when, reply: z.string(), channel: channelSchema.optional() }),
    z.strictObject({
      ...when,
      command: z.enum(['restart', 'take-over', 'hand-back', 'approve', 'discard', 'suppress']),
    }),
    z.strictObject({
      ...when,
      auto: z.enum(['out-of-office', 'bounce-hard', 'bounce-soft', 'complaint']),
      text: z.string().optional(),
    }),
  ])
  .refine((event) => (event.at === undefined) !== (event.after === undefined), {
    message: 'needs either "at" (an instant) or "after" (a duration), not both',
  })
export type ScenarioEvent = z.infer<typeof eventSchema>

/** One scenario of `client-utils simulate` (DESIGN §7). */
export const scenarioSchema = z.strictObject({
  id: z.string().min(1),
  start: instantSchema,
  until: instantSchema,
  /** Overrides any of the defaults. */
  campaign: campaignSettingsSchema.prefault({}),
  contact: z
    .strictObject({
      name: z.string(),
      email: z.string().nullish(),
      telegram: z.string().nullish(),
      language: z.enum(LANGUAGES),
      timezone: z.string().refine(isTimeZone, { message: 'must be an IANA time zone, for example "Europe/Moscow"' }),
      company: z.string().nullish(),
      country: z.string().length(2).nullish(),
    })
    .refine((contact) => contact.email || contact.telegram, { message: 'needs an "email" or a "telegram"' }),
  events: z.array(eventSchema).default([]),
})
export type Scenario = z.infer<typeof scenarioSchema>
