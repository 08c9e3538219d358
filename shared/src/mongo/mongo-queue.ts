import { randomUUID } from 'node:crypto'
import type { Collection, Document } from 'mongodb'
import type { Clock } from '../clock/clock.ts'
import { LeaseLostError } from '../errors/outrider-error.ts'
import type { Claim, ClaimFilter, Move, Outcome, Queue, Queued, QueueSettings, QueueWords } from '../queue/queue.ts'
import { settled } from '../queue/queue-rules.ts'
import { isDuplicateKey } from './mongo-errors.ts'
import { claimUpdate, EXPIRED_ORDER, expiredFilter, heldBy, READY_ORDER, readyFilter, settleUpdate } from './queries.ts'
import { WakeUp } from './wake-up.ts'

/** The lease queue on a MongoDB collection. */
export class MongoQueue<T extends object> implements Queue<T> {
  readonly #collection: Collection<Document>
  readonly #clock: Clock
  readonly #words: QueueWords
  readonly #settings: QueueSettings
  readonly #wakeUp: WakeUp

  constructor(collection: Collection<Document>, clock: Clock, words: QueueWords, settings: QueueSettings) {
    this.#collection = collection
    this.#clock = clock
    this.#words = words
    this.#settings = settings
    this.#wakeUp = new WakeUp(collection, clock)
  }

  async put(
    document: T & { readonly _id: string },
    options: { dueAt?: Date; status?: string } = {},
  ): Promise<'stored' | 'duplicate'> {
    const now = this.#clock.now()
    try {
      await this.#collection.insertOne({
        ...document,
        status: options.status ?? this.#words.ready,
        dueAt: options.dueAt ?? now,
        attempts: 0,
        leaseId: null,
        leasedUntil: null,
        errors: [],
        createdAt: now,
        settledAt: null,
      } as never)
      return 'stored'
    } catch (error) {
      if (isDuplicateKey(error)) return 'duplicate'
      throw error
    }
  }

  async claim(filter: ClaimFilter = {}): Promise<Claim<T> | null> {
    const now = this.#clock.now()
    const leaseId = randomUUID()
    const update = claimUpdate(this.#words, leaseId, this.#clock.afterMachineTime(this.#settings.leaseMs))
    // Expired leases first: they have waited longest. Two look-ups instead of one $or, so that each has its index.
    const document =
      (await this.#take(expiredFilter(this.#words, now, filter), EXPIRED_ORDER, update)) ??
      (await this.#take(readyFilter(this.#words, now, filter), READY_ORDER, update))
    return document === null ? null : { document: document as unknown as Queued<T>, leaseId }
  }

  async extend(claim: Claim<T>): Promise<void> {
    await this.#write(claim, { $set: { leasedUntil: this.#clock.afterMachineTime(this.#settings.leaseMs) } })
  }

  async settle(claim: Claim<T>, outcome: Outcome): Promise<string> {
    const fields = settled(claim.document, outcome, this.#words, this.#settings, this.#clock)
    await this.#write(claim, settleUpdate(fields))
    return fields.status
  }

  async note(claim: Claim<T>, fields: Partial<T>): Promise<void> {
    await this.#write(claim, { $set: fields })
  }

  async move(id: string, from: readonly string[], to: string, changes: Move<T> = {}) {
    const now = this.#clock.now()
    const { modifiedCount } = await this.#collection.updateOne(
      { _id: id as never, status: { $in: [...from] } },
      {
        $set: {
          ...changes.fields,
          status: to,
          leaseId: null,
          leasedUntil: null,
          settledAt: to === this.#words.ready ? null : now,
          ...(changes.dueAt === undefined ? {} : { dueAt: changes.dueAt }),
        },
        ...(changes.reason === undefined
          ? {}
          : { $push: { errors: { at: now, attempt: 0, message: changes.reason } as never } }),
      },
    )
    return modifiedCount === 1
  }

  async get(id: string): Promise<Queued<T> | null> {
    return (await this.#collection.findOne({ _id: id as never })) as unknown as Queued<T> | null
  }

  async wake(ms: number, signal: AbortSignal): Promise<void> {
    await this.#wakeUp.wait(ms, signal)
  }

  async close(): Promise<void> {
    await this.#wakeUp.close()
  }

  async #take(filter: Document, sort: Document, update: Document): Promise<Document | null> {
    return this.#collection.findOneAndUpdate(filter, update, { sort: sort as never, returnDocument: 'after' })
  }

  async #write(claim: Claim<T>, update: Document): Promise<void> {
    const { matchedCount } = await this.#collection.updateOne(heldBy(claim.document._id, claim.leaseId), update)
    if (matchedCount !== 1) throw new LeaseLostError(claim.document._id)
  }
}
