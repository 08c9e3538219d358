import {
  type Clock,
  deliverEntry,
  type Logger,
  messageOf,
  type Store,
  startWorker,
  type Worker,
} from '@outrider/shared'
import { AccountRegistry } from './accounts/account-registry.ts'
import type { Environment } from './accounts/credentials.ts'
import type { MailWorkerConfig } from './config.ts'
import { AccountWatches } from './inbound/account-watches.ts'
import type { ImapTimings } from './inbound/imap-connection.ts'
import { SeenMails } from './inbound/seen-mails.ts'
import type { Watching } from './inbound/watch-account.ts'
import { AccountLinks } from './outbound/account-links.ts'
import { CredentialRetry } from './outbound/credential-retry.ts'
import { MailDeliverer } from './outbound/mail-deliverer.ts'
import type { SmtpTimings } from './outbound/smtp-transport.ts'
import { type MailReader, startMailReader } from './reading/worker/mail-reader.ts'
import { oneClickUrl } from './unsubscribe/one-click-token.ts'

export interface MailWorkerSettings {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly config: Omit<MailWorkerConfig, 'MONGODB_URI' | 'MONGODB_DATABASE' | 'LOG_LEVEL' | 'OUTRIDER_CLOCK'>
  readonly environment: Environment
  /** Default: a reader in a worker thread, which no mail can hang. */
  readonly reader?: MailReader
  readonly imapTimings?: Partial<ImapTimings>
  readonly smtpTimings?: Partial<SmtpTimings>
  readonly backOff?: Watching['backOff']
}

/** A running mail worker. */
export interface MailWorker {
  readonly registry: AccountRegistry
  /** For the heartbeat: how many accounts there are, are watched now, are paused. */
  details(): Record<string, number>
  /** Reads the accounts again now instead of at the next tick. */
  refresh(): Promise<void>
  /** Takes nothing further, finishes what is in hand, closes every connection. The store stays open. */
  stop(): Promise<void>
}

/** Longest wait between two attempts after temporary refusals, real milliseconds. */
const DEFER_MAX_MS = 1_800_000

/** Starts both directions for every e-mail account of the store; accounts that come later are picked up. */
export async function startMailWorker(settings: MailWorkerSettings): Promise<MailWorker> {
  const { store, clock, logger, config, environment } = settings
  const registry = new AccountRegistry({ store, clock, logger })
  const reader = settings.reader ?? startMailReader()
  const imapTimings = settings.imapTimings === undefined ? {} : { imapTimings: settings.imapTimings }
  const smtpTimings = settings.smtpTimings === undefined ? {} : { smtpTimings: settings.smtpTimings }
  const links = new AccountLinks({ environment, logger, ...imapTimings, ...smtpTimings })
  const watches = new AccountWatches({
    store,
    clock,
    logger,
    reader,
    registry,
    environment,
    seen: new SeenMails(store),
    foldersPollMs: config.MAIL_FOLDERS_POLL_MS,
    authRetryMs: config.MAIL_AUTH_RETRY_MS,
    ...(settings.imapTimings === undefined ? {} : { timings: settings.imapTimings }),
    ...(settings.backOff === undefined ? {} : { backOff: settings.backOff }),
  })
  const retry = new CredentialRetry({ registry, links, watches, everyMs: config.MAIL_AUTH_RETRY_MS })
  const refresh = async () => {
    try {
      await registry.refresh()
      watches.follow(registry.all())
      // Not waited for: a server that hangs at the login must not keep other accounts from being seen.
      void retry.run(performance.now())
    } catch (error) {
      logger.error('the accounts could not be read, trying again', {
        code: 'STORE_UNREACHABLE',
        reason: messageOf(error),
      })
    }
  }
  await refresh()
  const ticks = repeat(refresh, config.MAIL_ACCOUNTS_REFRESH_MS, clock)
  const outgoing = startOutgoing(settings, registry, links)
  return {
    registry,
    refresh,
    details: () => ({
      accounts: registry.all().length,
      connected: watches.connected,
      paused: registry.all().filter(({ state }) => state.status === 'paused').length,
    }),
    stop: async () => {
      await Promise.all([ticks.stop(), outgoing.stop(), watches.stop()])
      await Promise.all([links.close(), reader.close()])
    },
  }
}

function startOutgoing(settings: MailWorkerSettings, registry: AccountRegistry, links: AccountLinks): Worker {
  const { store, clock, logger, config } = settings
  const deliverer = new MailDeliverer({
    store,
    clock,
    logger,
    registry,
    links,
    deferral: { firstMs: config.MAIL_DEFER_MS, maxMs: DEFER_MAX_MS, giveUpMs: config.MAIL_GIVE_UP_MS },
    oneClickUrl: (account, conversationId) =>
      oneClickUrl(account.settings.unsubscribeUrl, config.UNSUBSCRIBE_SECRET, conversationId),
  })
  return startWorker({
    name: 'mail-worker',
    queue: store.outbox,
    clock,
    logger,
    concurrency: config.MAIL_SEND_CONCURRENCY,
    leaseMs: config.LEASE_MS,
    pollMaxMs: config.POLL_MAX_MS,
    filter: () => {
      const accountId = registry.activeIds()
      return accountId.length === 0 ? null : { channel: 'email', accountId }
    },
    handle: (entry, claim, signal) => deliverEntry({ store, deliverer, clock, logger }, entry, claim, signal),
  })
}

/** Runs `work` again and again with pauses of real time, until stopped; `work` must not throw. */
function repeat(work: () => Promise<void>, pauseMs: number, clock: Clock): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(pauseMs, stopping.signal)
      if (!stopping.signal.aborted) await work()
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
