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
import { suppressCommand } from '../inbound/record-update.ts'
import { causeOf, type TelegramApi, type TelegramDocument } from '../telegram-api.ts'
import { classifySendFailure, type SendFailure } from './classify-failure.ts'
import { type Part, planParts } from './plan-parts.ts'
import { SendOrder } from './send-order.ts'

export interface DelivererSettings {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  /** The running bot of an account; null while it has none. */
  readonly botOf: (accountId: string) => TelegramApi | null
  /** Told when Telegram refuses the token of an account. */
  readonly onRefusedToken: (accountId: string, why: string) => Promise<void>
  readonly times?: Partial<SendTimes>
}

/** Real milliseconds. */
export interface SendTimes {
  /** Longest wait for the answer to one call. Default 60 000. */
  readonly answerMs: number
  /** Wait before a message that could not be handed over is tried again. Default 5 000. */
  readonly againMs: number
  /** Longest wait in the middle of a message of several parts. Default 300 000. */
  readonly midwayMs: number
}

const SEND_TIMES: SendTimes = { answerMs: 60_000, againMs: 5_000, midwayMs: 300_000 }
/** Larger files are refused by the Bot API (core.telegram.org/bots/api#sending-files). */
const MAX_FILE_BYTES = 50 * 1_024 * 1_024

/** Hands outbox entries to Telegram: text in as many messages as it needs, then documents, in the order of each chat. */
export class TelegramDeliverer implements Deliverer {
  readonly #settings: DelivererSettings
  readonly #times: SendTimes
  readonly #orders = new Map<string, SendOrder>()

  constructor(settings: DelivererSettings) {
    this.#settings = settings
    this.#times = { ...SEND_TIMES, ...settings.times }
  }

  /** Telegram gives no way to look for a sent message. */
  async lookForEarlier(): Promise<'unknown'> {
    return 'unknown'
  }

  async deliver(entry: Queued<OutboxEntry>, signal: AbortSignal): Promise<DeliveryResult> {
    const order = this.#orderOf(entry.accountId)
    return order.oneAtATime(entry.to, async () => {
      const notBefore = order.notBefore(entry.to, entry._id, this.#settings.clock.now())
      if (notBefore !== null) return { result: 'deferred', reason: 'an earlier message waits', until: notBefore }
      const result = await this.#prepareAndSend(entry, signal)
      if (result.result !== 'deferred') order.settled(entry.to, entry._id)
      return result
    })
  }

  async #prepareAndSend(entry: Queued<OutboxEntry>, signal: AbortSignal): Promise<DeliveryResult> {
    const bot = this.#settings.botOf(entry.accountId)
    if (bot === null) return this.#later(entry, 'the bot is not running')
    if (signal.aborted) return this.#later(entry, 'the service stops')
    const documents = await this.#documentsOf(entry).catch((error: unknown) => messageOf(error))
    if (typeof documents === 'string') return this.#later(entry, documents)
    if (!Array.isArray(documents)) return documents
    const parts = planParts(entry.text, documents)
    if (parts.length === 0) return refusedContent('there is neither text nor document to send')
    return this.#sendParts(bot, entry, parts, signal)
  }

  async #documentsOf({ attachments }: OutboxEntry): Promise<TelegramDocument[] | DeliveryResult> {
    const documents: TelegramDocument[] = []
    for (const attachment of attachments) {
      const { filename } = attachment
      const content =
        attachment.from === 'text'
          ? Buffer.from(attachment.content)
          : (await this.#settings.store.files.get(filename))?.content
      if (content === undefined) return refusedContent(`FILE_MISSING: ${filename} is not in the store`)
      if (content.length > MAX_FILE_BYTES) return refusedContent(`${filename} is larger than the 50 MB Telegram takes`)
      documents.push({ filename, content })
    }
    return documents
  }

