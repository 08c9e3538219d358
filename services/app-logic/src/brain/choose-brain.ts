import { type Logger, loadConfig, silentLogger } from '@outrider/shared'
import { z } from 'zod'
import type { OllamaSettings } from '../llm/ollama-client.ts'
import type { Brain } from './brain.ts'
import { createOfflineBrain } from './offline-brain.ts'
import { createOllamaBrain, type OllamaBrain } from './ollama-brain.ts'

const positive = z.coerce.number().int().positive()

/** Settings of the brain, from the environment; see docs/models.md. */
export const brainSettings = {
  /** Address of Ollama, such as `http://localhost:11434`; empty: the offline brain. */
  OLLAMA_HOST: z.string().optional(),
  /** A full tag; the same tag must have been pulled. */
  OLLAMA_MODEL: z.string().min(1).default('qwen2.5:7b'),
  /** Tokens of context, the same for every call. */
  OLLAMA_NUM_CTX: positive.min(4096).default(8192),
  /** As on the server: how long the model stays loaded. */
  OLLAMA_KEEP_ALIVE: z.string().min(1).default('24h'),
  /** As on the server: how many calls it works on at the same time. */
  OLLAMA_NUM_PARALLEL: positive.max(64).default(1),
  /** Real milliseconds the model may take for one question, waiting and loading included. */
  BRAIN_DEADLINE_MS: positive.default(120_000),
}
const brainSettingsSchema = z.object(brainSettings)
export type BrainSettings = z.infer<typeof brainSettingsSchema>

export interface ChosenBrain {
  readonly brain: Brain
  /** Answers when `brain` cannot. */
  readonly offline: Brain
  /** The brain with a model, whether it can be used now or not; null without `OLLAMA_HOST`. */
  readonly ollama: OllamaBrain | null
  /** Which brain is used and why: one line for the log. */
  readonly why: string
}

// Waiting calls are bounded by the deadline; this only keeps a flood from piling up in memory.
const LONGEST_QUEUE = 64
const RETRY_PAUSE_MS = 500

/**
 * The ollama brain where `OLLAMA_HOST` answers and has the model, else the offline brain. A server that is not usable
 * yet is looked for again, and used as soon as it is.
 *
 * @param environment `process.env` or settings read from it
 * @throws OutriderError CONFIG_INVALID naming the variables that are wrong
 */
export async function chooseBrain(
  environment: Readonly<Record<string, unknown>>,
  logger: Logger = silentLogger,
): Promise<ChosenBrain> {
  const settings = loadConfig(brainSettingsSchema, environment as Record<string, string | undefined>)
  const offline = createOfflineBrain()
  const ollamaSettings = ollamaSettingsFrom(settings)
  if (ollamaSettings === null)
    return { brain: offline, offline, ollama: null, why: 'offline brain: OLLAMA_HOST is not set' }
  const ollama = createOllamaBrain(ollamaSettings, logger)
  const report = await ollama.look()
  const why = report.usable ? report.why : `offline brain for now: ${report.why}; it is looked for again while running`
  return { brain: ollama, offline, ollama, why }
}

/** The settings of the Ollama client; null without a host. */
export function ollamaSettingsFrom(settings: BrainSettings): OllamaSettings | null {
  if (settings.OLLAMA_HOST === undefined || settings.OLLAMA_HOST.trim() === '') return null
  return {
    host: settings.OLLAMA_HOST.trim(),
    model: settings.OLLAMA_MODEL,
    numCtx: settings.OLLAMA_NUM_CTX,
    keepAlive: /^-?\d+$/.test(settings.OLLAMA_KEEP_ALIVE)
      ? Number(settings.OLLAMA_KEEP_ALIVE)
      : settings.OLLAMA_KEEP_ALIVE,
    parallel: settings.OLLAMA_NUM_PARALLEL,
    longestQueue: LONGEST_QUEUE,
    deadlineMs: settings.BRAIN_DEADLINE_MS,
    retryPauseMs: RETRY_PAUSE_MS,
  }
}
