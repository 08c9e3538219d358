import type { Brain } from './brain.ts'
import { createOfflineBrain } from './offline-brain.ts'

export interface ChosenBrain {
  readonly brain: Brain
  /** Answers when `brain` cannot. */
  readonly offline: Brain
  /** Which brain is used and why: one line for the log. */
  readonly why: string
}

/** Settings that choose a brain, as they stand in the environment. */
export interface BrainSettings {
  readonly OLLAMA_HOST?: string | undefined
  readonly OLLAMA_MODEL?: string | undefined
}

/** The ollama brain where `OLLAMA_HOST` answers and has the model, else the offline brain. Never fails. */
export async function chooseBrain({ OLLAMA_HOST }: BrainSettings): Promise<ChosenBrain> {
  const offline = createOfflineBrain()
  const because = OLLAMA_HOST === undefined ? 'OLLAMA_HOST is not set' : 'this build has no ollama brain yet'
  return { brain: offline, offline, why: `offline brain: ${because}` }
}
