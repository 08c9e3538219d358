import type { ReplyReading } from '@outrider/shared/domain'
import type { ModelMetrics } from '../llm/model-metrics.ts'
import { type ReplyToRead, understandOffline } from './understand-offline.ts'

/** Reads one reply. */
export interface Understander {
  (reply: ReplyToRead): Promise<ReplyReading>
  /** What its model cost so far; absent where there is none. */
  readonly metrics?: ModelMetrics
}

/** The brains that can read a reply, by name; a brain is loaded when it is first asked for. */
const UNDERSTANDERS: Readonly<Record<string, () => Promise<Understander>>> = {
  offline: async () => async (reply) => understandOffline(reply),
  ollama: async () => (await import('../llm/ollama-understander.ts')).openOllamaUnderstander(process.env),
}

/**
 * The understander of a brain.
 *
 * @throws RangeError naming the brains there are, when this one is not among them
 */
export async function understanderOf(brain: string): Promise<Understander> {
  const load = Object.hasOwn(UNDERSTANDERS, brain) ? UNDERSTANDERS[brain] : undefined
  if (!load)
    throw new RangeError(
      `brain "${brain}" cannot read replies here; there is: ${Object.keys(UNDERSTANDERS).join(', ')}`,
    )
  return load()
}
