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
  offline: async () => {
    warmUp()
    return async (reply) => understandOffline(reply)
  },
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

const SAMPLES = [
  'Hi Ann, thanks. Could you send the price list? We can talk on Tuesday at 10:00, or after the holidays.',
  'Здравствуйте! Это не ко мне, напишите Ирине Павловой, irina@acme.example. Вернёмся после майских.',
  'Hola, ahora no, escríbame en dos semanas. ¿Cuánto cuesta? Hable con Juan Pérez, +34 600 123 456.',
]
const ROUNDS = 12

/** The first readings compile patterns and look up holidays; done here, so that no reply waits for it. */
function warmUp(): void {
  const now = new Date(0)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of SAMPLES) understandOffline({ id: 'warm-up', text, now, zone: 'UTC' })
  }
}
