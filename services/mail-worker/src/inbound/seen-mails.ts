import { createHash } from 'node:crypto'
import type { Store } from '@outrider/shared'
import type { ReadMail } from '../reading/mail.ts'

/**
 * Which mails were taken in already, by what they are and not by where they lie: a mail that was moved to another
 * folder, or whose folder got a new UIDVALIDITY, has a new UID but is the same mail.
 *
 * A mark names the inbox document it stands for and is written before it, so a crash in between loses nothing: the mark
 * then names a document that is not there, or the very one that is to be stored.
 */
export class SeenMails {
  readonly #store: Pick<Store, 'files' | 'inbox'>
  readonly #inHand = new Map<string, Promise<unknown>>()

  constructor(store: Pick<Store, 'files' | 'inbox'>) {
    this.#store = store
  }

  /** Runs `take` unless this mail was taken in under another id; one mail at a time by its identity. */
  async once<T>(identity: string, inboxId: string, take: () => Promise<T>): Promise<T | 'seen-before'> {
    const before = this.#inHand.get(identity) ?? Promise.resolve()
    const turn = before.catch(() => {}).then(() => this.#onceNow(identity, inboxId, take))
    this.#inHand.set(identity, turn)
    return turn.finally(() => {
      if (this.#inHand.get(identity) === turn) this.#inHand.delete(identity)
    })
  }

  async #onceNow<T>(identity: string, inboxId: string, take: () => Promise<T>): Promise<T | 'seen-before'> {
    const filename = `mail-seen/${identity}`
    const mark = await this.#store.files.get(filename)
    const takenAs = mark?.content.toString('utf8') ?? null
    if (takenAs !== null && takenAs !== inboxId && (await this.#store.inbox.get(takenAs)) !== null) return 'seen-before'
    if (takenAs !== inboxId) {
      await this.#store.files.put({ filename, contentType: 'text/plain', content: Buffer.from(inboxId) })
    }
    return take()
  }
}

/**
 * What makes a mail the same mail within an account: its Message-ID with date, sender and body. A Message-ID alone is
 * not enough (some programs repeat theirs), the raw bytes are too much (each path adds its own Received lines); they
 * count only where there is no Message-ID.
 */
export function identityOf(
  accountId: string,
  mail: Pick<ReadMail, 'messageId' | 'date' | 'from'>,
  raw: Buffer,
): string {
  const body = raw.subarray(bodyOffset(raw))
  const hash = createHash('sha256')
  if (mail.messageId === null) hash.update(raw)
  else hash.update(JSON.stringify([mail.messageId, mail.date, mail.from])).update(body)
  return `${accountId}/${hash.digest('hex').slice(0, 40)}`
}

function bodyOffset(raw: Buffer): number {
  const offsets = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter((offset) => offset >= 0)
  return offsets.length === 0 ? 0 : Math.min(...offsets)
}
