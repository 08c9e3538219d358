import type { ConversationCommand } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { findConversation } from '../conversations/find-conversation.ts'
import { giveCommand, reportCommand } from '../conversations/give-command.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import { type Frame, withSession } from '../frame/session.ts'

interface Options extends CommonOptions {
  readonly campaign?: string
  readonly wait: boolean
}

type Steering = Extract<ConversationCommand, 'restart' | 'take-over' | 'hand-back' | 'suppress'>

const DESCRIPTIONS: Readonly<Record<Steering, string>> = {
  restart: 'Begin anew with an intro; refused when they asked for silence.',
  'take-over': 'Silence the agent: a person goes on with this conversation.',
  'hand-back': 'Let the agent go on; it answers what comes from now on.',
  suppress: 'Never write to this person again, on any channel. This is final.',
}

/** `conversation restart|take-over|hand-back|suppress`: one word to app-logic, and what it made of it. */
export function addConversationSteering(conversation: Command, frame: Frame): void {
  for (const [command, description] of Object.entries(DESCRIPTIONS) as [Steering, string][]) {
    addCommand(conversation, `${command} <contact>`, description, [
      `conversation ${command} anna@example.com`,
      `conversation ${command} @luisgil --campaign reviews --json`,
    ])
      .option('--campaign <id>', 'which conversation, where the person is in several campaigns')
      .option('--no-wait', 'do not wait until app-logic has obeyed')
      .action((contact: string, options: Options) => steer(frame, command, contact, options))
  }
}

async function steer(frame: Frame, command: Steering, word: string, options: Options): Promise<void> {
  await withSession(frame, async (session) => {
    const { contact, conversation } = await findConversation(session, word, options.campaign)
    const result = await giveCommand(session, conversation, command, options)
    return reportCommand(session, { command, contact, conversation }, result, options)
  })
}
