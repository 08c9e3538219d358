import { randomUUID } from 'node:crypto'
import type { Conversation, ConversationCommand } from '@outrider/shared/domain'
import type { Session } from '../frame/session.ts'
import type { ExitCode } from '../frame/wrong-use.ts'
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
  what: { readonly command: string; readonly contactId: string; readonly conversationId: string },
  result: CommandResult,
  { json, wait }: { readonly json?: boolean | undefined; readonly wait: boolean },
): ExitCode {
  const { style } = output
  if (json) {
    output.json({ ...what, ...result })
  } else if (result.result === 'done') {
    output.text(style.good(`${what.command}: done.`))
    for (const line of result.happened) output.text(`  ${line}`)
  } else {
    output.text(`${style.bad(`${what.command}: ${result.result}`)}: ${result.reason}.`)
  }
  return result.result === 'done' || (result.result === 'waiting' && !wait) ? 0 : 1
}
