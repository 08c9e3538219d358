import type { Account } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import { RefusedError } from '../frame/refused.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { suggestion } from '../frame/suggest.ts'
import { printable, table } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'

/** `account list|pause|resume`: the mailboxes and bots, and whether they may send. */
export function addAccount(program: Command, frame: Frame): void {
  const account = program.command('account').description('List mailboxes and bots, let them rest and go on.')
  addCommand(account, 'list', 'List the accounts and whether they rest.', ['account list']).action(
    (options: CommonOptions) => withSession(frame, (session) => list(session, options)),
  )
  addCommand(account, 'pause <id>', 'Let an account rest: its messages wait, nothing is lost.', [
    'account pause sales --reason "moving to another server"',
  ])
    .option('--reason <reason>', 'why, for whoever finds it resting', 'paused by hand')
    .action((id: string, options: CommonOptions & { reason: string }) =>
      withSession(frame, (session) => setState(session, id, 'paused', options.reason, options)),
    )
  addCommand(account, 'resume <id>', 'Set a resting account going again, once the cause is removed.', [
    'account resume sales',
  ]).action((id: string, options: CommonOptions) =>
    withSession(frame, (session) => setState(session, id, 'active', null, options)),
  )
}

async function list({ store, output }: Session, { json }: CommonOptions): Promise<ExitCode> {
  const accounts = await store.accounts.list()
  if (json) {
    output.json(
      accounts.map(({ _id, settings, state }) => ({ id: _id, address: addressOf(settings), ...settings, state })),
    )
  } else if (accounts.length === 0) {
    output.note('No accounts. Load some with `client-utils init FILE`.')
  } else {
    output.text(table(output, ['account', 'channel', 'address', 'state', 'since', 'why'], accounts.map(cells)))
  }
  return 0
}

const addressOf = (settings: Account['settings']): string =>
  settings.channel === 'email' ? settings.address : `@${settings.username}`

function cells({ _id, settings, state }: Account): string[] {
  return [
    _id,
    settings.channel,
    addressOf(settings),
    state.status,
    `${state.since.toISOString().slice(0, 16)}Z`,
    printable(state.reason ?? ''),
  ]
}

async function setState(
  { store, clock, output }: Session,
  id: string,
  status: 'active' | 'paused',
  reason: string | null,
  { json }: CommonOptions,
): Promise<ExitCode> {
  const account = await store.accounts.get(id)
  if (account === null) {
    const known = (await store.accounts.list()).map(({ _id }) => _id)
    throw new RefusedError(`there is no account "${id}".${suggestion(id, known)} There is: ${known.join(', ')}`)
  }
  const changed = account.state.status !== status
  if (changed) await store.accounts.setState(id, { status, reason, since: clock.now() })
  if (json) output.json({ account: id, status, changed })
  else
    output.text(
      `${id} ${changed ? 'is' : 'was'} ${status}${changed ? ' now; its service sees it within seconds' : ' already'}.`,
    )
  return 0
}
