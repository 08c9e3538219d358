import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { EmailAccount } from '@outrider/shared/domain'
import nodemailer, { type SMTPPoolOptions } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Credentials } from '../accounts/credentials.ts'
import type { OutgoingMail } from './build-message.ts'
import type { SmtpFailure } from './delivery-error.ts'

/** Hands mails of one account to its server over a few kept connections. */
export interface SmtpTransport {
  /** Resolves when the server took the mail over (250 after the final dot), or with what is known of the failure. */
  send(envelope: OutgoingMail['envelope'], raw: Buffer): Promise<Outcome>
  /** Logs in and out; null when that works. */
  verify(): Promise<SmtpFailure | null>
  close(): void
}

export interface SmtpTimings {
  readonly connectMs: number
  readonly socketMs: number
}

const TIMINGS: SmtpTimings = { connectMs: 20_000, socketMs: 120_000 }

/** Servers tell how long they keep an idle connection only by closing it; most keep it for a minute or more. */
const IDLE_MS = 20_000

/**
 * Opens the way to the account's SMTP server; connections are made when they are needed. Without `secure` STARTTLS is
 * demanded, unless the account allows an insecure server.
 *
 * @throws Error when the DKIM key file cannot be read
 */
export function openSmtpTransport(
  account: EmailAccount,
  credentials: Credentials,
  timings: Partial<SmtpTimings> = {},
): SmtpTransport {
  const { connectMs, socketMs } = { ...TIMINGS, ...timings }
  const { host, port, secure, allowInsecure } = account.smtp
  const options: SMTPPoolOptions & { pool: true } = {
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    idleTimeout: IDLE_MS,
    // Whether a mail may be handed over again is decided by us, with the outbox in view.
    maxRequeues: 0,
    host,
    port,
    secure,
    ...(secure || allowInsecure ? {} : { requireTLS: true }),
    ...(allowInsecure ? { tls: { rejectUnauthorized: false } } : {}),
    auth:
      'password' in credentials
        ? { user: credentials.user, pass: credentials.password }
        : { type: 'OAuth2', user: credentials.user, accessToken: credentials.accessToken },
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: socketMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...dkimOf(account),
  }
  const watches = new WeakMap<object, HandOverWatch>()
  const transporter = openTransporter(options, watches)
  return {
    send: (envelope, raw) => send(transporter, watches, envelope, raw),
    verify: async () => {
      try {
        await transporter.verify()
        return null
      } catch (error) {
        return failureOf(error, 'nothing')
      }
    },
    close: () => transporter.close(),
  }
}

function dkimOf({ dkim }: EmailAccount): Pick<SMTPPoolOptions, 'dkim'> {
  if (dkim === null) return {}
  const privateKey = readFileSync(dkim.privateKeyFile, 'utf8')
  return { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey } }
}

/** Whose bytes are watched, by the stream they are read from. */
type Watches = WeakMap<object, HandOverWatch>
type Transporter = ReturnType<typeof openTransporter>
type Outcome = { readonly accepted: true } | SmtpFailure

function openTransporter(options: SMTPPoolOptions & { pool: true }, watches: Watches) {
  const transporter = nodemailer.createTransport(options)
  // A pool tells of trouble on idle connections as an event nobody waits for.
  transporter.on('error', () => {})
  transporter.use('stream', (mail, next) => {
    const { raw } = mail.data
    if (typeof raw === 'object') watches.get(raw)?.observe(mail.message)
    next()
  })
  return transporter
}

/** Sees how much of a message was read into the connection: the library's errors do not tell. */
class HandOverWatch {
  readonly #streams: Readable[] = []

  observe(message: { createReadStream(): Readable }): void {
    const create = message.createReadStream.bind(message)
    message.createReadStream = () => {
      const stream = create()
      this.#streams.push(stream)
      return stream
    }
  }

  get handedOver(): SmtpFailure['handedOver'] {
    // The final dot follows the end of the stream, and the server accepts nothing before it (RFC 5321 §4.1.1.4).
    if (this.#streams.some((stream) => stream.readableEnded)) return 'all'
    return this.#streams.some((stream) => stream.readableDidRead) ? 'part' : 'nothing'
  }
}

async function send(
  transporter: Transporter,
  watches: Watches,
  { from, to }: OutgoingMail['envelope'],
  raw: Buffer,
): Promise<Outcome> {
  const watch = new HandOverWatch()
  // In pieces: a message given as one would count as read to its end with its first byte.
  const pieces = Readable.from(piecesOf(raw), { objectMode: false })
  watches.set(pieces, watch)
  try {
    await transporter.sendMail({ envelope: { from, to: [to] }, raw: pieces })
    return { accepted: true }
  } catch (error) {
    return failureOf(error, watch.handedOver)
  }
}

const PIECE_BYTES = 16_384

function* piecesOf(raw: Buffer): Generator<Buffer> {
  for (let start = 0; start < raw.length; start += PIECE_BYTES) yield raw.subarray(start, start + PIECE_BYTES)
}

function failureOf(error: unknown, handedOver: SmtpFailure['handedOver']): SmtpFailure {
  const failed = error as Error & { code?: string; responseCode?: number; response?: string }
  return {
    code: failed.code ?? null,
    responseCode: failed.responseCode || null,
    response: typeof failed.response === 'string' ? failed.response : null,
    message: failed.message,
    handedOver,
  }
}

/** The bytes of a mail, the same for the hand-over and for the copy in Sent. */
export async function bytesOf(mail: OutgoingMail): Promise<Buffer> {
  const { from, to, subject, text, messageId, inReplyTo, references, date, headers, calendar, attachments } = mail
  const composer = new MailComposer({
    from,
    to,
    subject,
    text,
    messageId,
    ...(inReplyTo === null ? {} : { inReplyTo }),
    references: [...references],
    date,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, { prepared: true, foldLines: false, value }])),
    ...(calendar === null ? {} : { icalEvent: calendar }),
    attachments: attachments.map(({ filename, contentType, content }) => ({ filename, contentType, content })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const message = composer.compile()
  return message.build()
}
