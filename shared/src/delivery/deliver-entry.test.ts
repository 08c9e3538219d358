import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../clock/virtual-clock.ts'
import type { InboxEvent } from '../domain/index.ts'
import { silentLogger } from '../log/logger.ts'
import type { Outcome } from '../queue/queue.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { suppressionsFor } from '../store/suppression.ts'
import { contactDocument, outboxDocument } from '../testing/documents.ts'
import { type Deliverer, type DeliveryResult, deliverEntry } from './deliver-entry.ts'

async function world(
  results: (DeliveryResult | Error)[] = [{ result: 'sent' }],
  earlier: 'delivered' | 'not-delivered' | 'unknown' = 'unknown',
) {
  const clock = new VirtualClock('2026-03-10T07:00:00Z')
  const store = new MemoryStore(clock)
  await store.contacts.create(contactDocument({ telegram: '@ivan' }))
  await store.outbox.put(outboxDocument())
  const handed: string[] = []
  const deliverer: Deliverer = {
    deliver: async (entry) => {
      handed.push(entry._id)
      const result = results.shift() ?? { result: 'sent' }
      if (result instanceof Error) throw result
      return result
    },
    lookForEarlier: async () => earlier,
  }
  const settings = { store, deliverer, clock, logger: silentLogger }
  const once = async (): Promise<{ outcome: Outcome; status: string } | null> => {
    const claim = await store.outbox.claim()
    if (claim === null) return null
    const outcome = await deliverEntry(settings, claim.document, claim, new AbortController().signal)
    return { outcome, status: await store.outbox.settle(claim, outcome) }
  }
  /** The process dies after handing over and before it recorded anything. */
  const crashAfterHandOver = async () => {
    const claim = await store.outbox.claim()
    if (claim === null) throw new Error('nothing to claim')
    const dying = {
      ...settings,
      store: Object.assign(Object.create(store), { inbox: { put: () => Promise.reject(new Error('killed')) } }),
    }
    await expect(deliverEntry(dying, claim.document, claim, new AbortController().signal)).rejects.toThrow('killed')
    clock.advance(60_000)
  }
  const reports = () =>
    [...store.inbox.documents.values()].map((event) => (event as InboxEvent & { result: string }).result)
  return { clock, store, handed, once, crashAfterHandOver, reports }
}

describe('invariant 1: stop is looked up again right before the hand-over', () => {
  it.each([
    ['their e-mail address', 'email:ivan@prospect.test'],
    ['their Telegram handle: a stop holds on every channel', 'telegram:@ivan'],
    ['the person', 'contact:c_1'],
  ])('nothing is handed over when %s is suppressed', async (_what, _id) => {
    const { store, handed, once, reports } = await world()
    await store.suppressions.add({
      _id,
      channel: 'email',
      contactId: 'c_1',
      conversationId: null,
      cause: 'stop',
      at: new Date(0),
    })
    expect((await once())?.status).toBe('cancelled')
    expect(handed).toEqual([])
    expect(reports()).toEqual(['blocked'])
  })

  it('nothing is handed over while the look-up fails; it is tried again', async () => {
    const { store, handed, once } = await world()
    const find = store.suppressions.find.bind(store.suppressions)
    store.suppressions.find = () => Promise.reject(new Error('down'))
    expect((await once())?.outcome.outcome).toBe('retry')
    expect(handed).toEqual([])
    store.suppressions.find = find
  })

  it('a stop silences every address of the person and those they wrote from', () => {
    const contact = contactDocument({ telegram: '@ivan', telegramChatId: '77' })
    const ids = suppressionsFor(contact, 'stop', new Date(0), null, ['Other@Prospect.test']).map(({ _id }) => _id)
    expect(ids.sort()).toEqual([
      'contact:c_1',
      'email:ivan@prospect.test',
      'email:other@prospect.test',
      'telegram:77',
      'telegram:@ivan',
    ])
  })
})

