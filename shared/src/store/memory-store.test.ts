import { VirtualClock } from '../clock/virtual-clock.ts'
import { QUEUE_DEFAULTS } from '../queue/queue.ts'
import { storeContract } from '../testing/store-contract.ts'
import { MemoryStore } from './memory-store.ts'

storeContract('memory', async () => {
  const clock = new VirtualClock('2026-03-10T07:00:00Z')
  const store = new MemoryStore(clock, { ...QUEUE_DEFAULTS, maxAttempts: 3 })
  return { store, other: store, clock, close: async () => {} }
})
