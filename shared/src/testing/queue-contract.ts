import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VirtualClock } from '../clock/virtual-clock.ts'
import type { InboxEvent } from '../domain/index.ts'
import { LeaseLostError } from '../errors/outrider-error.ts'
import { type Claim, dead, done, type Queue, retry, setAside, snooze } from '../queue/queue.ts'
import type { Store } from '../store/store.ts'
import { messageDocument, outboxDocument } from './documents.ts'

/** A store of its own for one test, on a clock the test moves. Leases last 60 s, three attempts are allowed. */
export interface TestStore {
  readonly store: Store
  readonly clock: VirtualClock
  /** The same data through a second connection, as another process sees it. */
  readonly other: Store
  close(): Promise<void>
}

const MINUTE = 60_000

/** What every lease queue must do (DESIGN §5), whatever it is made of. */
export function queueContract(name: string, open: () => Promise<TestStore>): void {
  describe(`${name}: the lease queue`, () => {
    let opened: TestStore
    let queue: Queue<InboxEvent>
    let clock: VirtualClock
    beforeEach(async () => {
      opened = await open()
      queue = opened.store.inbox
      clock = opened.clock
    })
    afterEach(() => opened.close())

    const put = (id: string, dueAt?: Date) =>
      queue.put(messageDocument({ _id: id }), dueAt === undefined ? {} : { dueAt })
    const claimed = async (): Promise<Claim<InboxEvent>> => {
      const claim = await queue.claim()
      if (claim === null) throw new Error('nothing to claim')
      return claim
    }

    it('stores a document once: a re-read is harmless', async () => {
      expect(await put('a')).toBe('stored')
      const claim = await claimed()
      expect(await put('a')).toBe('duplicate')
      expect((await queue.get('a'))?.leaseId).toBe(claim.leaseId)
    })

    it('hands out what has waited longest first', async () => {
      const now = clock.now().getTime()
      await put('later', new Date(now - 1_000))
      await put('first', new Date(now - 2_000))
      await put('same', new Date(now - 1_000))
      const order = [await claimed(), await claimed(), await claimed()].map(({ document }) => document._id)
      expect(order).toEqual(['first', 'later', 'same'])
      expect(await queue.claim()).toBeNull()
    })

    it('hands nothing out before its time, and at the exact instant', async () => {
      await put('a', new Date(clock.now().getTime() + 1_000))
      expect(await queue.claim()).toBeNull()
      clock.advance(999)
      expect(await queue.claim()).toBeNull()
      clock.advance(1)
      expect((await claimed()).document._id).toBe('a')
    })

    it('gives each document to one worker only, however many ask at once', async () => {
      for (let index = 0; index < 40; index++) await put(`d${index}`)
      const queues = [queue, opened.other.inbox]
      const claims = await Promise.all(Array.from({ length: 60 }, (_, index) => queues[index % 2]?.claim()))
      const ids = claims.flatMap((claim) => claim?.document._id ?? [])
      expect(ids).toHaveLength(40)
      expect(new Set(ids).size).toBe(40)
    })

    it('counts an attempt at the claim and gives the document to another once the lease ran out', async () => {
      await put('a')
      const late = await claimed()
      clock.advance(MINUTE)
      const next = await claimed()
      expect(next.document.attempts).toBe(2)
      await expect(queue.settle(late, done)).rejects.toThrow(LeaseLostError)
      await expect(queue.extend(late)).rejects.toThrow(LeaseLostError)
      await expect(queue.note(late, { type: 'message' })).rejects.toThrow(LeaseLostError)
      expect(await queue.settle(next, done)).toBe('done')
    })

    it('an extended lease is not given away', async () => {
      await put('a')
      const claim = await claimed()
      clock.advance(MINUTE - 1)
      await queue.extend(claim)
      clock.advance(MINUTE - 1)
      expect(await queue.claim()).toBeNull()
    })

    it('refuses to settle twice', async () => {
      await put('a')
      const claim = await claimed()
      await queue.settle(claim, done)
      await expect(queue.settle(claim, done)).rejects.toThrow(LeaseLostError)
    })

    it('a snooze comes back at its instant and costs no attempt', async () => {
      await put('a')
      await queue.settle(await claimed(), snooze(new Date(clock.now().getTime() + 5_000)))
      expect(await queue.claim()).toBeNull()
      clock.advance(5_000)
      expect((await claimed()).document.attempts).toBe(1)
    })

    it('a retry comes back after its back-off, keeps its errors, and is dead after the last attempt', async () => {
      await put('a')
      const statuses: string[] = []
      for (let attempt = 1; attempt <= 3; attempt++) {
        statuses.push(await queue.settle(await claimed(), retry(`attempt ${attempt}`)))
        expect(await queue.claim()).toBeNull()
        clock.advance(10 * MINUTE)
      }
      expect(statuses).toEqual(['ready', 'ready', 'dead'])
      const document = await queue.get('a')
      expect(document?.errors.map(({ message }) => message)).toEqual(['attempt 1', 'attempt 2', 'attempt 3'])
      expect(await queue.claim()).toBeNull()
    })

    it('dead and set aside stay as history, with the reason', async () => {
      await put('a')
      await put('b')
      await queue.settle(await claimed(), dead('unreadable'))
      await queue.settle(await claimed(), setAside('uncertain', 'the line broke'))
      expect(await queue.get('a')).toMatchObject({ status: 'dead', errors: [{ message: 'unreadable' }] })
      expect(await queue.get('b')).toMatchObject({ status: 'uncertain', errors: [{ message: 'the line broke' }] })
      expect(await queue.claim()).toBeNull()
    })

    it('moves a document only out of the statuses named', async () => {
      const { outbox } = opened.store
      await outbox.put(outboxDocument(), { status: 'held' })
      expect(await outbox.claim()).toBeNull()
      expect(await outbox.move('v_1:1:1', ['ready'], 'cancelled')).toBe(false)
      expect(await outbox.move('v_1:1:1', ['held'], 'ready', { dueAt: clock.now(), reason: 'approved' })).toBe(true)
      expect((await outbox.claim())?.document.errors.map(({ message }) => message)).toEqual(['approved'])
      expect(await outbox.move('v_1:1:1', ['ready', 'held'], 'cancelled')).toBe(false)
    })

    it('claims only what its filter names', async () => {
      const { outbox } = opened.store
      await outbox.put(outboxDocument({ _id: 'a', accountId: 'paused' }))
      await outbox.put(outboxDocument({ _id: 'b', channel: 'telegram' }))
      await outbox.put(outboxDocument({ _id: 'c' }))
      const filter = { channel: 'email', accountId: ['sales', 'second'] }
      expect((await outbox.claim(filter))?.document._id).toBe('c')
      expect(await outbox.claim(filter)).toBeNull()
    })

    it('notes fields while the claim is held', async () => {
      await put('a')
      const claim = await claimed()
      await queue.note(claim, { type: 'message', accountId: 'noted' } as Partial<InboxEvent>)
      expect(await queue.get('a')).toMatchObject({ accountId: 'noted', leaseId: claim.leaseId })
    })
  })
}
