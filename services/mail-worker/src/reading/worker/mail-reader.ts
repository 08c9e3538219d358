import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { readingLimits } from '../limits.ts'
import type { ReadMail, ReadOptions } from '../mail.ts'
import { unreadable } from '../read-mail.ts'

/** Reads mail in a worker thread, so that no mail can hang or kill the process. */
export interface MailReader {
  /** Reads one mail; never rejects. What kills or hangs the thread comes back with an `error`. */
  read(bytes: Uint8Array, options: ReadOptions): Promise<ReadMail>
  close(): Promise<void>
}

/** Limits of a {@link MailReader}; the defaults stand in `limits.ts`. */
export interface MailReaderLimits {
  readonly mailMs?: number
  readonly workerHeapMb?: number
}

/** Starts a reader with one thread, used for mail after mail and replaced when it hangs, dies or outgrows its heap. */
export function startMailReader(limits: MailReaderLimits = {}): MailReader {
  return new ThreadReader(limits.mailMs ?? readingLimits.mailMs, limits.workerHeapMb ?? readingLimits.workerHeapMb)
}

class ThreadReader implements MailReader {
  private readonly mailMs: number
  private readonly heapMb: number
  private worker: Worker | null = null
  private queue: Promise<unknown> = Promise.resolve()

  constructor(mailMs: number, heapMb: number) {
    this.mailMs = mailMs
    this.heapMb = heapMb
  }

  read(bytes: Uint8Array, options: ReadOptions): Promise<ReadMail> {
    const turn = this.queue.then(() => this.readNow(bytes, options))
    this.queue = turn
    return turn
  }

  async close(): Promise<void> {
    await this.queue
    await this.worker?.terminate()
    this.worker = null
  }

  private readNow(bytes: Uint8Array, options: ReadOptions): Promise<ReadMail> {
    const worker = this.ensureWorker()
    return new Promise((resolve) => {
      const finish = (mail: ReadMail) => {
        clearTimeout(timer)
        worker.off('message', finish)
        worker.off('error', onError)
        worker.off('exit', onExit)
        resolve(mail)
      }
      const fail = (reason: string) => {
        // A thread that ends late must not end the process with it.
        worker.on('error', () => undefined)
        this.worker = null
        void worker.terminate()
        finish(unreadable(Buffer.from(bytes), reason))
      }
      const onError = (error: Error) => fail(`the reader failed: ${error.message}`)
      const onExit = (code: number) => fail(`the reader ended with code ${code}`)
      const timer = setTimeout(() => fail(`reading took longer than ${this.mailMs} ms`), this.mailMs)
      worker.on('message', finish)
      worker.on('error', onError)
      worker.on('exit', onExit)
      worker.postMessage({ bytes, options })
    })
  }

  private ensureWorker(): Worker {
    if (this.worker) return this.worker
    const worker = startThread({ maxOldGenerationSizeMb: this.heapMb })
    worker.unref()
    this.worker = worker
    return worker
  }
}

/** From the sources (tests, development) the thread has to learn TypeScript first; built code starts at once. */
function startThread(resourceLimits: { maxOldGenerationSizeMb: number }): Worker {
  const built = new URL('./read-thread.js', import.meta.url)
  if (existsSync(built)) return new Worker(built, { resourceLimits })
  const source = new URL('./read-thread.ts', import.meta.url)
  const start = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(source.href)}) })`
  return new Worker(start, { eval: true, resourceLimits })
}
