import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, MemoryStore, type Queued, silentLogger, systemClock } from '@outrider/shared'
import type { Account, EmailAccount, InboxEvent, MessageEvent, OutboxEntry } from '@outrider/shared/domain'
import { outboxDocument } from '@outrider/shared/testing'
import { mailWorkerSchema } from '../src/config.ts'
import { type MailWorker, type MailWorkerSettings, startMailWorker } from '../src/mail-worker.ts'
import { readMail } from '../src/reading/read-mail.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type SmtpBridge, startSmtpBridge } from './smtp-bridge.ts'

export const AGENT = 'agent@agency.test'
export const PROSPECT = 'pat@customer.test'
const PASSWORDS = { [AGENT]: 'agent-password', [PROSPECT]: 'pat-password' }

/** Everything around a mail worker in a test: real servers, a store in memory, one account. */
export interface MailWorld {
  readonly dovecot: Dovecot
  readonly bridge: SmtpBridge
  readonly store: MemoryStore
  readonly environment: Record<string, string>
  /** Account settings that reach the servers, with changes. */
  account(changes?: Partial<EmailAccount>): EmailAccount
  /** Stores the account; read from the first mail of the mailbox on, unless told otherwise. */
  addAccount(changes?: Partial<EmailAccount>, checkpoint?: Account['checkpoint']): Promise<void>
  /** Starts a mail worker on this world; stopped with it. */
  work(settings?: Partial<MailWorkerSettings>): Promise<MailWorker>
  /** Message documents of the inbox, in the order they came. */
  messages(): Queued<MessageEvent>[]
  close(): Promise<void>
}

/** Short spans, so that faults are seen within a test. */
export const CONFIG = mailWorkerSchema.omit({ MONGODB_URI: true }).parse({
  MAIL_ACCOUNTS_REFRESH_MS: 50,
  MAIL_FOLDERS_POLL_MS: 300,
  MAIL_DEFER_MS: 100,
  MAIL_AUTH_RETRY_MS: 200,
  POLL_MAX_MS: 50,
})

export interface MailWorldSettings {
  readonly logger?: Logger
  /** Whether the servers offer STARTTLS; default true. */
  readonly startTls?: boolean
}

/** Starts the servers. */
export async function startMailWorld(settings: MailWorldSettings = {}): Promise<MailWorld> {
  const { logger = silentLogger, startTls = true } = settings
  const folder = mkdtempSync(join(tmpdir(), 'outrider-mail-'))
  const dovecot = await startDovecot(folder, PASSWORDS, { startTls })
  const bridge = await startSmtpBridge(dovecot, PASSWORDS, { startTls })
  const store = new MemoryStore(systemClock)
  const workers: MailWorker[] = []
  const environment: Record<string, string> = { AGENT_PASSWORD: PASSWORDS[AGENT] ?? '' }
  const account = (changes: Partial<EmailAccount> = {}): EmailAccount => ({
    _id: 'sales',
    channel: 'email',
    address: AGENT,
    name: 'Ann Agent',
    aliases: [],
    user: AGENT,
    auth: { kind: 'password', passwordEnv: 'AGENT_PASSWORD' },
    imap: { host: '127.0.0.1', port: dovecot.ports.imap, secure: false, allowInsecure: true },
    smtp: { host: '127.0.0.1', port: bridge.port, secure: false, allowInsecure: true },
    folders: { watch: ['INBOX'], sent: null, junk: true },
    dkim: null,
    unsubscribeUrl: null,
    ...changes,
  })
  return {
    dovecot,
    bridge,
    store,
    environment,
    account,
    addAccount: async (changes, checkpoint = fromTheFirstMail()) => {
      const settings = account(changes)
      const state = { status: 'active', reason: null, since: new Date() } as const
      await store.accounts.putSettings({ _id: settings._id, settings, state, checkpoint })
    },
    work: async (changes = {}) => {
      const backOff = { minMs: 50, maxMs: 400, survivedMs: 2_000 }
      const fixed = { store, clock: systemClock, logger, config: CONFIG, environment, backOff, reader }
      const worker = await startMailWorker({ ...fixed, ...changes })
      workers.push(worker)
      return worker
    },
    messages: () => [...store.inbox.documents.values()].filter(isMessage),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
      await bridge.close()
      await dovecot.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const isMessage = (event: Queued<InboxEvent>): event is Queued<MessageEvent> => event.type === 'message'

/** A checkpoint that reads a mailbox from its beginning, whatever its UIDVALIDITY. */
export function fromTheFirstMail(): Account['checkpoint'] {
  return { INBOX: { uidValidity: null, lastUid: 0 }, Junk: { uidValidity: null, lastUid: 0 } }
}

/** A plain mail of the prospect to the agent. */
export function mailOf(headers: Readonly<Record<string, string>>, text = 'Hello there'): string {
  const all = {
    From: `Pat <${PROSPECT}>`,
    To: AGENT,
    Subject: 'Hello',
    Date: new Date().toUTCString(),
    'Message-ID': `<${crypto.randomUUID()}@customer.test>`,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${lines.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`
}

/** Reads in this thread: a worker thread is started from built files, which a test has not. */
const reader = { read: readMail, close: async () => {} }

let entries = 0

/** An outbox entry of a conversation that need not exist. */
export function entryOf(changes: Partial<OutboxEntry> = {}): OutboxEntry {
  const conversationId = changes.conversationId ?? 'v_0123456789abcdef'
  const version = ++entries
  return outboxDocument({
    _id: `${conversationId}:${version}:0`,
    conversationId,
    kind: 'answer',
    to: PROSPECT,
    toName: 'Pat',
    subject: 'Re: Reviews',
    text: 'Here is the answer.',
    messageId: `<outrider.${conversationId}.${version}.0@agency.test>`,
    dueAt: new Date(),
    ...changes,
  })
}
