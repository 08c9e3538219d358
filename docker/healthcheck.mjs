// Healthy while this container's service has shown a sign of life lately. `node docker/healthcheck.mjs app-logic`
import { hostname } from 'node:os'
import { openMongoStore, systemClock } from '@outrider/shared'

const MAX_AGE_MS = 20_000
const [service] = process.argv.slice(2)
const store = await openMongoStore({
  uri: process.env.MONGODB_URI ?? '',
  database: process.env.MONGODB_DATABASE || 'outrider',
  clock: systemClock,
  timeoutMs: 3_000,
})
const beats = await store.heartbeats.list()
await store.close()
const beat = beats.find(({ _id }) => _id === `${service}:${hostname()}`)
const fresh = beat !== undefined && Date.now() - beat.at.getTime() < MAX_AGE_MS
process.exitCode = fresh ? 0 : 1
