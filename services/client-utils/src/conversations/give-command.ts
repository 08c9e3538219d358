import { randomUUID } from 'node:crypto'
import type { Contact, Conversation, ConversationCommand } from '@outrider/shared/domain'
import type { Session } from '../frame/session.ts'
import type { ExitCode } from '../frame/wrong-use.ts'
import { inBothZones } from '../frame/zoned-text.ts'
import { describeFact } from './describe-fact.ts'
import { awaitCommand, type CommandResult, whyWaiting } from './settled-command.ts'

/** A draft as it was read: only that may leave. */
export interface ReadDraft {
  readonly outboxId: string
  readonly fingerprint: string
}

/** Puts a command into the inbox; waits for what comes of it unless told not to. */
export async function giveCommand(
  session: Session,
  conversation: Conversation,
  command: ConversationCommand,
  { wait, draft = null }: { readonly wait: boolean; readonly draft?: ReadDraft | null },
): Promise<CommandResult> {
  const { store, by } = session
  const _id = `command:${randomUUID()}`
  await store.inbox.put({
    _id,
    type: 'command',
    command,
    conversationId: conversation._id,
    outboxId: draft?.outboxId ?? null,
    fingerprint: draft?.fingerprint ?? null,
    by,
  })
  if (wait) return awaitCommand(session, _id, conversation._id, conversation.version)
  return { result: 'waiting', reason: whyWaiting(await store.heartbeats.list(), new Date()) }
}

/** Says what became of a command and gives the exit code for it. */
export function reportCommand(
  { output }: Session,
  { command, contact, conversation }: { command: string; contact: Contact; conversation: Conversation },
  result: CommandResult,
  { json, wait }: { readonly json?: boolean | undefined; readonly wait: boolean },
): ExitCode {
  const { style } = output
  if (json) {
    output.json({ command, contactId: contact._id, conversationId: conversation._id, ...result })
  } else if (result.result === 'done') {
    output.text(style.good(`${command}: done.`))
    for (const fact of result.facts) output.text(`  ${describeFact(fact, (at) => inBothZones(at, contact.timezone))}`)
  } else {
    output.text(`${style.bad(`${command}: ${result.result}`)}: ${result.reason}.`)
  }
  return result.result === 'done' || (result.result === 'waiting' && !wait) ? 0 : 1
}
