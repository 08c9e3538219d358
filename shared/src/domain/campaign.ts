import { Duration } from 'luxon'
import { z } from 'zod'
import { LANGUAGES } from './understanding.ts'

/** An ISO 8601 duration of days and clock time, such as `P3D` or `PT6H`. */
export const durationSchema = z
  .string()
  .refine((value) => /^P/.test(value) && Duration.fromISO(value).isValid && Duration.fromISO(value).toMillis() > 0, {
    message: 'must be an ISO 8601 duration longer than nothing, for example "P3D" or "PT6H"',
  })

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a clock time, for example "09:00"')

/** When openers, follow-ups and reminders may leave, in the addressee's zone. `to` is exclusive. */
export const windowSchema = z
  .strictObject({
    /** ISO weekdays, 1 = Monday. */
    days: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
    from: clockTimeSchema.default('09:00'),
    to: clockTimeSchema.default('18:00'),
  })
  .refine((window) => window.from < window.to, { message: '"from" must be before "to"', path: ['from'] })
export type SendingWindow = z.infer<typeof windowSchema>

const instantSchema = z.iso.datetime({ offset: true })

export const demoSettingsSchema = z.strictObject({
  minutes: z.int().min(5).max(480).default(30),
  noticeHours: z.number().min(0).max(720).default(4),
  /** Taken times of the calendar, ISO instants, `to` exclusive. */
  busy: z.array(z.strictObject({ from: instantSchema, to: instantSchema })).default([]),
})
export type DemoSettings = z.infer<typeof demoSettingsSchema>

/** What runs a campaign; every field has the default of DESIGN §7. */
export const campaignSettingsSchema = z.strictObject({
  window: windowSchema.prefault({}),
  followUps: z.array(durationSchema).max(10).default(['P3D', 'P7D']),
  snoozeDefault: durationSchema.default('P30D'),
  mode: z.enum(['autopilot', 'review']).default('autopilot'),
  /** Silence after an open offer before it is mentioned once more; null = never. */
  nudgeAfter: durationSchema.nullable().default(null),
  demo: demoSettingsSchema.prefault({}),
  /** File name of the presentation; it is looked for beside the init file. */
  deck: z.string().min(1).default('deck.pdf'),
})
export type CampaignSettings = z.infer<typeof campaignSettingsSchema>

/** A text in each language of the agent. */
export const localisedSchema = z.strictObject(
  Object.fromEntries(LANGUAGES.map((language) => [language, z.string().min(1)])) as Record<
    (typeof LANGUAGES)[number],
    z.ZodString
  >,
)
export type Localised = z.infer<typeof localisedSchema>

/** One piece of product knowledge: the only source of claims in a draft. */
export const knowledgeItemSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'must be lower case letters, digits and dashes'),
  /** What it is about, in words a prospect would ask with, in any language. */
  about: z.array(z.string().min(1)).min(1),
  answer: localisedSchema,
})
export type KnowledgeItem = z.infer<typeof knowledgeItemSchema>

/** What is offered to whom. */
export const campaignSchema = z.strictObject({
  _id: z.string().regex(/^[a-z0-9-]+$/, 'must be lower case letters, digits and dashes'),
  name: z.string().min(1),
  product: z.strictObject({ name: z.string().min(1), pitch: localisedSchema }),
  /** The person (or persona) the agent writes as, and the company that stands behind it. */
  sender: z.strictObject({
    name: z.string().min(1),
    company: z.string().min(1),
    /** Shown in the footer: who writes, from where (CAN-SPAM 15 USC 7704, GDPR art. 14). */
    postalAddress: z.string().min(1),
  }),
  /** Account ids by channel. */
  accounts: z.strictObject({
    email: z.string().nullable().default(null),
    telegram: z.string().nullable().default(null),
  }),
  intro: z.strictObject({ subject: localisedSchema, text: localisedSchema }),
  knowledge: z.array(knowledgeItemSchema).default([]),
  settings: campaignSettingsSchema.prefault({}),
})
export type Campaign = z.infer<typeof campaignSchema>
