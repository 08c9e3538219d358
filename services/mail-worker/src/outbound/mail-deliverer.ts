import {
  type Clock,
  type Deliverer,
  type DeliveryResult,
  type Logger,
  messageOf,
  type Queued,
  type Store,
} from '@outrider/shared'
import type { OutboxEntry } from '@outrider/shared/domain'
import type { AccountRegistry, MailAccount } from '../accounts/account-registry.ts'
import type { AccountLinks, Links } from './account-links.ts'
import { buildMessage, UnsendableError } from './build-message.ts'
import { type DeferralSettings, Deferrals } from './deferral.ts'
import { meaningOf } from './delivery-error.ts'
import { bytesOf } from './smtp-transport.ts'

export interface DelivererSettings {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly registry: AccountRegistry
  readonly links: AccountLinks
  readonly deferral: DeferralSettings
  /** One-click address for a conversation; null where the listener is not set up. */
  readonly oneClickUrl: (account: MailAccount, conversationId: string) => string | null
}

/** How long an entry waits whose account rests meanwhile, real milliseconds. */
const ACCOUNT_RESTS_MS = 5_000

/** Pauses before looks for a copy that the server files, real milliseconds: it may be late. Ours is there or not. */
const LOOKS_MS = [0, 2_000, 5_000]

/** The e-mail edge, as the delivery of one entry sees it. */
export class MailDeliverer implements Deliverer {
  readonly #settings: DelivererSettings
  readonly #deferrals: Deferrals

  constructor(settings: DelivererSettings) {
    this.#settings = settings
    this.#deferrals = new Deferrals(settings.deferral)
  }

  async deliver(entry: Queued<OutboxEntry>): Promise<DeliveryResult> {
    const { registry, links, clock } = this.#settings
    const account = registry.get(entry.accountId)
    if (account === null || account.state.status !== 'active') return this.#later('the account rests', ACCOUNT_RESTS_MS)
    const opened = links.of(account)
    if ('failure' in opened) {
      await registry.pause(entry.accountId, 'MAIL_AUTH_FAILED', opened.failure)
      return this.#later(opened.failure, ACCOUNT_RESTS_MS)
    }
    try {
      const mail = buildMessage({
        entry,
        account: account.settings,
        files: await this.#files(entry),
        date: clock.now(),
        oneClickUrl: this.#settings.oneClickUrl(account, entry.conversationId),
      })
      return await this.#handOver(entry, opened, mail.envelope, await bytesOf(mail))
    } catch (error) {
      if (!(error instanceof UnsendableError)) return { result: 'deferred', reason: messageOf(error), until: null }
      const { blame, message } = error
      return { result: 'refused', permanent: true, blame, reason: message }
    }
  }

  /** A copy in Sent proves the delivery; its absence proves something only where the server itself files it first. */
  async lookForEarlier(entry: Queued<OutboxEntry>): Promise<'delivered' | 'not-delivered' | 'unknown'> {
    const { registry, links, clock } = this.#settings
    const account = registry.get(entry.accountId)
    const opened = account === null ? null : links.of(account)
    if (entry.messageId === null || opened === null || 'failure' in opened) return 'unknown'
    for (const waitMs of opened.sent.filedByServer ? LOOKS_MS : [0]) {
      await clock.sleep(waitMs)
      if (await opened.sent.holds(entry.messageId)) return 'delivered'
    }
    return opened.sent.absenceProves ? 'not-delivered' : 'unknown'
  }

  async #handOver(
    entry: Queued<OutboxEntry>,
    { smtp, sent }: Links,
    envelope: { from: string; to: string },
    raw: Buffer,
  ): Promise<DeliveryResult> {
    const outcome = await smtp.send(envelope, raw)
    if ('accepted' in outcome) {
      this.#deferrals.forget(entry._id)
      await sent.keepCopy(raw, entry._id, new Date())
      return { result: 'sent' }
    }
    const meaning = meaningOf(outcome)
    await this.#tellAccount(entry.accountId, meaning.account, outcome.response ?? outcome.message)
    if (meaning.result.result === 'deferred') return this.#putOff(entry, meaning.result)
    this.#deferrals.forget(entry._id)
    return meaning.result
  }

  async #tellAccount(
    accountId: string,
    meaning: ReturnType<typeof meaningOf>['account'],
    reason: string,
  ): Promise<void> {
    const { registry } = this.#settings
    if (meaning === 'credentials-refused') await registry.pause(accountId, 'MAIL_AUTH_FAILED', `SMTP: ${reason}`)
    if (meaning === 'sender-refused') await registry.pause(accountId, 'MAIL_SENDER_REFUSED', reason)
  }

  #putOff(entry: Queued<OutboxEntry>, { reason }: { reason: string }): DeliveryResult {
    const waitMs = this.#deferrals.next(entry._id, performance.now())
    if (waitMs !== null) return this.#later(reason, waitMs)
    return {
      result: 'refused',
      permanent: false,
      blame: 'transport',
      reason: `given up after many attempts: ${reason}`,
    }
  }

  #later(reason: string, ms: number): DeliveryResult {
    return { result: 'deferred', reason, until: this.#settings.clock.afterMachineTime(ms) }
  }

  async #files({ attachments }: OutboxEntry): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>()
    for (const { from, filename } of attachments) {
      const file = from === 'file' ? await this.#settings.store.files.get(filename) : null
      if (file !== null) found.set(filename, file.content)
    }
    return found
  }
}
