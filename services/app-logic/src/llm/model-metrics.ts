import { MODEL_FAILURES, type ModelFailure } from './model-failure.ts'

/** What the model cost and how often it was of no use; read by the eval and by logs. Counts from the start of the process. */
export interface ModelMetrics {
  /** Requests that were sent, repeats included. */
  calls: number
  retries: number
  promptTokens: number
  answerTokens: number
  /** Wall-clock milliseconds, waiting for a free slot not included. */
  milliseconds: number
  /** Of these, loading the model; a high share means that something evicts it. */
  loadMilliseconds: number
  readonly failures: Record<ModelFailure, number>
  /** Times the offline brain answered in the model's place. */
  readonly fallbacks: { understand: number; draft: number }
  /** Readings in which model and offline brain did not agree on something that matters. */
  readonly disputes: { stop: number; redirect: number }
}

export function newModelMetrics(): ModelMetrics {
  return {
    calls: 0,
    retries: 0,
    promptTokens: 0,
    answerTokens: 0,
    milliseconds: 0,
    loadMilliseconds: 0,
    failures: Object.fromEntries(MODEL_FAILURES.map((failure) => [failure, 0])) as Record<ModelFailure, number>,
    fallbacks: { understand: 0, draft: 0 },
    disputes: { stop: 0, redirect: 0 },
  }
}
