import { type FetchMessageObject, ImapFlow, type ListResponse, type MessageStructureObject } from 'imapflow'
import type { Credentials } from '../accounts/credentials.ts'
import { receivingLimits } from './limits.ts'

/** Where and as whom to log in. */
export interface ImapSettings {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly allowInsecure: boolean
  readonly credentials: Credentials
  readonly timings?: Partial<ImapTimings>
}

export interface ImapTimings {
  readonly probeMs: number
  readonly socketMs: number
  readonly connectMs: number
  readonly commandMs: number
}

/** Why there is no connection. */
export class ImapFailure extends Error {
  /** `credentials`: refused for good; `link`: everything else, it may work later. */
  readonly kind: 'credentials' | 'link'

  constructor(kind: 'credentials' | 'link', message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ImapFailure'
    this.kind = kind
  }
}

/** One mail as the server lists it. */
export interface ListedMail {
  readonly uid: number
  readonly size: number
  readonly arrivedAt: Date | null
}

/** The texts of a mail too large to be fetched whole, and the names of what was left on the server. */
export interface MailHead {
  /** The header block as it stands, with the empty line. */
  readonly header: Buffer
  readonly texts: readonly { readonly mimeHeader: Buffer; readonly content: Buffer }[]
  readonly attachments: readonly {
    readonly filename: string | null
    readonly contentType: string
    readonly size: number
  }[]
}

/** A folder as the server lists it. */
export interface MailFolder {
  readonly path: string
  /** Such as `\Sent` or `\Junk` (RFC 6154). */
  readonly specialUse: string | null
  readonly selectable: boolean
}

/** One logged-in IMAP connection. It is never used again once it was lost: connect anew. */
export interface ImapSession {
  readonly usable: boolean
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>
  folders(): Promise<MailFolder[]>
  /** Selects a folder; its news wake {@link ImapSession.news}. */
  open(folder: string): Promise<{ uidValidity: string; uidNext: number }>
  /** Looks at a folder without selecting it. */
  position(folder: string): Promise<{ uidValidity: string; uidNext: number }>
  /** Mails of the selected folder with a UID above the given one, lowest first. */
  listAfter(uid: number): Promise<ListedMail[]>
  /** The raw mail; null when it is no longer there. */
  fetchWhole(uid: number): Promise<Buffer | null>
  /** Header and text parts of a large mail; null when it is no longer there. */
  fetchHead(uid: number): Promise<MailHead | null>
  /** Resolves when the server reported something for the selected folder, at the latest after `ms`. */
  news(ms: number, signal: AbortSignal): Promise<void>
  /** The mails of a folder with this Message-ID. */
  find(folder: string, messageId: string): Promise<ListedMail[]>
  /** Puts a mail into a folder; without a date it arrived now, by the server's clock. */
  append(folder: string, raw: Buffer, flags: readonly string[], arrivedAt: Date | null): Promise<void>
  remove(folder: string, messageId: string): Promise<void>
  close(): Promise<void>
}

const TEMPORARY_LOGIN_CODES = new Set(['UNAVAILABLE', 'LIMIT', 'INUSE', 'SERVERBUG', 'CONTACTADMIN'])

/**
 * Connects and logs in. Without `secure` STARTTLS is demanded, unless the account allows an insecure server.
 *
 * @throws ImapFailure
 */
export async function connectImap(settings: ImapSettings): Promise<ImapSession> {
  const { host, port, secure, allowInsecure, credentials } = settings
  const timings: ImapTimings = { ...receivingLimits, ...settings.timings }
  const client = new ImapFlow({
    host,
    port,
    secure,
    ...(secure || allowInsecure ? {} : { doSTARTTLS: true }),
    ...(allowInsecure ? { tls: { rejectUnauthorized: false } } : {}),
    auth: 'password' in credentials ? { user: credentials.user, pass: credentials.password } : credentials,
    logger: false,
    autoIdleDelay: 0,
    maxIdleTime: timings.probeMs,
    socketTimeout: timings.socketMs,
    connectionTimeout: timings.connectMs,
    greetingTimeout: timings.connectMs,
    clientInfo: { name: 'Outrider' },
  })
  // Before connect(): an error event nobody listens to would end the process.
  let lastError: Error | null = null
  client.on('error', (error: Error) => {
    lastError = error
  })
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  try {
    await inTime(client.connect(), timings.connectMs * 2, 'connecting')
  } catch (error) {
    client.close()
    throw failureOf(error, lastError)
  }
  return new FlowSession(client, closed, timings)
}

