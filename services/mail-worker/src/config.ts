import { commonSettings, loadConfig } from '@outrider/shared'
import { z } from 'zod'

const milliseconds = z.coerce.number().int().positive()
const port = z.coerce.number().int().min(0).max(65_535)

/** Settings of the mail worker beside those of every service. Spans are real milliseconds. */
export const mailWorkerSchema = z.object({
  ...commonSettings,
  /** How often the list of accounts is read again: new ones start, changed ones restart, paused ones rest. */
  MAIL_ACCOUNTS_REFRESH_MS: milliseconds.default(3_000),
  /** How often folders besides the first are looked at; the first one is watched with IDLE. */
  MAIL_FOLDERS_POLL_MS: milliseconds.default(30_000),
  /** Mails handed over at the same time, over all accounts. */
  MAIL_SEND_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(4),
  /** First wait after a temporary refusal (RFC 5321 §4.5.4.1 asks for at least 30 minutes in the long run); doubles up to 30 min. */
  MAIL_DEFER_MS: milliseconds.default(30_000),
  /** How long a temporary refusal is put up with before the message is given up: four days, RFC 5321 §4.5.4.1. */
  MAIL_GIVE_UP_MS: milliseconds.default(345_600_000),
  /** How long an account with refused credentials rests before they are tried again without a restart. */
  MAIL_AUTH_RETRY_MS: milliseconds.default(900_000),
  /** Secret of the one-click unsubscribe links (RFC 8058); without it the listener does not start. */
  UNSUBSCRIBE_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Port of the one-click listener; it starts only when this and UNSUBSCRIBE_SECRET are set. */
  UNSUBSCRIBE_PORT: port.optional(),
  UNSUBSCRIBE_HOST: z.string().min(1).default('127.0.0.1'),
})
export type MailWorkerConfig = z.infer<typeof mailWorkerSchema>

/**
 * The settings of this process.
 *
 * @throws OutriderError CONFIG_INVALID, naming every wrong variable
 */
export function mailWorkerConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return loadConfig(mailWorkerSchema, environment)
}
