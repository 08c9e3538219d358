import type { Queued } from '@outrider/shared'
import type { Contact, Conversation, OutboxEntry } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { draftText } from '../conversations/draft-text.ts'
import { findConversation } from '../conversations/find-conversation.ts'
import { giveCommand, reportCommand } from '../conversations/give-command.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { suggestion } from '../frame/suggest.ts'
import { type ExitCode, WrongUseError } from '../frame/wrong-use.ts'

interface Options extends CommonOptions {
  readonly campaign?: string
  readonly draft?: string
  readonly fingerprint?: string
  readonly yes?: boolean
  readonly wait: boolean
}

type Release = 'approve' | 'discard'
type Draft = Queued<OutboxEntry>

const DESCRIPTIONS: Readonly<Record<Release, string>> = {
  approve: 'Let a held draft leave. Shows it first; --yes does it.',
  discard: 'Drop a held draft. Shows it first; --yes does it.',
}

/** `conversation approve|discard`: bound to the fingerprint of the draft that was read. */
export function addConversationRelease(conversation: Command, frame: Frame): void {
  for (const [command, description] of Object.entries(DESCRIPTIONS) as [Release, string][]) {
    addCommand(conversation, `${command} <contact>`, description, [
      `conversation ${command} anna@example.com                 # shows the draft and how to ${command} it`,
      `conversation ${command} anna@example.com --yes           # what is held right now`,
      `conversation ${command} anna@example.com --draft v_0123456789abcdef:4:1 --fingerprint 89abcdef01234567 --yes`,
    ])
      .option('--campaign <id>', 'which conversation, where the person is in several campaigns')
      .option('--draft <id>', 'which draft, where several are held')
      .option('--fingerprint <hash>', 'refuse when the draft is no longer the one that was read')
      .option('--yes', `${command} it`)
      .option('--no-wait', 'do not wait until app-logic has obeyed')
      .action((contact: string, options: Options) =>
        withSession(frame, (session) => release(session, command, contact, options)),
      )
  }
}

async function release(session: Session, command: Release, word: string, options: Options): Promise<ExitCode> {
  const { contact, conversation } = await findConversation(session, word, options.campaign)
  const what = { command, contact, conversation }
  const refuse = (reason: string) => reportCommand(session, what, { result: 'refused', reason }, options)
  const held = await heldDrafts(session, conversation)
  if (held.length === 0) return refuse('nothing is held')
  if (!options.yes) return showDrafts(session, command, contact, held, options)
  const draft = pick(held, options.draft)
  if (options.fingerprint !== undefined && options.fingerprint !== draft.fingerprint) {
    return refuse('the draft has changed since it was read; look at it again')
  }
  const result = await giveCommand(session, conversation, command, {
    wait: options.wait,
    draft: { outboxId: draft._id, fingerprint: draft.fingerprint },
  })
  return reportCommand(session, what, result, options)
}

async function heldDrafts({ store }: Session, { _id }: Conversation): Promise<Draft[]> {
  const all = await store.history.outgoing(_id)
  return all.filter(({ status }) => status === 'held' || status === 'uncertain')
}

function showDrafts(
  { output }: Session,
  command: Release,
  contact: Contact,
  held: readonly Draft[],
  { json, draft }: Options,
): ExitCode {
  const shown = draft === undefined ? held : [pick(held, draft)]
  if (json) output.json({ command, result: 'not-confirmed', drafts: shown.map(draftJson) })
  else output.text(shown.map((each) => draftText(output, each, contact)).join('\n\n'))
  output.note(`Nothing was done: add --yes to ${command} it.`)
  return 1
}

/** What a script needs to decide on a draft and to name it. */
export function draftJson(draft: Draft): unknown {
  const { _id, conversationId, contactId, campaignId, kind, status, channel, to, subject, text, fingerprint } = draft
  return {
    draft: _id,
    fingerprint,
    conversationId,
    contactId,
    campaign: campaignId,
    kind,
    status,
    channel,
    to,
    subject,
    text,
    attachments: draft.attachments.map(({ filename }) => filename),
    since: draft.createdAt,
    reason: draft.errors.at(-1)?.message ?? null,
  }
}

function pick(held: readonly Draft[], wanted: string | undefined): Draft {
  const ids = held.map(({ _id }) => _id)
  if (wanted === undefined) {
    const [only] = held
    if (only !== undefined && held.length === 1) return only
    throw new WrongUseError(`several drafts are held, name one with --draft: ${ids.join(', ')}`)
  }
  const found = held.find(({ _id }) => _id === wanted)
  if (found === undefined) {
    throw new WrongUseError(`"${wanted}" is not held here.${suggestion(wanted, ids)} Held: ${ids.join(', ')}`)
  }
  return found
}
