import { commonSettings } from '@outrider/shared'
import { z } from 'zod'

const positive = z.coerce.number().int().positive()

/** Settings of app-logic, from the environment. */
export const appLogicSettings = z.object({
  ...commonSettings,
  /** Address of Ollama, such as `http://localhost:11434`; empty: the offline brain. */
  OLLAMA_HOST: z.string().optional(),
  OLLAMA_MODEL: z.string().default('qwen2.5:7b'),
  /** Real milliseconds the model may think about one reply or one draft. */
  BRAIN_DEADLINE_MS: positive.default(120_000),
  /** Events handled at the same time. */
  CONCURRENCY: positive.max(64).default(4),
})
export type AppLogicSettings = z.infer<typeof appLogicSettings>
