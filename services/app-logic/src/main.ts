import { runService, startWorker } from '@outrider/shared'
import cron from 'node-cron'
import { chooseBrain } from './brain/choose-brain.ts'
import { appLogicSettings } from './config.ts'
import type { AppLogic } from './shell/app-logic.ts'
import { handleEvent } from './shell/handle-event.ts'
import { relayAll } from './shell/relay.ts'

await runService('app-logic', appLogicSettings, async ({ settings, store, clock, logger, details, stopping }) => {
  const { brain, offline, ollama, why } = await chooseBrain(settings, logger)
  logger.info(why, { brain: brain.name })
  details.brain = brain.name
  void ollama?.warmUp(stopping).catch(() => {})
  const app: AppLogic = { store, clock, logger, brain, offline, brainDeadlineMs: settings.BRAIN_DEADLINE_MS }
  await relayAll(app)
  const worker = startWorker({
    name: 'inbox',
    queue: store.inbox,
    handle: (event, _claim, signal) => handleEvent(app, event, signal),
    clock,
    logger,
    concurrency: settings.CONCURRENCY,
    leaseMs: settings.LEASE_MS,
    pollMaxMs: settings.POLL_MAX_MS,
  })
  // Only a tick: what it finds is what a crash between a commit and its relay left behind.
  const rescue = cron.schedule('*/5 * * * * *', () => void relayAll(app).catch(() => {}))
  return {
    stop: async () => {
      await rescue.stop()
      await worker.stop()
    },
  }
})
