import { commonSettings } from '@outrider/shared'
import { z } from 'zod'
import { brainSettings } from './brain/choose-brain.ts'

const positive = z.coerce.number().int().positive()

/** Settings of app-logic, from the environment. */
export const appLogicSettings = z.object({
  ...commonSettings,
  ...brainSettings,
  /** Events handled at the same time. */
  CONCURRENCY: positive.max(64).default(4),
})
export type AppLogicSettings = z.infer<typeof appLogicSettings>
