import type { EmailAccount } from '@outrider/shared/domain'
import type { Credentials } from '../accounts/credentials.ts'
import { openSmtpTransport } from '../outbound/smtp-transport.ts'
import { type Check, checksOf } from './check.ts'

/** The sending side: connect, TLS, login. Nothing is sent. */
export async function checkSubmission(account: EmailAccount, credentials: Credentials): Promise<Check[]> {
  const { right, wrong } = checksOf(account._id)
  const where = `${account.smtp.host}:${account.smtp.port}`
  const transport = openSmtpTransport(account, credentials)
  const failure = await transport.verify().finally(() => transport.close())
  if (failure === null) return [right('smtp-login', where)]
  const refused = failure.code === 'EAUTH' && (failure.responseCode ?? 0) >= 500
  const remedy = refused
    ? 'Correct user and password (some providers want an app password, or SMTP AUTH switched on), then restart mail_worker.'
    : 'Check host, port and `secure` of the account (587 with STARTTLS: false, 465: true) and the network between.'
  return [wrong('smtp-login', `${where}: ${failure.response ?? failure.message}`, remedy)]
}
