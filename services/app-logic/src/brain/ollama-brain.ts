import type { Logger } from '@outrider/shared'
import type { ModelMetrics } from '../llm/model-metrics.ts'
import { ModelWatch } from '../llm/model-watch.ts'
import { OllamaClient, type OllamaSettings } from '../llm/ollama-client.ts'
import { draftWithOllama } from '../llm/ollama-draft.ts'
import { type ModelAccess, understandWithOllama } from '../llm/ollama-understand.ts'
import type { ServerReport } from '../llm/server-check.ts'
import type { Brain } from './brain.ts'

export interface OllamaBrain extends Brain {
  /** What the model cost so far, how it failed, how often the offline brain answered for it. */
  readonly metrics: ModelMetrics
  /** Looks at the server; nothing is loaded. */
  look(): Promise<ServerReport>
  /** Loads the model. What fails here fails again, and is told, with the first reply: nothing is thrown. */
  warmUp(signal: AbortSignal): Promise<void>
}

/**
 * The brain of a model on an Ollama server, with the offline brain as its cross-check and fallback: it never fails while
 * somebody waits. Its name is `offline` as long as the server is not usable; a server that comes up later is found.
 */
export function createOllamaBrain(
  settings: OllamaSettings,
  logger: Logger,
  options: { readonly watch?: ModelWatch; readonly nonce?: () => string } = {},
): OllamaBrain {
  const client = new OllamaClient(settings)
  const watch = options.watch ?? new ModelWatch(client, logger)
  const access: ModelAccess = {
    client,
    watch,
    logger,
    ...(options.nonce === undefined ? {} : { nonce: options.nonce }),
  }
  return {
    get name() {
      return watch.usable ? ('ollama' as const) : ('offline' as const)
    },
    metrics: client.metrics,
    look: () => watch.look(),
    warmUp: (signal) =>
      client.load(AbortSignal.any([signal, AbortSignal.timeout(settings.deadlineMs)])).catch(() => undefined),
    understand: (request, signal) => understandWithOllama(request, access, signal),
    draft: (request, signal) => draftWithOllama(request, access, signal),
  }
}
