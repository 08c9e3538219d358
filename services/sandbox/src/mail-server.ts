import { createRequire } from 'node:module'
import type { AddressInfo, Server } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

interface HoodiecrowServer {
  readonly server: Server
  listen(port: number, host: string, done: () => void): void
  appendMessage(folder: string, flags: string[], date: false, raw: string): void
}
// A deprecated in-memory server, but the only one on npm that speaks IMAP with IDLE; nothing outside the sandbox uses it.
const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => HoodiecrowServer

const PLUGINS = [
  'ID',
  'IDLE',
  'NAMESPACE',
  'UIDPLUS',
  'SPECIAL-USE',
  'LITERALPLUS',
  'SASL-IR',
  'AUTH-PLAIN',
  'ENABLE',
  'MOVE',
  'UNSELECT',
]
const HOST = '127.0.0.1'
const MAX_BYTES = 50 * 2 ** 20

/** One mail as the server accepted it. */
export interface AcceptedMail {
  readonly from: string
  readonly to: string
  readonly raw: Buffer
}

export interface SandboxMailSettings {
  /** Real mailboxes with an IMAP port each; mail to any other address goes to `onMail` alone. */
  readonly mailboxes: readonly { readonly address: string; readonly password: string }[]
  readonly refuses: (address: string) => boolean
  readonly onMail: (mail: AcceptedMail) => void
  /** Fixed ports, so that a person's mail client finds them again; 0 takes any. */
  readonly smtpPort?: number
}

export interface SandboxMail {
  readonly host: string
  readonly smtpPort: number
  imapPort(address: string): number
  /** Everything accepted so far, in order: what tests assert on. */
  readonly accepted: readonly AcceptedMail[]
  close(): Promise<void>
}

/** A mail server for one machine: SMTP for everybody, one IMAP mailbox per port. Loopback only, nothing is kept. */
export async function startSandboxMail(settings: SandboxMailSettings): Promise<SandboxMail> {
  const boxes = new Map<string, { server: HoodiecrowServer; port: number }>()
  for (const { address, password } of settings.mailboxes) boxes.set(address, await startMailbox(address, password))
  const accepted: AcceptedMail[] = []
  const accept = (mail: AcceptedMail) => {
    accepted.push(mail)
    const raw = mail.raw.toString('binary')
    boxes.get(mail.to)?.server.appendMessage('INBOX', [], false, raw)
    // As Gmail does: what a mailbox sends is filed by the server, so that a crash after sending leaves a trace.
    boxes.get(mail.from)?.server.appendMessage('Sent', ['\\Seen'], false, raw)
    settings.onMail(mail)
  }
  const passwords = new Map(settings.mailboxes.map(({ address, password }) => [address, password]))
  const smtp = await startSmtp(settings, passwords, accept)
  return {
    host: HOST,
    smtpPort: (smtp.server.address() as AddressInfo).port,
    imapPort: (address) => boxes.get(address)?.port ?? 0,
    accepted,
    close: async () => {
      for (const { server } of boxes.values()) server.server.close()
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
    },
  }
}

async function startMailbox(address: string, password: string): Promise<{ server: HoodiecrowServer; port: number }> {
  // Nothing survives a restart and UIDs begin at 1 again: a fresh UIDVALIDITY per run says so to every client.
  const uidvalidity = Math.floor(Date.now() / 1_000)
  const server = hoodiecrow({
    plugins: PLUGINS,
    users: { [address]: { password } },
    storage: {
      INBOX: { messages: [], uidvalidity },
      '': { separator: '/', folders: { Sent: { 'special-use': '\\Sent', uidvalidity } } },
    },
  })
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
  return { server, port: (server.server.address() as AddressInfo).port }
}

async function startSmtp(
  { refuses, smtpPort = 0 }: SandboxMailSettings,
  passwords: ReadonlyMap<string, string>,
  accept: (mail: AcceptedMail) => void,
): Promise<SMTPServer> {
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: MAX_BYTES,
    onAuth: ({ username, password }, _session, done) => {
      if (username !== undefined && passwords.get(username) === password) return done(null, { user: username })
      done(Object.assign(new Error('5.7.8 wrong user name or password'), { responseCode: 535 }))
    },
    onRcptTo: ({ address }, _session, done) => {
      done(refuses(address) ? Object.assign(new Error(`5.1.1 <${address}> no such user`), { responseCode: 550 }) : null)
    },
    onData: (stream, session, done) => void receive(stream, session, accept).then(() => done(null), done),
  })
  await new Promise<void>((resolve, reject) => {
    smtp.on('error', reject)
    smtp.listen(smtpPort, HOST, () => resolve())
  })
  smtp.on('error', () => {})
  return smtp
}

async function receive(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  accept: (mail: AcceptedMail) => void,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
  for (const { address } of envelope.rcptTo) accept({ from, to: address.toLowerCase(), raw })
}
