import { Writable } from 'node:stream'
import { type Clock, createLogger, MemoryStore, systemClock } from '@outrider/shared'
import type { Account, OutboxEntry } from '@outrider/shared/domain'
import {
  accountDocument,
  campaignDocument,
  contactDocument,
  conversationDocument,
  outboxDocument,
} from '@outrider/shared/testing'
import { startTelegramService, type TelegramService, type TelegramServiceSettings } from '../service.ts'

/** The service on a memory store, with one contact in one conversation, and everything it logs. */
export class RunningService {
  readonly store = new MemoryStore(systemClock)
  readonly log: string[] = []
  readonly environment: Record<string, string> = {}
  #service: TelegramService | null = null

  /** An account of the store whose token stands in the environment. */
  async addAccount(id: string, apiRoot: string, token: string): Promise<void> {
    const tokenEnv = `TOKEN_OF_${id.toUpperCase()}`
    this.environment[tokenEnv] = token
    await this.store.accounts.putSettings(telegramAccount(id, apiRoot, tokenEnv))
  }

  /** Ivan, known by e-mail and by the token `link-of-ivan`, in conversation `v_1` of a campaign on account `bot`. */
  async addConversation(): Promise<void> {
    await this.store.campaigns.put(campaignDocument())
    await this.store.contacts.create(contactDocument({ telegramToken: 'link-of-ivan' }))
    await this.store.conversations.create(conversationDocument())
  }

  start(settings: Partial<TelegramServiceSettings> = {}): void {
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, written) => {
        this.log.push(chunk.toString())
        written()
      },
    })
    this.#service = startTelegramService({
      store: this.store,
      clock: systemClock,
      logger: createLogger({ service: 'telegram-bot', level: 'debug', stream }),
      tokenOf: (variable) => this.environment[variable],
      lookMs: 50,
      pollMaxMs: 20,
      pollTimes: { firstWaitMs: 10, conflictMs: 50 },
      sendTimes: { againMs: 10 },
      ...settings,
    })
  }

  async stop(): Promise<void> {
    await this.#service?.stop()
    this.#service = null
  }

  async send(changes: Partial<OutboxEntry>): Promise<void> {
    const entry = outboxDocument({ channel: 'telegram', accountId: 'bot', subject: null, messageId: null, ...changes })
    await this.store.outbox.put(entry, { dueAt: entry.dueAt })
  }

  inboxOf(type: string) {
    return [...this.store.inbox.documents.values()].filter((document) => document.type === type)
  }

  /** Texts of the message events, oldest first. */
  texts(): string[] {
    return [...this.store.inbox.documents.values()].flatMap((event) => (event.type === 'message' ? [event.text] : []))
  }

  statusOf(outboxId: string): string | undefined {
    return this.store.outbox.documents.get(outboxId)?.status
  }

  linesWith(code: string): string[] {
    return this.log.filter((line) => line.includes(code))
  }
}

function telegramAccount(id: string, apiRoot: string, tokenEnv: string): Account {
  const settings = { _id: id, channel: 'telegram', username: 'sales_bot', tokenEnv, apiRoot } as const
  return accountDocument({ _id: id, settings })
}

/** A clock whose sleeps are counted; each still lasts a few real milliseconds, so that nothing spins. */
export function countingClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = []
  return {
    ...systemClock,
    slept,
    sleep: async (ms, signal) => {
      slept.push(ms)
      await systemClock.sleep(Math.min(ms, 5), signal)
    },
  }
}
