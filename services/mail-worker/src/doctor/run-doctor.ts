import type { Account, EmailAccount } from '@outrider/shared/domain'
import { credentialsOf, type Environment } from '../accounts/credentials.ts'
import { ALL_ACCOUNTS, type Check, checksOf } from './check.ts'
import { checkDomain, type Resolver } from './check-domain.ts'
import { checkMailbox } from './check-mailbox.ts'
import { checkSubmission } from './check-submission.ts'
import { sendTest } from './send-test.ts'

export interface DoctorSettings {
  readonly accounts: readonly Account[]
  readonly environment: Environment
  readonly resolver: Resolver
  /** Whether one mail goes out to each account itself and back. */
  readonly sendTest: boolean
  /** How long that mail may take, real milliseconds. */
  readonly sendTestMs?: number
}

/** Checks everything the mail of these accounts needs; yields each result as it is known. Never throws. */
export async function* runDoctor(settings: DoctorSettings): AsyncGenerator<Check> {
  const mail = settings.accounts.filter(({ settings: { channel } }) => channel === 'email')
  if (mail.length === 0) {
    yield checksOf(ALL_ACCOUNTS).wrong(
      'accounts',
      'there is no e-mail account',
      'Put one into init_data.json and run `client-utils init`.',
    )
  }
  for (const { settings: account, state } of mail) {
    if (account.channel !== 'email') continue
    yield checkState(account._id, state)
    yield* checkAccount(settings, account)
  }
}

function checkState(account: string, state: Account['state']): Check {
  const { right, wrong } = checksOf(account)
  if (state.status === 'active') return right('account', 'active')
  const remedy = state.reason?.startsWith('MAIL_AUTH_FAILED')
    ? 'Correct the credentials and restart mail_worker: it sets the account going again.'
    : 'Remove the cause (see the other checks), then set the account going again.'
  return wrong('account', `paused since ${state.since.toISOString()}: ${state.reason ?? 'no reason given'}`, remedy)
}

async function* checkAccount(settings: DoctorSettings, account: EmailAccount): AsyncGenerator<Check> {
  const { environment, resolver } = settings
  const found = credentialsOf(account, environment)
  if ('missing' in found) {
    yield checksOf(account._id).wrong('credentials', `${found.missing} is not set`, `Set ${found.missing} in .env.`)
  } else {
    const { credentials } = found
    yield* await guarded(account, 'imap-login', () => checkMailbox(account, credentials))
    yield* await guarded(account, 'smtp-login', () => checkSubmission(account, credentials))
    if (settings.sendTest) {
      const waitMs = settings.sendTestMs === undefined ? {} : { waitMs: settings.sendTestMs }
      yield* await guarded(account, 'send-test', () => sendTest({ account, credentials, ...waitMs }))
    }
  }
  yield* checkOneClick(account, environment)
  yield* await guarded(account, 'dns', () => checkDomain(account, resolver))
}

/** One-click unsubscribing needs an https address (RFC 8058 §3.1) and the secret its tokens are made with. */
function checkOneClick({ _id, unsubscribeUrl }: EmailAccount, environment: Environment): Check[] {
  const { right, note, wrong } = checksOf(_id)
  if (unsubscribeUrl === null) return [note('one-click', 'not set up: people unsubscribe by mail or by their answer')]
  if (!unsubscribeUrl.startsWith('https:')) {
    return [
      wrong(
        'one-click',
        `${unsubscribeUrl} is not https, so it is left out`,
        'Put the listener behind an https proxy.',
      ),
    ]
  }
  if (environment.UNSUBSCRIBE_SECRET !== undefined) return [right('one-click', unsubscribeUrl)]
  return [
    wrong(
      'one-click',
      'UNSUBSCRIBE_SECRET is not set, so the address is left out',
      'Set it in .env, 16 characters or more.',
    ),
  ]
}

/** A check that cannot be made is a failed one, with its reason. */
async function guarded({ _id }: EmailAccount, check: string, make: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await make()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [checksOf(_id).wrong(check, reason, 'Check the network and the settings of the account, then try again.')]
  }
}
