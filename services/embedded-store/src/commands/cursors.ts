import { randomBytes } from 'node:crypto'
import { BSON, type Document, Long } from 'bson'
import { MongoError } from '../errors.ts'

const FIRST_BATCH = 101
const MAX_BATCH_BYTES = 12 * 1024 * 1024
const MAX_OPEN = 1000

interface Cursor {
  readonly id: Long
  readonly namespace: string
  readonly documents: Iterator<Document>
}

/** Open cursors, each a running query. They end with the process; of too many, the oldest ends. */
export class Cursors {
  readonly #open = new Map<string, Cursor>()

  /** Answers with the first batch, and keeps the rest unless `single`. */
  start(namespace: string, documents: Iterable<Document>, batchSize = FIRST_BATCH, single = false): Document {
    const iterator = documents[Symbol.iterator]()
    const { batch, done } = take(iterator, batchSize)
    if (done || single) return { cursor: { firstBatch: batch, id: Long.ZERO, ns: namespace }, ok: 1 }
    const id = Long.fromBytesLE([...randomBytes(7), 0]).or(1)
    this.#open.set(id.toString(), { id, namespace, documents: iterator })
    const [oldest] = this.#open.keys()
    if (oldest !== undefined && this.#open.size > MAX_OPEN) this.#open.delete(oldest)
    return { cursor: { firstBatch: batch, id, ns: namespace }, ok: 1 }
  }

  /** @throws MongoError 43 when there is no such cursor. */
  more(id: unknown, batchSize = Number.POSITIVE_INFINITY): Document {
    const cursor = this.#open.get(String(id))
    if (!cursor) throw new MongoError(43, 'CursorNotFound', `cursor id ${String(id)} not found`)
    const { batch, done } = take(cursor.documents, batchSize)
    if (done) this.#open.delete(String(id))
    return { cursor: { nextBatch: batch, id: done ? Long.ZERO : cursor.id, ns: cursor.namespace }, ok: 1 }
  }

  kill(ids: readonly unknown[]): Document {
    return { cursorsKilled: ids.filter((id) => this.#open.delete(String(id))), ok: 1 }
  }
}

function take(documents: Iterator<Document>, count: number): { batch: Document[]; done: boolean } {
  const batch: Document[] = []
  for (let bytes = 0; batch.length < count && bytes < MAX_BATCH_BYTES; ) {
    const next = documents.next()
    if (next.done) return { batch, done: true }
    batch.push(next.value)
    bytes += BSON.calculateObjectSize(next.value, { ignoreUndefined: true })
  }
  return { batch, done: false }
}
