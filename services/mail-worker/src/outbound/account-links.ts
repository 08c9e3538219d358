import { type Logger, messageOf } from '@outrider/shared'
import type { MailAccount } from '../accounts/account-registry.ts'
import { credentialsOf, type Environment } from '../accounts/credentials.ts'
import type { ImapTimings } from '../inbound/imap-connection.ts'
import { SentFolder } from './sent-folder.ts'
import { openSmtpTransport, type SmtpTimings, type SmtpTransport } from './smtp-transport.ts'

/** The outgoing side of one account. */
export interface Links {
  readonly smtp: SmtpTransport
  readonly sent: SentFolder
}

export interface AccountLinksSettings {
  readonly environment: Environment
  readonly logger: Logger
  readonly smtpTimings?: Partial<SmtpTimings>
  readonly imapTimings?: Partial<ImapTimings>
}

/** The kept transports of all accounts, opened when first needed and anew when the settings changed. */
export class AccountLinks {
  readonly #settings: AccountLinksSettings
  readonly #open = new Map<string, Links & { readonly madeFor: string }>()

  constructor(settings: AccountLinksSettings) {
    this.#settings = settings
  }

  /** The links of an account, or in words why there can be none. */
  of({ settings: account }: MailAccount): Links | { readonly failure: string } {
    const { environment, logger, smtpTimings, imapTimings } = this.#settings
    const found = credentialsOf(account, environment)
    if ('missing' in found) return { failure: `the environment variable ${found.missing} is not set` }
    const madeFor = JSON.stringify([account, found])
    const kept = this.#open.get(account._id)
    if (kept?.madeFor === madeFor) return kept
    if (kept !== undefined) void closeLinks(kept)
    const { credentials } = found
    try {
      const links = {
        smtp: openSmtpTransport(account, credentials, smtpTimings),
        sent: new SentFolder({
          account,
          credentials,
          logger,
          ...(imapTimings === undefined ? {} : { timings: imapTimings }),
        }),
        madeFor,
      }
      this.#open.set(account._id, links)
      return links
    } catch (error) {
      return { failure: `the DKIM key cannot be read: ${messageOf(error)}` }
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(closeLinks))
    this.#open.clear()
  }
}

async function closeLinks({ smtp, sent }: Links): Promise<void> {
  smtp.close()
  await sent.close()
}
