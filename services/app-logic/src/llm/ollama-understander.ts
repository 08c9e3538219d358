import { createLogger } from '@outrider/shared'
import type { ReplyReading } from '@outrider/shared/domain'
import type { UnderstandRequest } from '../brain/brain.ts'
import { chooseBrain } from '../brain/choose-brain.ts'
import type { ReplyToRead } from '../understand/understand-offline.ts'
import type { ModelMetrics } from './model-metrics.ts'

/** Where Ollama listens unless told otherwise. */
const USUAL_HOST = 'http://127.0.0.1:11434'

/** The model as `understand --brain ollama` and the eval ask it. */
export interface OllamaUnderstander {
  (reply: ReplyToRead): Promise<ReplyReading>
  readonly metrics: ModelMetrics
}

/**
 * Opens the ollama brain of the environment for reading replies outside a conversation. A server that cannot be used is
 * told on standard error; then the offline brain reads, and `metrics.fallbacks` counts it.
 *
 * @throws OutriderError CONFIG_INVALID naming the variables that are wrong
 */
export async function openOllamaUnderstander(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OllamaUnderstander> {
  const logger = createLogger({ service: 'understand', level: 'warn' })
  const host = environment.OLLAMA_HOST || USUAL_HOST
  const { ollama, why } = await chooseBrain({ ...environment, OLLAMA_HOST: host }, logger)
  if (ollama === null) throw new RangeError('OLLAMA_HOST is empty')
  if (ollama.name === 'offline') logger.warn(why)
  const read = (reply: ReplyToRead) => ollama.understand(requestFrom(reply), NEVER)
  return Object.assign(read, { metrics: ollama.metrics })
}

const NEVER = new AbortController().signal

function requestFrom({ id, text, now, zone, country, langHint, senderEmail }: ReplyToRead): UnderstandRequest {
  return {
    id,
    text,
    now,
    zone,
    country: country ?? null,
    channel: 'email',
    contactLanguage: langHint ?? 'en',
    senderEmail: senderEmail ?? null,
    offeredSlots: [],
  }
}