function failureOf(error: unknown, lastError: Error | null): ImapFailure {
  const failed = error as Error & { authenticationFailed?: boolean; serverResponseCode?: string; responseText?: string }
  const refused = failed.authenticationFailed === true && !TEMPORARY_LOGIN_CODES.has(failed.serverResponseCode ?? '')
  const words = failed.responseText ?? lastError?.message ?? failed.message
  return new ImapFailure(refused ? 'credentials' : 'link', words, { cause: error })
}

class FlowSession implements ImapSession {
  readonly #client: ImapFlow
  readonly closed: Promise<void>
  readonly #timings: ImapTimings
  #fresh = false
  #wake: () => void = () => {}

  constructor(client: ImapFlow, closed: Promise<void>, timings: ImapTimings) {
    this.#client = client
    this.closed = closed
    this.#timings = timings
    const onNews = () => {
      this.#fresh = true
      this.#wake()
    }
    client.on('exists', onNews)
    void closed.then(onNews)
  }

  get usable(): boolean {
    return this.#client.usable
  }

  async folders(): Promise<MailFolder[]> {
    const listed = await this.#run('LIST', this.#client.list())
    return listed.map((folder: ListResponse) => ({
      path: folder.path,
      specialUse: folder.specialUse ?? null,
      selectable: !folder.flags.has('\\Noselect') && !folder.flags.has('\\NonExistent'),
    }))
  }

  async open(folder: string) {
    const box = await this.#run('SELECT', this.#client.mailboxOpen(folder))
    return { uidValidity: String(box.uidValidity), uidNext: box.uidNext }
  }

  async position(folder: string) {
    const found = await this.#run('STATUS', this.#client.status(folder, { uidNext: true, uidValidity: true }))
    if (found === false || found.uidValidity === undefined) throw new ImapFailure('link', `no STATUS of ${folder}`)
    return { uidValidity: String(found.uidValidity), uidNext: found.uidNext ?? 0 }
  }

  async listAfter(uid: number): Promise<ListedMail[]> {
    // "n:*" always names the newest mail too, even when its UID is below n (RFC 3501 §6.4.8).
    const listed = await this.#list(`${uid + 1}:*`)
    return listed.filter((mail) => mail.uid > uid)
  }

