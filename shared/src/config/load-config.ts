import type { z } from 'zod'
import { OutriderError } from '../errors/outrider-error.ts'

/**
 * Reads a service's settings from the environment: parsed once, frozen, every problem reported at once with the name
 * of its variable. Empty variables count as absent (compose passes `VAR=` for unset ones).
 *
 * @throws OutriderError CONFIG_INVALID, naming each variable; the value itself is not repeated, it may be a secret.
 */
export function loadConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<z.infer<Schema>> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(given)
  if (parsed.success) return Object.freeze(parsed.data) as Readonly<z.infer<Schema>>
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`)
  throw new OutriderError('CONFIG_INVALID', `${problems.length} setting(s) wrong:\n    ${problems.join('\n    ')}`)
}
