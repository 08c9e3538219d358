import type { InboxEvent, Queued } from '@outrider/shared'
import type { Command } from 'commander'
import { addCommand, type CommonOptions, positiveCount } from '../frame/command-line.ts'
import { RefusedError } from '../frame/refused.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { suggestion } from '../frame/suggest.ts'
import { printable, table } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'

type Event = Queued<InboxEvent>

/** Looked through for a near miss of an id. */
const LOOKED_THROUGH = 1_000

/** `dead list|show|retry`: events of the inbox that could not be handled. */
export function addDead(program: Command, frame: Frame): void {
  const dead = program.command('dead').description('Show and retry events that could not be handled.')
  addCommand(dead, 'list', 'List the events that could not be handled, oldest first.', ['dead list'])
    .option('--limit <count>', 'at most so many', positiveCount, 50)
    .action((options: CommonOptions & { limit: number }) =>
      withSession(frame, (session) => list(session, options.limit, options)),
    )
  addCommand(dead, 'show <id>', 'Show one of them whole, with the error of each attempt.', [
    'dead show mail:sales:1700000000:42',
  ]).action((id: string, options: CommonOptions) => withSession(frame, (session) => show(session, id, options)))
  addCommand(dead, 'retry <id>', 'Hand one of them to app-logic again.', [
    'dead retry mail:sales:1700000000:42',
  ]).action((id: string, options: CommonOptions) => withSession(frame, (session) => retryDead(session, id, options)))
}

async function list({ store, output }: Session, limit: number, { json }: CommonOptions): Promise<ExitCode> {
  const events = await store.history.deadInbox(limit)
  if (json) output.json(events.map(briefly))
  else if (events.length === 0) output.note('No dead events.')
  else output.text(table(output, ['event', 'type', 'since', 'attempts', 'reason'], events.map(cells)))
  return 0
}

function briefly({ _id, type, createdAt, settledAt, attempts, errors }: Event): Record<string, unknown> {
  return { id: _id, type, receivedAt: createdAt, since: settledAt, attempts, reason: reasonOf({ errors }) }
}

const reasonOf = ({ errors }: Pick<Event, 'errors'>): string => errors.at(-1)?.message ?? ''

function cells(event: Event): string[] {
  const { _id, type, settledAt, createdAt, attempts } = event
  return [
    _id,
    type,
    `${(settledAt ?? createdAt).toISOString().slice(0, 16)}Z`,
    String(attempts),
    printable(reasonOf(event)),
  ]
}

async function show(session: Session, id: string, { json }: CommonOptions): Promise<ExitCode> {
  const event = await deadEvent(session, id)
  const { output } = session
  if (json) {
    output.json(event)
    return 0
  }
  const { errors, status: _s, leaseId: _l, leasedUntil: _u, _id, ...payload } = event
  output.text(`${output.style.strong(_id)}\n${printable(JSON.stringify(payload, null, 2))}`)
  for (const { at, attempt, message } of errors) {
    output.text(`  ${at.toISOString()} attempt ${attempt}: ${output.style.bad(printable(message))}`)
  }
  if (event.type === 'unreadable') output.text(`  The raw mail is kept as file ${event.rawFile} of the database.`)
  return 0
}

async function retryDead(session: Session, id: string, { json }: CommonOptions): Promise<ExitCode> {
  const { store, output, clock, by } = session
  await deadEvent(session, id)
  // Counted anew: else the first failure would be the last attempt again.
  const fields = { attempts: 0 } as unknown as Partial<InboxEvent>
  const moved = await store.inbox.move(id, ['dead'], 'ready', {
    dueAt: clock.now(),
    reason: `tried again by ${by}`,
    fields,
  })
  if (!moved) throw new RefusedError(`${id} is not dead any more: somebody else was faster`)
  if (json) output.json({ id, result: 'ready' })
  else output.text(`${id} is handed to app-logic again; \`client-utils dead list\` shows whether it dies once more.`)
  return 0
}

async function deadEvent({ store }: Session, id: string): Promise<Event> {
  const event = await store.inbox.get(id)
  if (event?.status === 'dead') return event
  if (event !== null) throw new RefusedError(`${id} is not dead, its status is ${event.status}`)
  const known = (await store.history.deadInbox(LOOKED_THROUGH)).map(({ _id }) => _id)
  throw new RefusedError(`there is no event "${id}".${suggestion(id, known)}`)
}
