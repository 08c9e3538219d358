import { type Logger, messageOf } from '@outrider/shared'
import type { EmailAccount } from '@outrider/shared/domain'
import type { Credentials } from '../accounts/credentials.ts'
import { connectImap, type ImapSession, type ImapTimings } from '../inbound/imap-connection.ts'

/** Servers that file a copy of what is submitted to them by themselves; a second one would show the mail twice. */
const FILES_BY_ITSELF = /(^|\.)(gmail\.com|googlemail\.com|office365\.com|outlook\.com|hotmail\.com|live\.com)$/i

/** The mail has left; its report does not wait longer for the copy, real milliseconds. */
const KEEP_COPY_MS = 15_000

/** The connection is given up after this much rest, real milliseconds; most mailboxes allow only a few at a time. */
const IDLE_MS = 30_000

export interface SentFolderSettings {
  readonly account: EmailAccount
  readonly credentials: Credentials
  readonly logger: Logger
  readonly timings?: Partial<ImapTimings>
}

/** The Sent folder of one account, over a connection of its own that is kept while it is used. */
export class SentFolder {
  readonly #settings: SentFolderSettings
  #session: Promise<ImapSession> | null = null
  #idle: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #paths: { readonly sent: string | null; readonly all: readonly string[] } | null = null

  constructor(settings: SentFolderSettings) {
    this.#settings = settings
  }

  /** Whether a mail that is not in Sent was surely not taken by the server. */
  get absenceProves(): boolean {
    return this.#settings.account.folders.sentCopy === 'server'
  }

  /** Whether the server puts the copy there, which may take it a moment. */
  get filedByServer(): boolean {
    const { folders, smtp } = this.#settings.account
    return folders.sentCopy === undefined ? FILES_BY_ITSELF.test(smtp.host) : folders.sentCopy === 'server'
  }

  /** Files a copy; a copy that cannot be filed is told in the log and changes nothing else. */
  async keepCopy(raw: Buffer, outboxId: string, at: Date): Promise<void> {
    const { account, logger } = this.#settings
    if (this.filedByServer) return
    try {
      const filed = this.#with(async (session, { sent }) => {
        if (sent === null) throw new Error('the mailbox has no Sent folder')
        await session.append(sent, raw, ['\\Seen'], at)
      })
      await withinTime(filed, KEEP_COPY_MS)
    } catch (error) {
      logger.warn('the copy for the Sent folder could not be filed', {
        accountId: account._id,
        outboxId,
        reason: messageOf(error),
      })
    }
  }

  /** Whether a copy of this message lies in the mailbox. @throws ImapFailure when it cannot be looked for. */
  async holds(messageId: string): Promise<boolean> {
    return this.#with(async (session, { all }) => {
      for (const folder of all) if ((await session.find(folder, messageId)).length > 0) return true
      return false
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const session = await this.#session?.catch(() => null)
    this.#session = null
    await session?.close()
  }

  /** One piece of work at a time: the folder that is selected belongs to it. */
  #with<T>(
    work: (session: ImapSession, paths: { sent: string | null; all: readonly string[] }) => Promise<T>,
  ): Promise<T> {
    const turn = this.#turn.catch(() => {}).then(() => this.#withNow(work))
    this.#turn = turn
    return turn
  }

  async #withNow<T>(
    work: (session: ImapSession, paths: { sent: string | null; all: readonly string[] }) => Promise<T>,
  ): Promise<T> {
    clearTimeout(this.#idle)
    const session = await this.#open()
    try {
      this.#paths ??= await sentPaths(this.#settings.account, session)
      return await work(session, this.#paths)
    } catch (error) {
      if (!session.usable) this.#session = null
      throw error
    } finally {
      this.#idle = setTimeout(() => void this.close(), IDLE_MS)
      this.#idle.unref()
    }
  }

  async #open(): Promise<ImapSession> {
    const kept = await this.#session?.catch(() => null)
    if (kept?.usable) return kept
    const { account, credentials, timings } = this.#settings
    this.#session = connectImap({ ...account.imap, credentials, ...(timings === undefined ? {} : { timings }) })
    return this.#session
  }
}

async function withinTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the mailbox did not take it within ${ms} ms`)), ms)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Where copies go, and every folder in which one may lie. */
async function sentPaths({ folders }: EmailAccount, session: ImapSession) {
  const listed = await session.folders()
  const special = (use: string) =>
    listed.filter(({ specialUse, selectable }) => specialUse === use && selectable).map(({ path }) => path)
  const sent = folders.sent ?? special('\\Sent')[0] ?? null
  return { sent, all: [...new Set([...(sent === null ? [] : [sent]), ...special('\\Sent'), ...special('\\All')])] }
}
