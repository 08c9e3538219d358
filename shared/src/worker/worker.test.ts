import { describe, expect, it } from 'vitest'
import { systemClock } from '../clock/clock.ts'
import { silentLogger } from '../log/logger.ts'
import { done, QUEUE_DEFAULTS } from '../queue/queue.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { messageDocument } from '../testing/documents.ts'
import { Signal } from '../testing/signal.ts'
import { startWorker } from './worker.ts'

function world() {
  const store = new MemoryStore(systemClock, { ...QUEUE_DEFAULTS, backoffMs: () => 0 })
  const base = { name: 'test', queue: store.inbox, clock: systemClock, logger: silentLogger, pollMaxMs: 10 }
  return { store, base }
}

describe('the worker loop', () => {
  it('handles what is due and settles it', async () => {
    const { store, base } = world()
    await store.inbox.put(messageDocument())
    const handled = new Signal<string>()
    const worker = startWorker({
      ...base,
      handle: async ({ _id }) => {
        handled.fire(_id)
        return done
      },
    })
    expect(await handled.promise).toBe('mail:sales:1:1')
    await worker.stop()
    expect((await store.inbox.get('mail:sales:1:1'))?.status).toBe('done')
  })

  it('a handler that throws is retried, and the error is kept', async () => {
    const { store, base } = world()
    await store.inbox.put(messageDocument())
    const second = new Signal()
    let calls = 0
    const worker = startWorker({
      ...base,
      handle: async () => {
        calls++
        if (calls === 1) throw new Error('boom')
        second.fire()
        return done
      },
    })
    await second.promise
    await worker.stop()
    expect((await store.inbox.get('mail:sales:1:1'))?.errors.map(({ message }) => message)).toEqual(['boom'])
  })

  it('survives a store that does not answer', async () => {
    const { store, base } = world()
    await store.inbox.put(messageDocument())
    const claim = store.inbox.claim.bind(store.inbox)
    let failures = 2
    store.inbox.claim = (filter) => (failures-- > 0 ? Promise.reject(new Error('down')) : claim(filter))
    const handled = new Signal()
    const worker = startWorker({
      ...base,
      handle: async () => {
        handled.fire()
        return done
      },
    })
    await handled.promise
    await worker.stop()
  })

  it('stopping waits for what is in hand', async () => {
    const { store, base } = world()
    await store.inbox.put(messageDocument())
    const started = new Signal()
    const release = new Signal()
    const worker = startWorker({
      ...base,
      handle: async () => {
        started.fire()
        await release.promise
        return done
      },
    })
    await started.promise
    const stopped = worker.stop()
    release.fire()
    await stopped
    expect((await store.inbox.get('mail:sales:1:1'))?.status).toBe('done')
  })

  it('extends the lease of what takes long, and tells the handler when it is lost', async () => {
    const { store, base } = world()
    await store.inbox.put(messageDocument())
    const aborted = new Signal()
    const worker = startWorker({
      ...base,
      leaseMs: 30,
      handle: (_document, _claim, signal) =>
        new Promise((resolve) => {
          // Somebody else took the document over.
          const document = store.inbox.documents.get('mail:sales:1:1')
          if (document !== undefined) store.inbox.documents.set('mail:sales:1:1', { ...document, leaseId: 'other' })
          signal.addEventListener('abort', () => {
            aborted.fire()
            resolve(done)
          })
        }),
    })
    await aborted.promise
    await worker.stop()
    expect((await store.inbox.get('mail:sales:1:1'))?.status).toBe('claimed')
  })
})
