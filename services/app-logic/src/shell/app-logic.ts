import type { Clock, Logger, Store } from '@outrider/shared'
import type { Brain } from '../brain/brain.ts'

/** What the shell works with; built once in `main.ts`, by tests and by `simulate`. */
export interface AppLogic {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly brain: Brain
  /** Answers when `brain` cannot; never fails, needs nothing. */
  readonly offline: Brain
  /** Real milliseconds a brain may think about one reply or one draft. */
  readonly brainDeadlineMs: number
}
