import type { Clock, Logger, Store } from '@outrider/shared'
import type { Match, MessageEvent } from '@outrider/shared/domain'
import type { AccountRegistry } from '../accounts/account-registry.ts'
import { matchMail } from '../matching/match-mail.ts'
import { conversationToUnsubscribe } from '../matching/tokens.ts'
import type { AttachmentInfo, ReadMail } from '../reading/mail.ts'
import type { MailReader } from '../reading/worker/mail-reader.ts'
import { pausesAccount } from './bounce-blame.ts'
import { messageEventOf } from './inbox-document.ts'
import { withAttachments } from './large-mail.ts'
import { identityOf, type SeenMails } from './seen-mails.ts'

export interface Receiving {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly reader: MailReader
  readonly registry: AccountRegistry
  readonly seen: SeenMails
}

/** A mail as the server gave it. */
export interface ArrivedMail {
  readonly accountId: string
  /** `mail:<account>:<uidvalidity>:<uid>`. */
  readonly inboxId: string
  readonly raw: Buffer
  /** Attachments that stayed on the server because the mail is large; null for a mail that was fetched whole. */
  readonly leftOnServer: readonly AttachmentInfo[] | null
  /** When the server took it in (machine time). */
  readonly arrivedAt: Date | null
}

export type Received = 'stored' | 'duplicate' | 'unreadable'

/**
 * Takes one mail in: read, matched, and stored as exactly one inbox document however often it is seen. What cannot be
 * read is kept raw and shown as dead, with the reason.
 *
 * @throws when the store does not answer; nothing is lost, the mail is taken in again
 */
export async function receiveMail(receiving: Receiving, arrived: ArrivedMail): Promise<Received> {
  const { store, reader, registry, clock } = receiving
  if ((await store.inbox.get(arrived.inboxId)) !== null) return 'duplicate'
  const read = await reader.read(arrived.raw, { now: clock.now(), ownAddresses: registry.ownAddresses() })
  const mail = arrived.leftOnServer === null ? read : withAttachments(read, arrived.leftOnServer)
  const identity = identityOf(arrived.accountId, mail, arrived.raw)
  const taken = await receiving.seen.once(identity, arrived.inboxId, () =>
    mail.error === undefined ? storeMessage(receiving, arrived, mail) : storeUnreadable(receiving, arrived, mail.error),
  )
  return taken === 'seen-before' ? 'duplicate' : taken
}

/** Keeps a mail that cannot be read (or not be stored as read) for a person. */
export async function storeUnreadable(receiving: Receiving, arrived: ArrivedMail, reason: string): Promise<Received> {
  const { store, logger } = receiving
  const rawFile = `mail-raw/${arrived.inboxId}.eml`
  await store.files.put({ filename: rawFile, contentType: 'message/rfc822', content: arrived.raw })
  const put = await store.inbox.put(
    {
      _id: arrived.inboxId,
      type: 'unreadable',
      channel: 'email',
      accountId: arrived.accountId,
      rawFile,
      reason: `MAIL_UNREADABLE: ${reason}`,
      receivedAt: receivedAt(receiving.clock, arrived.arrivedAt),
    },
    { status: 'dead' },
  )
  logger.error('a mail could not be read', { code: 'MAIL_UNREADABLE', inboxId: arrived.inboxId, rawFile, reason })
  return put === 'stored' ? 'unreadable' : 'duplicate'
}

async function storeMessage(receiving: Receiving, arrived: ArrivedMail, read: ReadMail): Promise<Received> {
  const { store, registry, clock, logger } = receiving
  const match = await matchMail(read, { store, ownAddresses: registry.ownAddresses(), now: clock.now() })
  const mail = await withoutOurWords(receiving, arrived, read, match)
  const at = receivedAt(clock, arrived.arrivedAt)
  const event = messageEventOf(mail, { accountId: arrived.accountId, receivedAt: at, match })
  await obeyUnsubscribe(receiving, event)
  const put = await store.inbox.put({ _id: arrived.inboxId, ...event })
  logger.info('mail received', {
    inboxId: arrived.inboxId,
    kind: event.kind,
    conversationId: match?.conversationId ?? null,
    by: match?.by ?? null,
  })
  if (put === 'stored') await heedSenderFault(receiving, event)
  return put === 'stored' ? 'stored' : 'duplicate'
}

/** How many of our own messages are known to the reader when it looks for what the writer newly wrote. */
const OWN_MESSAGES = 5

/**
 * Some programs quote without any mark, and our own "write stop" must not be read as the writer's wish: an answer is
 * read once more with what we wrote in its conversation.
 */
async function withoutOurWords(
  { store, reader, registry, clock }: Receiving,
  { raw, leftOnServer }: ArrivedMail,
  mail: ReadMail,
  match: Match | null,
): Promise<ReadMail> {
  if (mail.kind !== 'human' || match === null) return mail
  const ours = (await store.history.outgoing(match.conversationId)).filter(({ channel }) => channel === 'email')
  const ownFooters = ours.slice(-OWN_MESSAGES).map(({ text }) => text)
  if (ownFooters.length === 0) return mail
  const again = await reader.read(raw, { now: clock.now(), ownAddresses: registry.ownAddresses(), ownFooters })
  if (again.error !== undefined) return mail
  return leftOnServer === null ? again : withAttachments(again, leftOnServer)
}

/** The mail that `List-Unsubscribe` asks for is a stop, whatever program wrote it and whatever its body says. */
async function obeyUnsubscribe({ store }: Receiving, { subject, match }: MessageEvent): Promise<void> {
  const conversationId = conversationToUnsubscribe(subject ?? '')
  if (conversationId === null || match?.conversationId !== conversationId) return
  await store.inbox.put({
    _id: `command:unsubscribe-mail:${conversationId}`,
    type: 'command',
    command: 'suppress',
    conversationId,
    outboxId: null,
    fingerprint: null,
    by: 'list-unsubscribe',
  })
}

/** A bounce over policy, authentication or reputation is about us: the account rests before it does more harm. */
async function heedSenderFault({ registry }: Receiving, { bounce, match, accountId }: MessageEvent): Promise<void> {
  if (bounce === null || match === null || !pausesAccount(bounce)) return
  await registry.pause(
    accountId,
    'MAIL_SENDER_REFUSED',
    `a bounce says ${bounce.reason} (${bounce.status ?? 'no status'})`,
  )
}

/** A mail younger than this came just now: INTERNALDATE has whole seconds, which are hours on a fast clock. */
const FRESH_MS = 60_000

/** When the mail came, on the clock of the installation. */
function receivedAt(clock: Clock, arrivedAt: Date | null): Date {
  const ageMs = arrivedAt === null ? 0 : Date.now() - arrivedAt.getTime()
  return ageMs < FRESH_MS ? clock.now() : clock.afterMachineTime(-ageMs)
}
