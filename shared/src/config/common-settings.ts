import { z } from 'zod'
import { LOG_LEVELS } from '../log/logger.ts'

const positive = z.coerce.number().int().positive()

/** Settings every service has. `MONGODB_URI` names the database; without it the caller decides (sandbox, tests). */
export const commonSettings = {
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://'),
  MONGODB_DATABASE: z.string().min(1).default('outrider'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  /** `realStartMs/startMs/rate`: the sandbox's fast clock; empty in production. */
  OUTRIDER_CLOCK: z.string().optional(),
  /** Real milliseconds between looks at an idle queue, at most. */
  POLL_MAX_MS: positive.default(1_000),
  LEASE_MS: positive.default(60_000),
}
