import { randomBytes } from 'node:crypto'
import type { Logger } from '@outrider/shared'
import type { ReplyReading } from '@outrider/shared/domain'
import type { UnderstandRequest } from '../brain/brain.ts'
import { replyToRead } from '../brain/offline-brain.ts'
import { joinReadings } from '../understand/join-readings.ts'
import { understandOffline } from '../understand/understand-offline.ts'
import { ModelError } from './model-failure.ts'
import type { ModelWatch } from './model-watch.ts'
import type { OllamaClient, Sampling } from './ollama-client.ts'
import { readingFrom } from './understand-answer.ts'
import { UNDERSTAND_FORMAT, understandAnswerSchema, understandMessages } from './understand-prompt.ts'

/** What asks the model: one client and one watch for a process. */
export interface ModelAccess {
  readonly client: OllamaClient
  readonly watch: ModelWatch
  readonly logger: Logger
  /** Unguessable marks around quoted data; default random. */
  readonly nonce?: () => string
}

// Labels want no invention: the likeliest word each time.
const SAMPLING: Sampling = { temperature: 0, topP: 1, topK: 20, minP: 0, seed: 7, maxTokens: 400 }

export const randomNonce = () => randomBytes(6).toString('hex')

/**
 * Reads a reply with the model, and with the offline brain beside it. The two readings are joined to the cautious side;
 * whatever the model fails at, the offline reading is the answer, its `by` says so, and it is counted (DESIGN §6.9).
 *
 * @throws only the signal's own reason, when nobody waits for the reading any more
 */
export async function understandWithOllama(
  request: UnderstandRequest,
  access: ModelAccess,
  signal: AbortSignal,
): Promise<ReplyReading> {
  const offline = understandOffline(replyToRead(request))
  // A stop found by rule, or a text without a word: no model can add to it, and a stop waits for nobody.
  if (offline.by === 'rule') return offline
  const read = await readByModel(request, offline, access, signal)
  if (read === null) return offline
  const { reading } = joinReadings(offline, read)
  countDisputes(reading, access.client)
  return reading
}

async function readByModel(
  request: UnderstandRequest,
  offline: ReplyReading,
  { client, watch, logger, nonce = randomNonce }: ModelAccess,
  signal: AbortSignal,
): Promise<ReplyReading | null> {
  try {
    await watch.ready()
    const question = {
      messages: understandMessages(request, nonce()),
      format: UNDERSTAND_FORMAT,
      schema: understandAnswerSchema,
      read: (answer: Parameters<typeof readingFrom>[0]) => readingFrom(answer, request, offline),
      sampling: SAMPLING,
    }
    const reading = await client.ask(question, signal)
    watch.note('answered')
    return reading
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    watch.note(error.failure)
    client.metrics.fallbacks.understand += 1
    logger.warn('the offline brain read a reply: the model could not', {
      inboxId: request.id,
      code: error.code,
      failure: error.failure,
      reason: error.message,
    })
    return null
  }
}

function countDisputes({ doubt }: ReplyReading, { metrics }: OllamaClient): void {
  if (doubt === 'stop-disputed') metrics.disputes.stop += 1
  if (doubt === 'redirect-disputed') metrics.disputes.redirect += 1
}
