import { join } from 'node:path'
import { open, type RangeOptions, type RootDatabase } from 'lmdb'

export type Durability = 'fsync' | 'os'

export interface KeyRange {
  /** First key, inclusive. */
  readonly start: Buffer
  /** End, exclusive. */
  readonly end: Buffer
  readonly reverse?: boolean
}

export interface Entry {
  readonly key: Buffer
  readonly value: Buffer
}

/** LMDB takes 1978. */
export const MAX_KEY_BYTES = 1900

const FIRST_CHUNK = 16
const LARGEST_CHUNK = 1024
const JUST_AFTER = Buffer.from([0])

/** One ordered map of binary keys to binary values in an LMDB file. */
export class KeyValueStore {
  readonly #database: RootDatabase<Buffer, Buffer>

  constructor(folder: string, durability: Durability) {
    const path = join(folder, 'data.mdb')
    // Without overlappingSync a commit is on the disk when it resolves, not some time after.
    const options = { overlappingSync: false, noSync: durability === 'os' }
    this.#database = open({ path, encoding: 'binary', keyEncoding: 'binary', ...options })
  }

  get(key: Buffer): Buffer | undefined {
    return this.#database.get(key)
  }

  /** Inside {@link write} only. */
  put(key: Buffer, value: Buffer): void {
    this.#database.putSync(key, value)
  }

  /** Inside {@link write} only. */
  remove(key: Buffer): void {
    this.#database.removeSync(key)
  }

  /** Inside {@link write} only. */
  removeAll(range: KeyRange): void {
    for (const { key } of this.range(range)) this.remove(key)
  }

  /** The first entries of a range, read at once. */
  first({ start, end, reverse = false }: KeyRange, limit: number): Entry[] {
    const options: RangeOptions = reverse
      ? { start: end, end: start, reverse, limit, exclusiveStart: true, inclusiveEnd: true }
      : { start, end, limit }
    return Array.from(this.#database.getRange(options))
  }

  /** Reads in chunks, each at once: a reader that pauses between two sees what was written meanwhile, as in mongod. */
  *range({ start, end, reverse = false }: KeyRange): Generator<Entry> {
    let from = start
    let to = end
    for (let limit = FIRST_CHUNK; ; limit = Math.min(limit * 2, LARGEST_CHUNK)) {
      const chunk = this.first({ start: from, end: to, reverse }, limit)
      yield* chunk
      const last = chunk.at(-1)
      if (!last || chunk.length < limit) return
      if (reverse) to = last.key
      else from = Buffer.concat([last.key, JUST_AFTER])
    }
  }

  /**
   * Runs `action`, which must be synchronous, as one transaction: all of its writes, or none when it throws. Actions
   * asked for at about the same time share one disk flush. Resolves when the writes would survive the end of the
   * process (`os`) or of the power (`fsync`).
   */
  async write<T>(action: () => T): Promise<T> {
    const outcome: { value?: T; error?: unknown } = {}
    await this.#database
      .childTransaction(() => {
        try {
          outcome.value = action()
        } catch (error) {
          outcome.error = error
          throw error
        }
      })
      .catch((error: unknown) => {
        throw outcome.error ?? error
      })
    return outcome.value as T
  }

  async close(): Promise<void> {
    await this.#database.flushed
    await this.#database.close()
  }
}
