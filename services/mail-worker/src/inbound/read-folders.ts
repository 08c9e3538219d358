import { messageOf } from '@outrider/shared'
import type { MailAccount } from '../accounts/account-registry.ts'
import {
  afterMail,
  type Checkpoint,
  checkpointKey,
  inboxIdOf,
  isPassedOver,
  planReading,
  storedCheckpoint,
} from './checkpoint.ts'
import type { ImapSession, ListedMail } from './imap-connection.ts'
import { mailOfTexts } from './large-mail.ts'
import { receivingLimits } from './limits.ts'
import { type ArrivedMail, receiveMail, storeUnreadable } from './receive-mail.ts'
import type { Watching } from './watch-account.ts'

/** Folders in the order of watching: the first one with IDLE, the others by looking at them now and then. */
export async function foldersToWatch({ settings }: MailAccount, session: ImapSession): Promise<string[]> {
  const { watch, junk } = settings.folders
  const listed = await session.folders()
  const junkFolder = junk
    ? listed.find(({ specialUse, selectable }) => specialUse === '\\Junk' && selectable)
    : undefined
  return [...new Set([...watch, ...(junkFolder === undefined ? [] : [junkFolder.path])])]
}

/** Reads all watched folders on and on, over one connection, until it is lost or the watch is stopped. */
export async function readFolders(
  watching: Watching,
  account: MailAccount,
  session: ImapSession,
  stopping: AbortSignal,
): Promise<void> {
  const [first = 'INBOX', ...others] = await foldersToWatch(account, session)
  const reader = new FolderReader(watching, account, session, stopping)
  await reader.catchUp(first)
  let othersDueAt = 0
  while (!stopping.aborted && session.usable) {
    if (others.length > 0 && performance.now() >= othersDueAt) {
      for (const folder of others) await reader.lookAt(folder)
      await reader.catchUp(first)
      othersDueAt = performance.now() + watching.foldersPollMs
    }
    await session.news(watching.foldersPollMs, stopping)
    if (!stopping.aborted && session.usable) await reader.catchUp(first)
  }
}

class FolderReader {
  readonly #watching: Watching
  readonly #account: MailAccount
  readonly #session: ImapSession
  readonly #stopping: AbortSignal
  readonly #checkpoints = new Map<string, Checkpoint>()
  #selected: string | null = null

  constructor(watching: Watching, account: MailAccount, session: ImapSession, stopping: AbortSignal) {
    this.#watching = watching
    this.#account = account
    this.#session = session
    this.#stopping = stopping
  }

  get #accountId(): string {
    return this.#account.settings._id
  }

  /** Looks at a folder without selecting it, and reads it only when something is new. */
  async lookAt(folder: string): Promise<void> {
    const { uidValidity, uidNext } = await this.#session.position(folder)
    const known = this.#checkpoints.get(folder)
    if (known?.uidValidity === uidValidity && uidNext <= known.lastUid + 1) return
    await this.catchUp(folder)
  }

  /** Reads everything in the folder that the checkpoint does not cover yet. */
  async catchUp(folder: string): Promise<void> {
    if (this.#selected !== folder) await this.#select(folder)
    let checkpoint = this.#checkpoints.get(folder)
    if (checkpoint === undefined) return
    const listed = await this.#session.listAfter(checkpoint.lastUid)
    let unsaved = 0
    for (const mail of listed) {
      if (this.#stopping.aborted) break
      if (!isPassedOver(checkpoint, mail.arrivedAt)) await this.#take(folder, checkpoint, mail)
      checkpoint = afterMail(checkpoint, mail)
      this.#checkpoints.set(folder, checkpoint)
      unsaved++
      if (unsaved >= receivingLimits.checkpointEvery) {
        await this.#save(folder, checkpoint)
        unsaved = 0
      }
    }
    if (unsaved > 0) await this.#save(folder, checkpoint)
  }

  async #select(folder: string): Promise<void> {
    const { store, logger } = this.#watching
    const position = await this.#session.open(folder)
    const account = await this.#untilStored(() => store.accounts.get(this.#accountId))
    const stored = this.#checkpoints.get(folder) ?? storedCheckpoint(account?.checkpoint[checkpointKey(folder)])
    const { checkpoint, because } = planReading(stored, position, new Date(), receivingLimits.rereadMs)
    if (because !== 'continued') logger.info('folder read anew', { accountId: this.#accountId, folder, because })
    this.#checkpoints.set(folder, checkpoint)
    this.#selected = folder
    if (because !== 'continued') await this.#save(folder, checkpoint)
  }

  async #take(folder: string, { uidValidity }: Checkpoint, mail: ListedMail): Promise<void> {
    const inboxId = inboxIdOf(this.#accountId, folder, uidValidity ?? '', mail.uid)
    const arrived = await this.#fetch(inboxId, mail)
    if (arrived === null) return
    let failures = 0
    await this.#untilStored(async () => {
      try {
        await receiveMail(this.#watching, arrived)
      } catch (error) {
        failures++
        if (failures < receivingLimits.storeAttempts) throw error
        // The store answers but does not take this mail: it must not stand in the way of all others.
        await this.#watching.store.ping()
        await storeUnreadable(this.#watching, arrived, `it could not be stored: ${messageOf(error)}`)
      }
    })
  }

  /** The bytes to read; null for a mail that was removed meanwhile. */
  async #fetch(inboxId: string, { uid, size, arrivedAt }: ListedMail): Promise<ArrivedMail | null> {
    const base = { accountId: this.#accountId, inboxId, arrivedAt }
    if (size <= receivingLimits.wholeMailBytes) {
      const raw = await this.#session.fetchWhole(uid)
      return raw === null ? null : { ...base, raw, leftOnServer: null }
    }
    this.#watching.logger.warn('only the texts of a large mail are read', {
      code: 'MAIL_TOO_LARGE',
      inboxId,
      bytes: size,
    })
    const head = await this.#session.fetchHead(uid)
    return head === null ? null : { ...base, raw: mailOfTexts(head), leftOnServer: head.attachments }
  }

  async #save(folder: string, checkpoint: Checkpoint): Promise<void> {
    await this.#untilStored(() =>
      this.#watching.store.accounts.setCheckpoint(this.#accountId, checkpointKey(folder), checkpoint),
    )
  }

  /** Tries until the store takes it: a database that is away must not cost the mail connection nor the mail. */
  async #untilStored<T>(work: () => Promise<T>): Promise<T> {
    const { clock, logger } = this.#watching
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (this.#stopping.aborted) throw error
        logger.error('the store does not take a mail, trying again', {
          code: 'STORE_UNREACHABLE',
          accountId: this.#accountId,
          reason: messageOf(error),
        })
        await clock.sleep(1_000, this.#stopping)
      }
    }
  }
}
