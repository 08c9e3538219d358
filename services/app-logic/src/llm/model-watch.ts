import type { Logger } from '@outrider/shared'
import { ModelError, type ModelFailure } from './model-failure.ts'
import type { OllamaClient } from './ollama-client.ts'
import { inspectServer, type ServerReport } from './server-check.ts'

export interface WatchSettings {
  /** Failures of the server in a row after which it is not asked for a while. */
  readonly failuresBeforeRest: number
  readonly restMs: number
  /** A server that works is looked at again after this time: tags move, another client may have changed the context. */
  readonly lookAgainMs: number
}

export const WATCH_DEFAULTS: WatchSettings = { failuresBeforeRest: 3, restMs: 30_000, lookAgainMs: 600_000 }

const OF_THE_SERVER: ReadonlySet<ModelFailure> = new Set(['unreachable', 'deadline', 'server-error', 'missing'])

/**
 * Knows whether it is worth asking the model. A server that is down is not waited for with every reply; it is looked at
 * again after a rest, so that one that comes up later (a model still being pulled) is used without a restart.
 */
export class ModelWatch {
  readonly #client: OllamaClient
  readonly #logger: Logger
  readonly #settings: WatchSettings
  readonly #milliseconds: () => number
  #report: ServerReport | null = null
  #lookDue = 0
  #failures = 0
  #looking: Promise<ServerReport> | null = null

  /** @param milliseconds monotonic; default the process's own */
  constructor(
    client: OllamaClient,
    logger: Logger,
    settings: WatchSettings = WATCH_DEFAULTS,
    milliseconds: () => number = () => performance.now(),
  ) {
    this.#client = client
    this.#logger = logger
    this.#settings = settings
    this.#milliseconds = milliseconds
  }

  get usable(): boolean {
    return this.#report?.usable ?? false
  }

  /** Looks at the server now; takes a few seconds at most. Callers at the same time share one look. */
  look(): Promise<ServerReport> {
    this.#looking ??= inspectServer(this.#client)
      .then((report) => this.#take(report))
      .finally(() => {
        this.#looking = null
      })
    return this.#looking
  }

  /** @throws ModelError `resting` when the model is not to be asked now */
  async ready(): Promise<void> {
    if (this.#milliseconds() >= this.#lookDue) await this.look()
    if (this.usable) return
    this.#client.metrics.failures.resting += 1
    throw new ModelError('resting', this.#report?.why ?? 'Ollama has not been looked at')
  }

  /** Says how a question went. */
  note(outcome: 'answered' | ModelFailure): void {
    if (outcome !== 'answered' && OF_THE_SERVER.has(outcome)) this.#fail(outcome)
    else if (outcome !== 'resting' && outcome !== 'crowded') this.#failures = 0
  }

  #fail(failure: ModelFailure): void {
    this.#failures += 1
    if (failure !== 'missing' && this.#failures < this.#settings.failuresBeforeRest) return
    const seconds = Math.round(this.#settings.restMs / 1000)
    this.#failures = 0
    this.#report = {
      usable: false,
      why: `the model failed (${failure}); it is looked for again in ${seconds} s`,
      digest: this.#report?.digest ?? null,
      warnings: [],
    }
    this.#lookDue = this.#milliseconds() + this.#settings.restMs
    this.#logger.warn('offline brain: the model is left alone for a while', { failure, seconds })
  }

  #take(report: ServerReport): ServerReport {
    const before = this.#report
    const { restMs, lookAgainMs } = this.#settings
    this.#lookDue = this.#milliseconds() + (report.usable ? lookAgainMs : restMs)
    this.#report = { ...report, digest: report.digest ?? before?.digest ?? null }
    this.#tell(report, before)
    return report
  }

  #tell(report: ServerReport, before: ServerReport | null): void {
    for (const warning of report.warnings) if (!before?.warnings.includes(warning)) this.#logger.warn(warning)
    if (before === null) return
    if (report.usable && !before.usable) this.#logger.info(report.why)
    if (!report.usable && before.usable) this.#logger.warn('offline brain for now', { reason: report.why })
    if (report.digest !== null && before.digest !== null && report.digest !== before.digest)
      this.#logger.warn('the model behind the tag has changed: run the eval again', {
        before: before.digest,
        after: report.digest,
      })
  }
}