  /** Before the first part has left, a failure can be tried again; after it, a repeat would send that part twice. */
  async #sendParts(
    bot: TelegramApi,
    entry: Queued<OutboxEntry>,
    parts: readonly Part[],
    signal: AbortSignal,
  ): Promise<DeliveryResult> {
    for (const [index, part] of parts.entries()) {
      const failure = await (index === 0 ? this.#send(bot, entry, part) : this.#sendMidway(bot, entry, part, signal))
      if (failure === null) continue
      const arrived = index === 0 ? '' : `; ${index} of ${parts.length} parts had arrived before`
      return this.#conclude(entry, { ...failure, reason: `${failure.reason}${arrived}` }, index > 0)
    }
    return { result: 'sent' }
  }

  async #send(bot: TelegramApi, { to }: OutboxEntry, part: Part): Promise<SendFailure | null> {
    // Not the worker's signal: a stop must not cut a request that may have arrived already.
    const signal = AbortSignal.timeout(this.#times.answerMs)
    try {
      if (part.kind === 'text') await bot.sendMessage(to, part.text, signal)
      else await bot.sendDocument(to, part.document, part.caption, signal)
      return null
    } catch (error) {
      return classifySendFailure(causeOf(error))
    }
  }

  /** A later part waits where it stands, as long as that makes sense and the service does not stop. */
  async #sendMidway(
    bot: TelegramApi,
    entry: Queued<OutboxEntry>,
    part: Part,
    signal: AbortSignal,
  ): Promise<SendFailure | null> {
    let waitedMs = 0
    for (;;) {
      const failure = await this.#send(bot, entry, part)
      if (failure === null || failure.means !== 'wait') return failure
      const waitMs = failure.waitMs ?? this.#times.againMs
      waitedMs += waitMs
      if (waitedMs > this.#times.midwayMs || signal.aborted) return failure
      if (failure.limited) this.#limit(entry, waitMs)
      await this.#settings.clock.sleep(waitMs, signal)
    }
  }

  async #conclude(entry: Queued<OutboxEntry>, failure: SendFailure, midway: boolean): Promise<DeliveryResult> {
    const { reason } = failure
    switch (failure.means) {
      case 'wait':
        if (failure.limited && failure.waitMs !== null) this.#limit(entry, failure.waitMs)
        return midway ? { result: 'unknown', reason } : this.#later(entry, reason, failure.waitMs ?? undefined)
      case 'unknown':
        return { result: 'unknown', reason }
      case 'pause':
        await this.#settings.onRefusedToken(entry.accountId, reason)
        return midway ? { result: 'unknown', reason } : this.#later(entry, `TELEGRAM_AUTH_FAILED: ${reason}`)
      case 'refused':
        return this.#refused(entry, failure)
    }
  }

  async #refused(
    entry: Queued<OutboxEntry>,
    { optOut, blame, reason }: Extract<SendFailure, { means: 'refused' }>,
  ): Promise<DeliveryResult> {
    if (optOut) {
      try {
        // Asked for before the failure is reported: a crash in between leaves the entry to be refused, and asked for, again.
        await this.#settings.store.inbox.put({
          _id: `command:telegram-block:${entry._id}`,
          ...suppressCommand(entry.conversationId),
        })
      } catch (error) {
        return this.#later(entry, `${reason}; the opt-out could not be stored: ${messageOf(error)}`)
      }
      this.#settings.logger.info('the person has blocked the bot: they are to be suppressed', {
        outboxId: entry._id,
        conversationId: entry.conversationId,
      })
    }
    return { result: 'refused', permanent: true, blame, reason }
  }

  #later(entry: Queued<OutboxEntry>, reason: string, waitMs: number = this.#times.againMs): DeliveryResult {
    const until = this.#settings.clock.afterMachineTime(waitMs)
    this.#orderOf(entry.accountId).waits(entry.to, entry._id, until)
    return { result: 'deferred', reason, until }
  }

  #limit({ accountId }: OutboxEntry, waitMs: number): void {
    this.#orderOf(accountId).limit(this.#settings.clock.afterMachineTime(waitMs))
  }

  #orderOf(accountId: string): SendOrder {
    const order = this.#orders.get(accountId) ?? new SendOrder()
    this.#orders.set(accountId, order)
    return order
  }
}

const refusedContent = (reason: string): DeliveryResult => ({
  result: 'refused',
  permanent: true,
  blame: 'content',
  reason,
})
