import { z } from 'zod'

const port = z.int().min(1).max(65_535)
const environmentVariable = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]*$/,
    'must be the NAME of an environment variable, such as "MAIL_PASSWORD"; never the secret itself',
  )

const serverSchema = z.strictObject({
  host: z.string().min(1),
  port,
  /** TLS from the first byte; otherwise STARTTLS is used where the server offers it. */
  secure: z.boolean(),
  /** For a test server with a certificate of its own; leave it out in production. */
  allowInsecure: z.boolean().default(false),
})

const accountStateSchema = z.strictObject({
  status: z.enum(['active', 'paused']),
  /** Why it is paused, for a person. */
  reason: z.string().nullable(),
  since: z.date(),
})

/** A mailbox the agent writes from and reads. Holds no secret: it names the environment variable that does. */
export const emailAccountSchema = z.strictObject({
  _id: z.string().regex(/^[a-z0-9-]+$/, 'must be lower case letters, digits and dashes'),
  channel: z.literal('email'),
  address: z.string(),
  name: z.string().min(1),
  /** Further own addresses: mail from them is never a reply. */
  aliases: z.array(z.string()).default([]),
  user: z.string().min(1),
  auth: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('password'), passwordEnv: environmentVariable }),
    z.strictObject({ kind: z.literal('oauth2'), accessTokenEnv: environmentVariable }),
  ]),
  imap: serverSchema,
  smtp: serverSchema,
  folders: z
    .strictObject({
      watch: z.array(z.string()).min(1).default(['INBOX']),
      /** Null: found by special use (RFC 6154). */
      sent: z.string().nullable().default(null),
      junk: z.boolean().default(true),
      /**
       * Who puts the copy of a sent mail into Sent: `append`: we do, over IMAP; `server`: the server itself, before it
       * answers 250, so that a mail that is not there was not taken. Left out: known by the host name, else we do.
       */
      sentCopy: z.enum(['append', 'server']).optional(),
    })
    .prefault({}),
  dkim: z
    .strictObject({ domain: z.string(), selector: z.string(), privateKeyFile: z.string() })
    .nullable()
    .default(null),
  /** Opt-in one-click unsubscribe (RFC 8058): public https address of the listener, without the token. */
  unsubscribeUrl: z.url().nullable().default(null),
})
export type EmailAccount = z.infer<typeof emailAccountSchema>

export const telegramAccountSchema = z.strictObject({
  _id: z.string().regex(/^[a-z0-9-]+$/, 'must be lower case letters, digits and dashes'),
  channel: z.literal('telegram'),
  /** The bot's user name, without `@`. */
  username: z.string().min(1),
  tokenEnv: environmentVariable,
  apiRoot: z.url().default('https://api.telegram.org'),
})
export type TelegramAccount = z.infer<typeof telegramAccountSchema>

export const accountSettingsSchema = z.discriminatedUnion('channel', [emailAccountSchema, telegramAccountSchema])
export type AccountSettings = z.infer<typeof accountSettingsSchema>

/** An account as it is stored: its settings, its state, and the edge's own checkpoint. */
export const accountSchema = z.strictObject({
  _id: z.string(),
  settings: accountSettingsSchema,
  state: accountStateSchema,
  /** Edge-private reading position (UIDs by folder, update offset); opaque to everybody else. */
  checkpoint: z.record(z.string(), z.unknown()),
})
export type Account = z.infer<typeof accountSchema>
