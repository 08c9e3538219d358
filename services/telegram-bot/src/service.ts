import {
  type Clock,
  type Deliverer,
  deliverEntry,
  type Logger,
  messageOf,
  type Store,
  startHeartbeat,
  startWorker,
  systemClock,
  type Worker,
} from '@outrider/shared'
import { Bots } from './bots.ts'
import type { PollTimes } from './inbound/poller.ts'
import { type SendTimes, TelegramDeliverer } from './outbound/telegram-deliverer.ts'
import { telegrafBot } from './telegraf-bot.ts'

export interface TelegramServiceSettings {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  /** The value of an environment variable. */
  readonly tokenOf: (variable: string) => string | undefined
  /** Real time; default the machine's. */
  readonly machineClock?: Clock
  /** Real milliseconds between looks at the accounts. Default 60 000. */
  readonly lookMs?: number
  /** Real milliseconds between signs of life. Default 5 000. */
  readonly heartbeatMs?: number
  readonly leaseMs?: number
  readonly pollMaxMs?: number
  readonly pollTimes?: Partial<PollTimes>
  readonly sendTimes?: Partial<SendTimes>
}

export interface TelegramService {
  /** Takes nothing more, and waits for what is in hand. */
  stop(): Promise<void>
}

/** An unreachable bot is looked for again after this time, where that is sooner than the next look. */
const SOON_MS = 5_000
/** Chats written to at the same time; each chat has its order all the same. */
const CONCURRENCY = 4

/** The Telegram edge: reads every bot of the store's accounts and hands their outbox entries over. */
export function startTelegramService(settings: TelegramServiceSettings): TelegramService {
  const { store, clock, logger, tokenOf, machineClock = systemClock, pollTimes, sendTimes } = settings
  const stopping = new AbortController()
  const bots = new Bots({
    store,
    clock,
    machineClock,
    logger,
    tokenOf,
    connect: telegrafBot,
    ...(pollTimes === undefined ? {} : { pollTimes }),
  })
  const deliverer = new TelegramDeliverer({
    store,
    clock,
    logger,
    botOf: (id) => bots.botOf(id),
    onRefusedToken: (id, why) => bots.refuse(id, why),
    ...(sendTimes === undefined ? {} : { times: sendTimes }),
  })
  const worker = startSending(settings, bots, deliverer)
  const looking = lookAgainAndAgain(bots, settings, machineClock, stopping.signal)
  const stopBeating = startHeartbeat({
    service: 'telegram-bot',
    store,
    clock,
    logger,
    details: () => bots.states(),
    ...(settings.heartbeatMs === undefined ? {} : { everyMs: settings.heartbeatMs }),
  })
  return {
    stop: async () => {
      stopping.abort()
      stopBeating()
      await Promise.all([worker.stop(), looking])
      await bots.stop()
    },
  }
}

function startSending(settings: TelegramServiceSettings, bots: Bots, deliverer: Deliverer): Worker {
  const { store, clock, logger, leaseMs, pollMaxMs } = settings
  return startWorker({
    name: 'telegram-bot outbox',
    queue: store.outbox,
    clock,
    logger,
    concurrency: CONCURRENCY,
    filter: () => {
      const accountId = bots.activeIds()
      return accountId.length === 0 ? null : { channel: 'telegram', accountId }
    },
    handle: (entry, claim, signal) => deliverEntry({ store, deliverer, clock, logger }, entry, claim, signal),
    ...(leaseMs === undefined ? {} : { leaseMs }),
    ...(pollMaxMs === undefined ? {} : { pollMaxMs }),
  })
}

async function lookAgainAndAgain(
  bots: Bots,
  { logger, lookMs = 60_000 }: TelegramServiceSettings,
  machineClock: Clock,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const settled = await bots.look(stopping).catch((error: unknown) => {
      logger.error('the accounts could not be read, trying again', { reason: messageOf(error) })
      return false
    })
    await machineClock.sleep(settled ? lookMs : Math.min(lookMs, SOON_MS), stopping)
  }
}
