import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addAccount } from './commands/account.ts'
import { addContactAdd } from './commands/contact-add.ts'
import { addContactImport } from './commands/contact-import.ts'
import { addContactList } from './commands/contact-list.ts'
import { addContactShow } from './commands/contact-show.ts'
import { addConversationHeld } from './commands/conversation-held.ts'
import { addConversationRelease } from './commands/conversation-release.ts'
import { addConversationSteering } from './commands/conversation-steer.ts'
import { addConversationWhy } from './commands/conversation-why.ts'
import { addDead } from './commands/dead.ts'
import { addDoctor } from './commands/doctor.ts'
import { addInit } from './commands/init.ts'
import { addCheckDraft, addReadMail, addSimulate, addUnderstand } from './commands/machine-interfaces.ts'
import { addStats } from './commands/stats.ts'
import { addSuppression } from './commands/suppression.ts'
import type { Frame } from './frame/session.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** The whole command line. Mistakes in it are thrown as CommanderError, with their message printed. */
export function createProgram(frame: Frame): Command {
  const program = new Command('client-utils')
    .description('The command line of sales ops: feeds Outrider contacts, watches it, answers for it.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help tells more)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', FOOTER)
  program.commandsGroup('Set up:')
  addInit(program, frame)
  program.commandsGroup('People and conversations:')
  const contact = program.command('contact').description('Add, import, list and show people.')
  addContactAdd(contact, frame)
  addContactImport(contact, frame)
  addContactList(contact, frame)
  addContactShow(contact, frame)
  const conversation = program.command('conversation').description('Steer a conversation, release drafts, ask why.')
  addConversationSteering(conversation, frame)
  addConversationRelease(conversation, frame)
  addConversationHeld(conversation, frame)
  addConversationWhy(conversation, frame)
  addSuppression(program, frame)
  program.commandsGroup('Watching it:')
  addStats(program, frame)
  addDoctor(program, frame)
  addAccount(program, frame)
  addDead(program, frame)
  program.commandsGroup('Machine interfaces (JSON lines):')
  addReadMail(program, frame)
  addUnderstand(program, frame)
  addCheckDraft(program, frame)
  addSimulate(program, frame)
  return program
}

const FOOTER = `
Every command has --json and --help with examples. Exit code: 0 done or yes, 1 the answer is no, 2 wrong use.
The database is the one of MONGODB_URI (environment or .env of this folder), else of the sandbox that runs here.
`
