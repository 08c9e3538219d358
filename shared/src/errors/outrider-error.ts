import { CATALOGUE, type CatalogueEntry, type ErrorCode } from './catalogue.ts'

/** A failure of the catalogue, with what happened in this case. Its message names no secret and no message body. */
export class OutriderError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, whatHappened: string, options?: ErrorOptions) {
    super(whatHappened, options)
    this.name = 'OutriderError'
    this.code = code
  }

  get entry(): CatalogueEntry {
    return CATALOGUE[this.code]
  }
}

/** Somebody else holds the document, or it was settled: the result of this worker must be dropped. */
export class LeaseLostError extends OutriderError {
  constructor(id: string) {
    super('LEASE_LOST', `lease on ${id} is gone`)
    this.name = 'LeaseLostError'
  }
}

/** A version-filtered write lost its race: load again, decide again. */
export class ConflictError extends OutriderError {
  constructor(id: string, version: number) {
    super('CONFLICT', `conversation ${id} is no longer at version ${version}`)
    this.name = 'ConflictError'
  }
}

/** Three lines for a person: what happened, what it means, what to do. */
export function explain(error: unknown): string {
  if (error instanceof OutriderError) {
    return `${error.code}: ${error.message}\n  What it means: ${error.entry.meaning}\n  What to do: ${error.entry.remedy}`
  }
  return error instanceof Error ? error.message : String(error)
}

/** The message of anything thrown, for logs and attempt errors. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