  async #list(range: string): Promise<ListedMail[]> {
    const query = { uid: true, size: true, internalDate: true }
    const mails = await this.#run('FETCH', this.#client.fetchAll(range, query, { uid: true }))
    return mails
      .map((mail) => ({ uid: mail.uid, size: mail.size ?? 0, arrivedAt: dateOf(mail.internalDate) }))
      .sort((a, b) => a.uid - b.uid)
  }

  async fetchWhole(uid: number): Promise<Buffer | null> {
    const mail = await this.#fetchOne(uid, { source: true })
    return mail?.source ?? null
  }

  async fetchHead(uid: number): Promise<MailHead | null> {
    const mail = await this.#fetchOne(uid, { headers: true, bodyStructure: true })
    if (mail === null) return null
    const leaves = leavesOf(mail.bodyStructure)
    const isText = (leaf: MessageStructureObject) =>
      /^text\/(plain|html|calendar)$/i.test(leaf.type) && leaf.disposition !== 'attachment'
    const wanted = leaves.filter(isText).slice(0, receivingLimits.textParts)
    const texts: { mimeHeader: Buffer; content: Buffer }[] = []
    for (const leaf of wanted) texts.push(await this.#textPart(uid, leaf))
    const left = leaves.filter((leaf) => !wanted.includes(leaf))
    return { header: mail.headers ?? Buffer.alloc(0), texts, attachments: left.map(attachmentOf) }
  }

  async #textPart(uid: number, leaf: MessageStructureObject) {
    const part = leaf.part ?? '1'
    const content = { key: part, start: 0, maxLength: receivingLimits.textPartBytes }
    const mail = await this.#fetchOne(uid, {
      bodyParts: leaf.part === undefined ? [{ ...content, key: 'text' }] : [content],
    })
    const [bytes] = mail?.bodyParts?.values() ?? []
    const parameters = Object.entries(leaf.parameters ?? {}).map(([name, value]) => `; ${name}="${quotable(value)}"`)
    const lines = [
      `Content-Type: ${leaf.type}${parameters.join('')}`,
      ...(leaf.encoding === undefined ? [] : [`Content-Transfer-Encoding: ${leaf.encoding}`]),
    ]
    return { mimeHeader: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), content: bytes ?? Buffer.alloc(0) }
  }

  async news(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#fresh && this.usable && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
        signal.addEventListener('abort', this.#wake, { once: true })
        if (this.#fresh) this.#wake()
      })
      signal.removeEventListener('abort', this.#wake)
      this.#wake = () => {}
    }
    this.#fresh = false
  }

  async find(folder: string, messageId: string): Promise<ListedMail[]> {
    const uids = await this.#uidsOf(folder, messageId)
    return uids.length === 0 ? [] : this.#list(uids.join(','))
  }

  async append(folder: string, raw: Buffer, flags: readonly string[], arrivedAt: Date | null): Promise<void> {
    const stored = await this.#run('APPEND', this.#client.append(folder, raw, [...flags], arrivedAt ?? undefined))
    if (stored === false) throw new ImapFailure('link', `${folder} did not take the copy`)
  }

  async remove(folder: string, messageId: string): Promise<void> {
    const uids = await this.#uidsOf(folder, messageId)
    if (uids.length > 0) await this.#run('STORE', this.#client.messageDelete(uids.join(','), { uid: true }))
  }

  async close(): Promise<void> {
    await Promise.race([this.#client.logout().catch(() => {}), this.closed, pause(1_000)])
    this.#client.close()
  }

  async #uidsOf(folder: string, messageId: string): Promise<number[]> {
    await this.open(folder)
    const found = await this.#run('SEARCH', this.#client.search({ header: { 'message-id': messageId } }, { uid: true }))
    if (!Array.isArray(found)) throw new ImapFailure('link', `${folder} could not be searched`)
    return found
  }

  async #fetchOne(uid: number, query: Parameters<ImapFlow['fetchOne']>[1]): Promise<FetchMessageObject | null> {
    const mail = await this.#run('FETCH', this.#client.fetchOne(String(uid), query, { uid: true }))
    return mail || null
  }

  /** On a dead connection reads resolve empty instead of throwing: "no mail" must not be taken from them. */
  async #run<T>(command: string, work: Promise<T>): Promise<T> {
    const result = await inTime(work, this.#timings.commandMs, command)
    if (!this.#client.usable) throw new ImapFailure('link', `the connection was lost during ${command}`)
    return result
  }
}

function leavesOf(node: MessageStructureObject | undefined): MessageStructureObject[] {
  if (node === undefined) return []
  if (node.childNodes === undefined || node.type.startsWith('message/')) return [node]
  return node.childNodes.flatMap(leavesOf)
}

function attachmentOf(leaf: MessageStructureObject) {
  const filename = leaf.dispositionParameters?.filename ?? leaf.parameters?.name ?? null
  const coded = leaf.encoding?.toLowerCase() === 'base64'
  return { filename, contentType: leaf.type, size: Math.floor((leaf.size ?? 0) * (coded ? 0.73 : 1)) }
}

const quotable = (value: string) => value.replace(/[\r\n"\\]/g, ' ')

function dateOf(value: Date | string | undefined): Date | null {
  const date = value === undefined ? Number.NaN : new Date(value).getTime()
  return Number.isNaN(date) ? null : new Date(date)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

async function inTime<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ImapFailure('link', `${what} took longer than ${ms} ms`)), ms)
  })
  // The library may reject later, when nobody waits any more.
  work.catch(() => {})
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
