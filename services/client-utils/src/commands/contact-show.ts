import { type Queued, suppressionIdsOf } from '@outrider/shared'
import type { Contact, Conversation, OutboxEntry, Suppression } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { whySuppressed } from '../contacts/add-contact.ts'
import { deepLink } from '../contacts/deep-link.ts'
import { findContact } from '../contacts/find-contact.ts'
import { draftText } from '../conversations/draft-text.ts'
import { loadStory, type StoryEntry, tellStory } from '../conversations/story.ts'
import { entryJson, storyLines } from '../conversations/story-view.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import type { Output } from '../frame/output.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { printable } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'
import { inBothZones } from '../frame/zoned-text.ts'

/** `contact show`: one person, everything known about them. */
export function addContactShow(contact: Command, frame: Frame): void {
  addCommand(
    contact,
    'show <contact>',
    'Show one person: state, history of both sides with what was read and why, held drafts, timers.',
    ['contact show anna@example.com', 'contact show @luisgil', 'contact show c_0123456789abcdef --json'],
  ).action((word: string, options: CommonOptions) => withSession(frame, (session) => show(session, word, options)))
}

interface Shown {
  readonly conversation: Conversation
  readonly story: readonly StoryEntry[]
  readonly held: readonly Queued<OutboxEntry>[]
  readonly telegramLink: string | null
}

async function show(session: Session, word: string, { json }: CommonOptions): Promise<ExitCode> {
  const contact = await findContact(session, word)
  const conversations = await session.store.conversations.ofContact(contact._id)
  const suppressions = await session.store.suppressions.find(suppressionIdsOf(contact))
  const shown = await Promise.all(
    conversations.map((conversation) => gatherConversation(session, contact, conversation)),
  )
  if (json) session.output.json(asJson(contact, suppressions, shown))
  else session.output.text(asText(session.output, contact, suppressions, shown))
  return 0
}

async function gatherConversation({ store }: Session, contact: Contact, conversation: Conversation): Promise<Shown> {
  const told = await loadStory(store, conversation._id)
  const campaign = await store.campaigns.get(conversation.campaignId)
  return {
    conversation,
    story: tellStory(told, (at) => inBothZones(at, contact.timezone)),
    held: told.outgoing.filter(({ status }) => status === 'held' || status === 'uncertain'),
    telegramLink: campaign === null ? null : await deepLink(store, campaign, contact),
  }
}

function asText(
  output: Output,
  contact: Contact,
  suppressions: readonly Suppression[],
  shown: readonly Shown[],
): string {
  const { style } = output
  const [suppression] = suppressions
  return [
    style.title(printable(`${contact.name} (${contact._id})`)),
    ...personLines(contact),
    ...(suppression === undefined ? [] : [style.bad(`  suppressed: ${whySuppressed(suppression)}`)]),
    ...(shown.length === 0 ? ['  no conversation yet'] : []),
    ...shown.flatMap((each) => conversationLines(output, contact, each)),
  ].join('\n')
}

function personLines(contact: Contact): string[] {
  const { email, telegram, company, language, timezone, country, unreachable, source } = contact
  const addresses = [email, telegram].filter((address) => address !== null).join(', ')
  return [
    `  ${addresses}${company === null ? '' : ` · ${printable(company)}`} · ${language} · ${timezone}${country === null ? '' : ` · ${country}`}`,
    ...(unreachable.length === 0 ? [] : [`  unreachable by ${unreachable.join(', ')}`]),
    ...(source.by === 'redirect' ? [`  pointed to by ${source.contactId ?? 'somebody'}`] : []),
  ]
}

function conversationLines(
  output: Output,
  contact: Contact,
  { conversation, story, held, telegramLink }: Shown,
): string[] {
  const { style } = output
  const { campaignId, stage, stageReason, timer, turn, demo, awayUntil } = conversation
  const when = (instant: Date) => inBothZones(instant, contact.timezone)
  return [
    '',
    `${style.strong(`Campaign ${campaignId}`)}: ${style.strong(stage)}${stageReason === '' ? '' : ` (${printable(stageReason)})`}  ${style.faint(conversation._id)}`,
    ...(timer === null ? [] : [`  next: ${timer.kind} ${when(timer.dueAt)}`]),
    ...(turn === null
      ? []
      : [`  ${turn.messages.length} message(s) wait for the end of their turn: ${when(turn.dueAt)}`]),
    ...(awayUntil === null ? [] : [`  away until ${when(awayUntil)}`]),
    ...(demo.booked === null ? [] : [`  demo booked: ${when(new Date(demo.booked.start))}`]),
    ...(telegramLink === null || contact.telegram === null ? [] : [`  Telegram opens with ${telegramLink}`]),
    ...story.flatMap((entry) => storyLines(output, contact, entry)),
    ...held.flatMap((draft) => ['', ...draftText(output, draft, contact).split('\n')]),
  ]
}

function asJson(contact: Contact, suppressions: readonly Suppression[], shown: readonly Shown[]): unknown {
  const { telegramToken: _, ...person } = contact
  return {
    contact: person,
    suppressions,
    conversations: shown.map(({ conversation, story, held, telegramLink }) => ({
      conversationId: conversation._id,
      campaign: conversation.campaignId,
      stage: conversation.stage,
      reason: conversation.stageReason,
      since: conversation.stageSince,
      version: conversation.version,
      timer: conversation.timer,
      turnEnds: conversation.turn?.dueAt ?? null,
      demo: conversation.demo,
      awayUntil: conversation.awayUntil,
      telegramLink,
      held: held.map(({ _id, kind, status, fingerprint, to, subject, text, attachments, errors }) => ({
        draft: _id,
        kind,
        status,
        fingerprint,
        to,
        subject,
        text,
        attachments: attachments.map(({ filename }) => filename),
        reason: errors.at(-1)?.message ?? null,
      })),
      history: story.map(entryJson),
    })),
  }
}
