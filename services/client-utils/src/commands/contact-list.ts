import { type Contact, type Conversation, STAGES, type Stage } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { findCampaign } from '../contacts/find-campaign.ts'
import { addCommand, type CommonOptions, oneOf, positiveCount } from '../frame/command-line.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { table } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'

interface Options extends CommonOptions {
  readonly campaign?: string
  readonly stage?: Stage
  readonly limit: number
}

/** `contact list`: who is in which conversation, newest first. */
export function addContactList(contact: Command, frame: Frame): void {
  addCommand(contact, 'list', 'List contacts and where their conversations stand, newest first.', [
    'contact list',
    'contact list --campaign reviews --stage talking',
    'contact list --json | jq .[].email',
  ])
    .option('--campaign <id>', 'only this campaign')
    .option('--stage <stage>', `only this stage (${STAGES.join(', ')})`, oneOf(STAGES))
    .option('--limit <count>', 'at most so many', positiveCount, 200)
    .action((options: Options) => withSession(frame, (session) => list(session, options)))
}

interface Row {
  readonly contact: Contact
  /** Null: added, but no conversation was opened yet. */
  readonly conversation: Conversation | null
}

async function list(session: Session, options: Options): Promise<ExitCode> {
  const rows = await rowsFor(session, options)
  const { output } = session
  if (options.json) {
    output.json(rows.map(rowJson))
  } else if (rows.length === 0) {
    output.note('No contacts. Add one with `client-utils contact add --help`.')
  } else {
    output.text(table(output, ['contact', 'name', 'address', 'campaign', 'stage', 'why', 'next'], rows.map(rowCells)))
    if (rows.length >= options.limit) output.note(`The first ${options.limit}; --limit shows more.`)
  }
  return 0
}

async function rowsFor({ store }: Session, { campaign, stage, limit }: Options): Promise<Row[]> {
  const filtered = campaign !== undefined || stage !== undefined
  const campaignId = campaign === undefined ? undefined : findCampaign(await store.campaigns.list(), campaign)._id
  const conversations = await store.conversations.list({
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(stage === undefined ? {} : { stage }),
    limit,
  })
  const people = new Map((await store.contacts.list(limit)).map((contact) => [contact._id, contact]))
  const rows: Row[] = []
  for (const conversation of conversations) {
    const contact = people.get(conversation.contactId) ?? (await store.contacts.get(conversation.contactId))
    if (contact !== null) rows.push({ contact, conversation })
  }
  if (filtered) return rows
  const inConversation = new Set(rows.map(({ contact }) => contact._id))
  const others = [...people.values()].filter((contact) => !inConversation.has(contact._id))
  return [...others.map((contact) => ({ contact, conversation: null })), ...rows].slice(0, limit)
}

const CELL = 48
const clipped = (text: string): string => (text.length <= CELL ? text : `${text.slice(0, CELL - 1)}…`)

function rowCells({ contact, conversation }: Row): string[] {
  return [
    contact._id,
    contact.name,
    contact.email ?? contact.telegram ?? '',
    conversation?.campaignId ?? '',
    conversation?.stage ?? 'not opened',
    clipped(conversation?.stageReason ?? ''),
    conversation?.timer ? `${conversation.timer.kind} ${conversation.timer.dueAt.toISOString().slice(0, 16)}Z` : '',
  ]
}

function rowJson({ contact, conversation }: Row): unknown {
  return {
    contactId: contact._id,
    name: contact.name,
    email: contact.email,
    telegram: contact.telegram,
    language: contact.language,
    timezone: contact.timezone,
    company: contact.company,
    conversationId: conversation?._id ?? null,
    campaign: conversation?.campaignId ?? null,
    stage: conversation?.stage ?? null,
    reason: conversation?.stageReason ?? null,
    since: conversation?.stageSince ?? null,
    lastIntents: conversation?.lastIntents ?? [],
    held: conversation?.outstanding.filter(({ held }) => held).length ?? 0,
    timer: conversation?.timer ?? null,
  }
}
