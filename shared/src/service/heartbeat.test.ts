import { hostname } from 'node:os'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger } from '../log/logger.ts'
import type { Heartbeat } from '../store/store.ts'
import { startHeartbeat } from './heartbeat.ts'

const noon = new Date('2031-05-05T12:00:00Z')
const clock = { now: () => noon, afterMachineTime: () => noon, sleep: async () => {} }

describe('signs of life', () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') }))
  afterEach(() => void vi.useRealTimers())

  const started = (beat: (heartbeat: Heartbeat) => Promise<void>) =>
    startHeartbeat({
      service: 'app-logic',
      store: { heartbeats: { beat, list: async () => [] } },
      clock,
      logger: silentLogger,
      details: () => ({ brain: 'offline' }),
    })

  it('carry the service, its host and the real time, whatever clock the service goes by', async () => {
    const beats: Heartbeat[] = []
    const stop = started(async (heartbeat) => void beats.push(heartbeat))
    await vi.advanceTimersByTimeAsync(5_000)
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(beats.map(({ at }) => at.toISOString())).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:05.000Z'])
    expect(beats[0]).toMatchObject({
      _id: `app-logic:${hostname()}`,
      service: 'app-logic',
      details: { brain: 'offline', clock: noon.toISOString() },
    })
  })

  it('go on after a store that did not take one', async () => {
    const beat = vi.fn().mockRejectedValueOnce(new Error('no answer')).mockResolvedValue(undefined)
    const stop = started(beat)
    await vi.advanceTimersByTimeAsync(10_000)
    stop()
    expect(beat).toHaveBeenCalledTimes(3)
  })
})
