import type { Command } from 'commander'
import { draftText } from '../conversations/draft-text.ts'
import { addCommand, type CommonOptions, positiveCount } from '../frame/command-line.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import type { ExitCode } from '../frame/wrong-use.ts'
import { draftJson } from './conversation-release.ts'

interface Options extends CommonOptions {
  readonly limit: number
}

/** `conversation held`: every draft that waits for a person, oldest first. */
export function addConversationHeld(conversation: Command, frame: Frame): void {
  addCommand(conversation, 'held', 'List the drafts that wait for a person, oldest first.', [
    'conversation held',
    'conversation held --json | jq -r .[].draft',
  ])
    .option('--limit <count>', 'at most so many', positiveCount, 50)
    .action((options: Options) => withSession(frame, (session) => held(session, options)))
}

async function held({ store, output }: Session, { json, limit }: Options): Promise<ExitCode> {
  const drafts = await store.history.withStatus('outbox', ['held', 'uncertain'], limit)
  if (json) {
    output.json(drafts.map(draftJson))
    return 0
  }
  for (const draft of drafts) {
    const contact = await store.contacts.get(draft.contactId)
    output.text(`${draftText(output, draft, contact)}\n`)
  }
  output.note(drafts.length === 0 ? 'No draft waits.' : `${drafts.length} draft(s) wait.`)
  return 0
}
