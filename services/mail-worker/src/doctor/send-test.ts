import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '@outrider/shared'
import type { EmailAccount } from '@outrider/shared/domain'
import type { Credentials } from '../accounts/credentials.ts'
import { connectImap, type ImapSession } from '../inbound/imap-connection.ts'
import { bytesOf, openSmtpTransport } from '../outbound/smtp-transport.ts'
import { type Check, checksOf } from './check.ts'

export interface SendTestSettings {
  readonly account: EmailAccount
  readonly credentials: Credentials
  /** How long the mail may take, real milliseconds. Default one minute. */
  readonly waitMs?: number
}

const LOOK_EVERY_MS = 1_000

/** Sends one mail to oneself, waits for it, looks at its signatures and takes it out again. */
export async function sendTest({ account, credentials, waitMs = 60_000 }: SendTestSettings): Promise<Check[]> {
  const { right, wrong } = checksOf(account._id)
  const messageId = `<outrider-doctor.${randomUUID()}@${account.address.split('@')[1] ?? 'localhost'}>`
  const sent = performance.now()
  const failure = await submit(account, credentials, messageId)
  if (failure !== null) return [wrong('send-test', failure, 'Correct what the server complains of, then try again.')]
  try {
    const session = await connectImap({ ...account.imap, credentials })
    try {
      const found = await waitFor(session, account, messageId, waitMs)
      if (found === null) {
        const remedy = 'Look into the other folders and at the queue of the server; its own bounce may say why.'
        return [wrong('send-test', `the mail was taken but did not arrive within ${waitMs / 1_000} s`, remedy)]
      }
      const took = ((performance.now() - sent) / 1_000).toFixed(1)
      const raw = await session.fetchWhole(found.uid)
      await session.remove(found.folder, messageId)
      return [right('send-test', `back in ${found.folder} after ${took} s`), signatureOf(account._id, raw)]
    } finally {
      await session.close()
    }
  } catch (error) {
    return [wrong('send-test', messageOf(error), 'See the check imap-login.')]
  }
}

async function submit(account: EmailAccount, credentials: Credentials, messageId: string): Promise<string | null> {
  const self = { name: account.name, address: account.address }
  const raw = await bytesOf({
    envelope: { from: account.address, to: account.address },
    from: self,
    to: self,
    subject: 'Outrider doctor: test mail',
    text: 'This mail tests the way out and back. It may be deleted.',
    messageId,
    inReplyTo: null,
    references: [],
    date: new Date(),
    headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
    calendar: null,
    attachments: [],
  })
  const transport = openSmtpTransport(account, credentials)
  try {
    const outcome = await transport.send({ from: account.address, to: account.address }, raw)
    return 'accepted' in outcome ? null : (outcome.response ?? outcome.message)
  } finally {
    transport.close()
  }
}

async function waitFor(
  session: ImapSession,
  account: EmailAccount,
  messageId: string,
  waitMs: number,
): Promise<{ folder: string; uid: number } | null> {
  const junk = (await session.folders()).find(({ specialUse }) => specialUse === '\\Junk')
  const folders = [...account.folders.watch, ...(junk === undefined ? [] : [junk.path])]
  const end = performance.now() + waitMs
  while (performance.now() < end) {
    for (const folder of folders) {
      const [found] = await session.find(folder, messageId)
      if (found !== undefined) return { folder, uid: found.uid }
    }
    await sleep(LOOK_EVERY_MS)
  }
  return null
}

function signatureOf(account: string, raw: Buffer | null): Check {
  const { right, wrong } = checksOf(account)
  const head = raw?.toString('latin1').split(/\r?\n\r?\n/)[0] ?? ''
  if (/^DKIM-Signature:/im.test(head)) return right('dkim-signature', 'the mail came back signed')
  return wrong(
    'dkim-signature',
    'the mail came back unsigned',
    'Switch on DKIM at your provider, or set `dkim` of the account; large receivers refuse unsigned bulk mail.',
  )
}
