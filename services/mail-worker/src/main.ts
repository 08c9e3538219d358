import { explain, runService } from '@outrider/shared'
import { mailWorkerSchema } from './config.ts'
import { startMailWorker } from './mail-worker.ts'
import { startUnsubscribeListener } from './unsubscribe/listener.ts'

/** How often what the heartbeat tells is brought up to date. */
const DETAILS_MS = 2_000

runService('mail-worker', mailWorkerSchema, async ({ settings, store, clock, logger, details }) => {
  const listener = await startUnsubscribeListener({ store, logger, config: settings })
  const worker = await startMailWorker({ store, clock, logger, config: settings, environment: process.env })
  const tell = () => Object.assign(details, worker.details())
  tell()
  const timer = setInterval(tell, DETAILS_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.all([worker.stop(), listener?.stop()])
    },
  }
}).catch((error: unknown) => {
  process.stderr.write(`mail-worker did not start: ${explain(error)}\n`)
  process.exit(1)
})
