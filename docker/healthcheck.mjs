// Healthy while the service of this container shows signs of life: `node docker/healthcheck.mjs app-logic`.
// Its two files are imported by path: loading all of `shared` would cost twice the time, every few seconds.
import { lastHeartbeat } from '../shared/dist/mongo/last-heartbeat.js'
import { heartbeatId } from '../shared/dist/service/heartbeat.js'

/** A service beats every 5 s: three missed beats and the way here. */
const MAX_AGE_MS = 20_000

const id = heartbeatId(process.argv[2])
const { MONGODB_URI: uri = '', MONGODB_DATABASE } = process.env
try {
  const at = await lastHeartbeat({ uri, database: MONGODB_DATABASE || 'outrider', timeoutMs: 4_000 }, id)
  const ageMs = at === null ? Number.POSITIVE_INFINITY : Date.now() - at.getTime()
  const said = at === null ? 'no sign of life yet' : `last sign of life ${Math.round(ageMs / 1_000)} s ago`
  process.stdout.write(`${id}: ${said}\n`)
  process.exitCode = ageMs < MAX_AGE_MS ? 0 : 1
} catch (error) {
  process.stdout.write(`${id}: the database does not answer (${error.name})\n`)
  process.exitCode = 1
}
