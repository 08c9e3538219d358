import { type ErrorCode, OutriderError } from '@outrider/shared'

/** Why a call gave nothing to use, by who failed. The order is the order of a call's life. */
export const MODEL_FAILURES = [
  'resting',
  'crowded',
  'unreachable',
  'deadline',
  'server-error',
  'missing',
  'refused',
  'cut-off',
  'not-json',
  'wrong-form',
  'ungrounded',
  'wrong-language',
] as const
/**
 * - `resting`: not asked, because it has just failed several times; `crowded`: too many calls were waiting
 * - `unreachable`, `deadline`, `server-error`: the server; `missing`: it lacks the model; `refused`: it refuses the request
 * - `cut-off`, `not-json`, `wrong-form`, `ungrounded`, `wrong-language`: the model answered, and the answer is no good
 */
export type ModelFailure = (typeof MODEL_FAILURES)[number]

const CODES: Readonly<Record<ModelFailure, ErrorCode>> = {
  resting: 'MODEL_UNREACHABLE',
  crowded: 'MODEL_UNREACHABLE',
  unreachable: 'MODEL_UNREACHABLE',
  deadline: 'MODEL_UNREACHABLE',
  'server-error': 'MODEL_UNREACHABLE',
  missing: 'MODEL_MISSING',
  refused: 'MODEL_ANSWER_UNUSABLE',
  'cut-off': 'MODEL_ANSWER_UNUSABLE',
  'not-json': 'MODEL_ANSWER_UNUSABLE',
  'wrong-form': 'MODEL_ANSWER_UNUSABLE',
  ungrounded: 'MODEL_ANSWER_UNUSABLE',
  'wrong-language': 'MODEL_ANSWER_UNUSABLE',
}

/** A call to the model that gave nothing to use. Its message never repeats what the model or a prospect wrote. */
export class ModelError extends OutriderError {
  readonly failure: ModelFailure
  /** The same call may succeed at once: the fault lies with the connection or a busy server, not with what was asked. */
  readonly retryable: boolean

  constructor(
    failure: ModelFailure,
    whatHappened: string,
    options: ErrorOptions & { readonly retryable?: boolean } = {},
  ) {
    super(CODES[failure], whatHappened, options)
    this.name = 'ModelError'
    this.failure = failure
    this.retryable = options.retryable ?? false
  }
}
