import { messageOf } from '@outrider/shared'
import type { MailAccount } from '../accounts/account-registry.ts'
import { credentialsOf, type Environment } from '../accounts/credentials.ts'
import { nextWait } from './back-off.ts'
import { connectImap, ImapFailure, type ImapSession, type ImapTimings } from './imap-connection.ts'
import { receivingLimits } from './limits.ts'
import { readFolders } from './read-folders.ts'
import type { Receiving } from './receive-mail.ts'

export interface Watching extends Receiving {
  readonly environment: Environment
  /** How often folders besides the first are looked at, real milliseconds. */
  readonly foldersPollMs: number
  /** How long an account with refused credentials rests, real milliseconds. */
  readonly authRetryMs: number
  readonly timings?: Partial<ImapTimings>
  /** For tests: how waits between two attempts grow. */
  readonly backOff?: { readonly minMs: number; readonly maxMs: number; readonly survivedMs: number }
}

/** One account under watch. */
export interface AccountWatch {
  readonly connected: boolean
  stop(): Promise<void>
}

const BACK_OFF = {
  minMs: receivingLimits.reconnectMinMs,
  maxMs: receivingLimits.reconnectMaxMs,
  survivedMs: receivingLimits.survivedMs,
}

/** Keeps one connection to the account's mailbox and takes in what comes, until stopped. Never throws. */
export function watchAccount(watching: Watching, account: MailAccount): AccountWatch {
  const stopping = new AbortController()
  const state = { connected: false }
  const running = run(watching, account, state, stopping.signal)
  return {
    get connected() {
      return state.connected
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

async function run(
  watching: Watching,
  account: MailAccount,
  state: { connected: boolean },
  stopping: AbortSignal,
): Promise<void> {
  const { clock, logger, registry, authRetryMs } = watching
  const accountId = account.settings._id
  let waitMs = 0
  while (!stopping.aborted) {
    const livedFrom = performance.now()
    let lived = 0
    try {
      const session = await connect(watching, account)
      state.connected = true
      logger.info('mailbox connected', { accountId })
      try {
        await readFolders(watching, account, session, stopping)
      } finally {
        state.connected = false
        lived = performance.now() - livedFrom
        await session.close()
      }
    } catch (error) {
      if (error instanceof ImapFailure && error.kind === 'credentials') {
        await registry.pause(accountId, 'MAIL_AUTH_FAILED', `IMAP: ${error.message}`)
        await clock.sleep(authRetryMs, stopping)
        continue
      }
      logger.warn('mailbox connection lost', { accountId, code: 'MAIL_UNREACHABLE', reason: messageOf(error) })
    }
    waitMs = nextWait(waitMs, lived, watching.backOff ?? BACK_OFF)
    await clock.sleep(waitMs, stopping)
  }
}

async function connect({ environment, timings }: Watching, { settings }: MailAccount): Promise<ImapSession> {
  const found = credentialsOf(settings, environment)
  if ('missing' in found) throw new ImapFailure('credentials', `the environment variable ${found.missing} is not set`)
  return connectImap({
    ...settings.imap,
    credentials: found.credentials,
    ...(timings === undefined ? {} : { timings }),
  })
}
