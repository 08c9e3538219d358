import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock/clock.ts'
import { LeaseLostError } from '../errors/outrider-error.ts'
import type {
  Claim,
  ClaimFilter,
  Move,
  Outcome,
  Queue,
  Queued,
  QueueFields,
  QueueSettings,
  QueueWords,
} from './queue.ts'
import { isDue, settled } from './queue-rules.ts'

/** The queue of `simulate` and of tests: one process, nothing kept. Same contract as the Mongo one. */
export class MemoryQueue<T extends object> implements Queue<T> {
  readonly documents = new Map<string, Queued<T>>()
  readonly #clock: Clock
  readonly #words: QueueWords
  readonly #settings: QueueSettings

  constructor(clock: Clock, words: QueueWords, settings: QueueSettings) {
    this.#clock = clock
    this.#words = words
    this.#settings = settings
  }

  async put(
    document: T & { readonly _id: string },
    options: { dueAt?: Date; status?: string } = {},
  ): Promise<'stored' | 'duplicate'> {
    if (this.documents.has(document._id)) return 'duplicate'
    const now = this.#clock.now()
    const fields: QueueFields = {
      status: options.status ?? this.#words.ready,
      dueAt: options.dueAt ?? now,
      attempts: 0,
      leaseId: null,
      leasedUntil: null,
      errors: [],
      createdAt: now,
      settledAt: null,
    }
    this.documents.set(document._id, structuredClone({ ...document, ...fields }))
    return 'stored'
  }

  async claim(filter: ClaimFilter = {}): Promise<Claim<T> | null> {
    const now = this.#clock.now()
    const due = [...this.documents.values()]
      .filter((document) => isDue(document, this.#words, now) && matches(document, filter))
      .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a._id < b._id ? -1 : 1))[0]
    if (due === undefined) return null
    const leaseId = randomUUID()
    const claimed = {
      ...due,
      status: this.#words.claimed,
      attempts: due.attempts + 1,
      leaseId,
      leasedUntil: this.#clock.afterMachineTime(this.#settings.leaseMs),
    }
    this.documents.set(due._id, claimed)
    return { document: structuredClone(claimed), leaseId }
  }

  async extend(claim: Claim<T>): Promise<void> {
    this.#write(claim, { leasedUntil: this.#clock.afterMachineTime(this.#settings.leaseMs) } as Partial<Queued<T>>)
  }

  async settle(claim: Claim<T>, outcome: Outcome): Promise<string> {
    const changes = settled(claim.document, outcome, this.#words, this.#settings, this.#clock)
    this.#write(claim, changes as Partial<Queued<T>>)
    return changes.status
  }

  async note(claim: Claim<T>, fields: Partial<T>): Promise<void> {
    this.#write(claim, fields as Partial<Queued<T>>)
  }

  async move(id: string, from: readonly string[], to: string, changes: Move<T> = {}) {
    const document = this.documents.get(id)
    if (document === undefined || !from.includes(document.status)) return false
    const now = this.#clock.now()
    const error = changes.reason === undefined ? [] : [{ at: now, attempt: document.attempts, message: changes.reason }]
    this.documents.set(id, {
      ...document,
      ...changes.fields,
      status: to,
      dueAt: changes.dueAt ?? document.dueAt,
      errors: [...document.errors, ...error],
      leaseId: null,
      leasedUntil: null,
      settledAt: to === this.#words.ready ? null : now,
    })
    return true
  }

  async get(id: string): Promise<Queued<T> | null> {
    return structuredClone(this.documents.get(id) ?? null)
  }

  async wake(ms: number, signal: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, signal)
  }

  #write(claim: Claim<T>, changes: Partial<Queued<T>>): void {
    const id = claim.document._id
    const document = this.documents.get(id)
    if (document === undefined || document.leaseId !== claim.leaseId) throw new LeaseLostError(id)
    this.documents.set(id, structuredClone({ ...document, ...changes }))
  }
}

function matches(document: object, filter: ClaimFilter): boolean {
  const fields = document as Readonly<Record<string, unknown>>
  return Object.entries(filter).every(([name, wanted]) =>
    typeof wanted === 'string' ? fields[name] === wanted : wanted.includes(String(fields[name])),
  )
}
