import { readFileSync } from 'node:fs'
import { createTransport } from 'nodemailer'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Dovecot } from './dovecot.ts'

/** How a bridge answers at a stage of a session; `drop` hangs up without a word. */
export type Fault = { readonly code: number; readonly message: string } | 'drop' | null

export interface Faults {
  auth?: () => Fault
  recipient?: (address: string) => Fault
  /** After the final dot, before anything is delivered. */
  data?: (raw: Buffer) => Fault
  /** After the mail was delivered, before the 250. */
  delivered?: (raw: Buffer) => Fault
}

/** An SMTP server of the test itself that delivers into Dovecot; every fault is a function call. */
export interface SmtpBridge {
  readonly port: number
  readonly accepted: { readonly to: readonly string[]; readonly raw: Buffer }[]
  faults: Faults
  close(): Promise<void>
}

/** Starts a bridge for these users (address to password). Recipients Dovecot does not know are refused as bounces would be. */
export async function startSmtpBridge(
  dovecot: Dovecot,
  users: Readonly<Record<string, string>>,
  { startTls = true }: { readonly startTls?: boolean } = {},
): Promise<SmtpBridge> {
  const lmtp = createTransport({
    host: '127.0.0.1',
    port: dovecot.ports.lmtp,
    lmtp: true,
    ignoreTLS: true,
    pool: true,
    maxConnections: 4,
  })
  const accepted: { to: readonly string[]; raw: Buffer }[] = []
  const state: { faults: Faults } = { faults: {} }
  const server: SMTPServer = new SMTPServer({
    key: readFileSync(dovecot.tls.key),
    cert: readFileSync(dovecot.tls.cert),
    size: 64 * 2 ** 20,
    // A proxy sees the stages of a session only in plain text.
    disabledCommands: startTls ? [] : ['STARTTLS'],
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username = '', password }, session, done) => {
      const fault = state.faults.auth?.() ?? null
      if (fault !== null) return fail(session, fault, done)
      if (users[username] === password) return done(null, { user: username })
      done(replyError(535, '5.7.8 authentication failed'))
    },
    onRcptTo: ({ address }, session, done) => {
      const fault = state.faults.recipient?.(address) ?? null
      return fault === null ? done() : fail(session, fault, done)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => void take(Buffer.concat(chunks), session, done))
    },
  })
  const take = async (raw: Buffer, session: SMTPServerSession, done: (error?: Error | null, text?: string) => void) => {
    const before = state.faults.data?.(raw) ?? null
    if (before !== null) return fail(session, before, done)
    const to = session.envelope.rcptTo.map(({ address }) => address)
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
    for (const address of to) await lmtp.sendMail({ envelope: { from, to: address }, raw }).catch(() => {})
    accepted.push({ to, raw })
    const after = state.faults.delivered?.(raw) ?? null
    if (after !== null) return fail(session, after, done)
    done(null, '2.0.0 Ok: queued')
  }
  const fail = (session: SMTPServerSession, fault: Exclude<Fault, null>, done: (error: Error) => void) => {
    if (fault === 'drop') return drop(server, session)
    done(replyError(fault.code, fault.message))
  }
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    accepted,
    get faults() {
      return state.faults
    },
    set faults(faults) {
      state.faults = faults
    },
    close: async () => {
      lmtp.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function replyError(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code })
}

function drop(server: SMTPServer, session: SMTPServerSession): void {
  const { connections } = server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }
  for (const connection of connections) if (connection.id === session.id) connection._socket.destroy()
}
