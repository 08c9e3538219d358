import { randomUUID } from 'node:crypto'
import { messageOf } from '@outrider/shared'
import type { EmailAccount } from '@outrider/shared/domain'
import type { Credentials } from '../accounts/credentials.ts'
import { connectImap, ImapFailure, type ImapSession, type MailFolder } from '../inbound/imap-connection.ts'
import { type Check, checksOf } from './check.ts'

/** A clock that is wrong by more than this makes mail look late or as from the future, and breaks signatures. */
const MAX_SKEW_MS = 120_000

/** The receiving side: login, the folders to watch, and a copy put into Sent and taken out again. */
export async function checkMailbox(account: EmailAccount, credentials: Credentials): Promise<Check[]> {
  const { right, wrong } = checksOf(account._id)
  const { host, port } = account.imap
  let session: ImapSession
  try {
    session = await connectImap({ ...account.imap, credentials })
  } catch (error) {
    const refused = error instanceof ImapFailure && error.kind === 'credentials'
    const remedy = refused
      ? 'Correct user and password (some providers want an app password, or IMAP switched on), then restart mail_worker.'
      : 'Check host, port and `secure` of the account and the network between.'
    return [wrong('imap-login', `${host}:${port}: ${messageOf(error)}`, remedy)]
  }
  try {
    const folders = await session.folders()
    return [
      right('imap-login', `${host}:${port}`),
      ...checkFolders(account, folders),
      ...(await checkSentCopy(account, session, folders)),
    ]
  } catch (error) {
    return [wrong('imap-folders', messageOf(error), 'Try again; if it stays so, ask the provider.')]
  } finally {
    await session.close()
  }
}

function checkFolders(account: EmailAccount, folders: readonly MailFolder[]): Check[] {
  const { right, note, wrong } = checksOf(account._id)
  const known = new Set(folders.map(({ path }) => path.toUpperCase()))
  const watched = account.folders.watch.map((folder) =>
    known.has(folder.toUpperCase())
      ? right('folder', `${folder} is there`)
      : wrong(
          'folder',
          `there is no folder ${folder}`,
          `Name an existing one: ${folders.map(({ path }) => path).join(', ')}.`,
        ),
  )
  if (!account.folders.junk) return watched
  const junk = folders.find(({ specialUse }) => specialUse === '\\Junk')
  if (junk !== undefined) return [...watched, right('junk-folder', `${junk.path} is watched`)]
  const remedy = 'Name the folder in folders.watch of the account if there is one.'
  return [...watched, note('junk-folder', 'no folder is marked as Junk: replies sorted into one are not seen', remedy)]
}

/** Files a probe, which shows the server's clock too. */
async function checkSentCopy(
  account: EmailAccount,
  session: ImapSession,
  folders: readonly MailFolder[],
): Promise<Check[]> {
  const { right, wrong } = checksOf(account._id)
  const sent = account.folders.sent ?? folders.find(({ specialUse }) => specialUse === '\\Sent')?.path
  if (sent === undefined) {
    return [wrong('sent-folder', 'no Sent folder is marked as such', 'Name it in folders.sent of the account.')]
  }
  const messageId = `<outrider-doctor.${randomUUID()}@${account.address.split('@')[1] ?? 'localhost'}>`
  const probe = `From: ${account.address}\r\nTo: ${account.address}\r\nSubject: Outrider doctor\r\nMessage-ID: ${messageId}\r\n\r\nA probe; it may be deleted.\r\n`
  try {
    const before = Date.now()
    await session.append(sent, Buffer.from(probe), ['\\Seen'], null)
    const [found] = await session.find(sent, messageId)
    await session.remove(sent, messageId)
    if (found === undefined) {
      return [
        wrong(
          'sent-folder',
          `${sent} took a copy but does not find it`,
          'Ask the provider; without it interrupted mails need a person.',
        ),
      ]
    }
    return [
      right('sent-folder', `${sent} takes copies`),
      checkClock(account._id, (found.arrivedAt?.getTime() ?? before) - before),
    ]
  } catch (error) {
    return [wrong('sent-folder', `${sent}: ${messageOf(error)}`, 'Name another folder in folders.sent of the account.')]
  }
}

/** INTERNALDATE has whole seconds, which the limit leaves room for. */
function checkClock(account: string, skewMs: number): Check {
  const { right, wrong } = checksOf(account)
  const seconds = Math.round(Math.abs(skewMs) / 1_000)
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return right('clock', `the clocks differ by ${seconds} s`)
  return wrong('clock', `this clock and the server's differ by ${seconds} s`, 'Set this machine by NTP.')
}