describe('invariant 10: an edge that was down does not send at night', () => {
  const day = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) })
  const spans = [
    day('2026-03-09T06:00:00Z', '2026-03-09T15:00:00Z'),
    day('2026-03-10T08:00:00Z', '2026-03-10T15:00:00Z'),
  ]

  it('an entry waits for the next span in which it may leave', async () => {
    const { store, once, clock, handed } = await world()
    store.outbox.documents.clear()
    await store.outbox.put(outboxDocument({ leaveWithin: spans }))
    expect((await once())?.outcome).toEqual({ outcome: 'snooze', until: new Date('2026-03-10T08:00:00Z') })
    clock.moveTo(new Date('2026-03-10T08:00:00Z'))
    expect((await once())?.status).toBe('sent')
    expect(handed).toHaveLength(1)
  })

  it('past its last span it is given to a person instead of being sent', async () => {
    const { store, once, clock, handed, reports } = await world()
    store.outbox.documents.clear()
    await store.outbox.put(outboxDocument({ leaveWithin: spans }))
    clock.moveTo(new Date('2026-03-10T15:00:00Z'))
    expect((await once())?.status).toBe('failed')
    expect(reports()).toEqual(['failed'])
    expect(handed).toEqual([])
  })
})

describe('invariant 4: nothing is sent twice', () => {
  it('a sent message is reported, then settled', async () => {
    const { once, reports, handed } = await world()
    expect((await once())?.status).toBe('sent')
    expect(reports()).toEqual(['sent'])
    expect(await once()).toBeNull()
    expect(handed).toHaveLength(1)
  })

  it.each([
    ['found in Sent, it counts as sent', 'delivered', 'sent', ['sent']],
    ['not to be found, it is uncertain and left to a person', 'unknown', 'uncertain', ['uncertain']],
  ] as const)(
    'after a crash between hand-over and record: %s; never handed over again',
    async (_rule, earlier, status, reported) => {
      const { once, crashAfterHandOver, handed, reports } = await world([], earlier)
      await crashAfterHandOver()
      expect((await once())?.status).toBe(status)
      expect(reports()).toEqual(reported)
      expect(handed).toHaveLength(1)
    },
  )

  it('a line that broke while handing over is uncertain, never retried', async () => {
    const { once, handed } = await world([{ result: 'unknown', reason: 'closed after the final dot' }])
    expect((await once())?.status).toBe('uncertain')
    expect(await once()).toBeNull()
    expect(handed).toHaveLength(1)
  })

  it('an edge that throws has not said that nothing was handed over', async () => {
    const { once, handed } = await world([new Error('bug')])
    expect((await once())?.status).toBe('uncertain')
    expect(handed).toHaveLength(1)
  })

  it('what was deferred before anything was handed over is tried again', async () => {
    const { once, clock, handed, reports } = await world([
      { result: 'deferred', reason: '451 greylisted', until: null },
      { result: 'sent' },
    ])
    expect((await once())?.status).toBe('ready')
    clock.advance(10_000)
    expect((await once())?.status).toBe('sent')
    expect(handed).toHaveLength(2)
    expect(reports()).toEqual(['sent'])
  })

  it('an edge that knows nothing arrived lets it be sent once more', async () => {
    const { once, crashAfterHandOver, clock, handed } = await world(
      [{ result: 'sent' }, { result: 'sent' }],
      'not-delivered',
    )
    await crashAfterHandOver()
    expect((await once())?.status).toBe('ready')
    clock.advance(10_000)
    expect((await once())?.status).toBe('sent')
    expect(handed).toHaveLength(2)
  })

  it('what is refused for good is reported with whose fault it is', async () => {
    const { once, store } = await world([
      { result: 'refused', permanent: true, blame: 'recipient', reason: '550 5.1.1' },
    ])
    expect((await once())?.status).toBe('failed')
    expect([...store.inbox.documents.values()][0]).toMatchObject({
      result: 'failed',
      blame: 'recipient',
      permanent: true,
    })
  })
})
