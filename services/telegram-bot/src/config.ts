import { commonSettings } from '@outrider/shared'
import { z } from 'zod'

const milliseconds = z.coerce.number().int().positive()

/** Settings of this service. Tokens are not among them: each account names the variable that holds its own. */
export const configSchema = z.object({
  ...commonSettings,
  /** Real milliseconds between looks at the accounts of the store. */
  TELEGRAM_ACCOUNTS_LOOK_MS: milliseconds.default(60_000),
  /** Real milliseconds between signs of life. */
  HEARTBEAT_MS: milliseconds.default(5_000),
})
export type Config = z.infer<typeof configSchema>
