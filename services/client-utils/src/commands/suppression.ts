import type { Command } from 'commander'
import { readAddress, suppressAddress } from '../contacts/suppress-address.ts'
import { addCommand, type CommonOptions, positiveCount } from '../frame/command-line.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { table } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'

/** `suppression list|add`: who is never written to. There is no command that takes one away. */
export function addSuppression(program: Command, frame: Frame): void {
  const suppression = program.command('suppression').description('List and add people who are never written to.')
  addCommand(suppression, 'list', 'List who is never written to, newest first.', [
    'suppression list',
    'suppression list --json | jq -r .[].address',
  ])
    .option('--limit <count>', 'at most so many', positiveCount, 200)
    .action((options: CommonOptions & { limit: number }) => withSession(frame, (session) => list(session, options)))
  addCommand(suppression, 'add <addresses...>', 'Never write to these addresses, known or not. This is final.', [
    'suppression add anna@example.com',
    'suppression add @luisgil info@example.org --json',
  ]).action((words: string[], options: CommonOptions) => withSession(frame, (session) => add(session, words, options)))
}

async function list({ store, output }: Session, { json, limit }: CommonOptions & { limit: number }): Promise<ExitCode> {
  const rows = (await store.suppressions.list(limit)).map(({ _id, cause, at, contactId, conversationId }) => ({
    address: _id.slice(_id.indexOf(':') + 1),
    kind: _id.slice(0, _id.indexOf(':')),
    cause,
    at,
    contactId,
    conversationId,
  }))
  if (json) {
    output.json(rows)
  } else if (rows.length === 0) {
    output.note('Nobody is suppressed.')
  } else {
    const cells = rows.map(({ address, kind, cause, at, contactId }) => [
      address,
      kind,
      cause,
      `${at.toISOString().slice(0, 16)}Z`,
      contactId ?? '',
    ])
    output.text(table(output, ['address', 'kind', 'cause', 'since', 'contact'], cells))
  }
  return 0
}

async function add(session: Session, words: readonly string[], { json }: CommonOptions): Promise<ExitCode> {
  // All are read before the first is stored: a typing error stores nothing.
  const addresses = words.map(readAddress)
  const results = []
  for (const address of addresses) results.push(await suppressAddress(session, address))
  const { output } = session
  if (json) {
    output.json(results)
    return 0
  }
  for (const { address, isNew, contactId, conversations } of results) {
    const who = contactId === null ? '' : ` (${contactId})`
    const told = conversations.length === 0 ? '' : `; told ${conversations.join(', ')} to stop`
    output.text(`${address}${who}: ${isNew ? 'suppressed on every channel' : 'was suppressed already'}${told}.`)
  }
  return 0
}
