import type { Contact, Conversation } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { findConversation } from '../conversations/find-conversation.ts'
import { loadStory, type Reading, readingsOf, type Told } from '../conversations/story.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import type { Output } from '../frame/output.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { printable } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'
import { inBothZones, inZoneText } from '../frame/zoned-text.ts'

interface Options extends CommonOptions {
  readonly campaign?: string
}

/** `conversation why`: each reply, what it was taken for and what was done about it. */
export function addConversationWhy(conversation: Command, frame: Frame): void {
  addCommand(
    conversation,
    'why <contact>',
    'For each reply: how it was understood, on what evidence, by rule or model, and what was done.',
    ['conversation why anna@example.com', 'conversation why @luisgil --json'],
  )
    .option('--campaign <id>', 'which conversation, where the person is in several campaigns')
    .action((contact: string, options: Options) => withSession(frame, (session) => why(session, contact, options)))
}

async function why(session: Session, word: string, { campaign, json }: Options): Promise<ExitCode> {
  const { contact, conversation } = await findConversation(session, word, campaign)
  const told = await loadStory(session.store, conversation._id)
  const readings = readingsOf(told.facts, (at) => inBothZones(at, contact.timezone)).map((reading) => ({
    ...reading,
    said: textsOf(reading, told),
  }))
  if (json)
    session.output.json({
      contactId: contact._id,
      conversationId: conversation._id,
      stage: conversation.stage,
      reason: conversation.stageReason,
      replies: readings,
    })
  else session.output.text(whyText(session.output, contact, conversation, readings))
  return 0
}

function textsOf({ inboxIds }: Reading, { received }: Told): string[] {
  return received.filter(({ _id }) => inboxIds.includes(_id)).map(({ text }) => text)
}

function whyText(
  { style }: Output,
  contact: Contact,
  conversation: Conversation,
  readings: readonly (Reading & { readonly said: readonly string[] })[],
): string {
  return [
    `${style.strong(`${printable(contact.name)} in ${conversation.campaignId}`)}: ${conversation.stage} (${printable(conversation.stageReason)})`,
    ...(readings.length === 0 ? ['  No reply was read yet.'] : []),
    ...readings.flatMap((reading) => [
      '',
      `${style.faint(inZoneText(reading.at, contact.timezone))}  ${style.warning(reading.intents.join(' + '))}${reading.explicitOptOut ? ' (demands silence)' : ''}`,
      ...reading.said.flatMap((text) => printable(text).trim().split('\n').slice(0, 6)).map((line) => `  | ${line}`),
      `  evidence: "${printable(reading.evidence)}"`,
      `  by ${reading.by}, confidence ${reading.confidence.toFixed(2)}${reading.doubt === null ? '' : `, doubt: ${reading.doubt}`}${reading.until === null ? '' : `, until ${reading.until}`}`,
      ...reading.done.map((line) => `  → ${printable(line)}`),
    ]),
  ].join('\n')
}
