import { conversationIdFor } from '@outrider/shared'
import type { Campaign, Contact } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { type Addition, planAddition, requestStart, storeContact } from '../contacts/add-contact.ts'
import { readContact, type WrittenContact } from '../contacts/contact-fields.ts'
import { deepLink } from '../contacts/deep-link.ts'
import { findCampaign } from '../contacts/find-campaign.ts'
import { describeFact } from '../conversations/describe-fact.ts'
import { awaitCommand, type CommandResult } from '../conversations/settled-command.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { type ExitCode, WrongUseError } from '../frame/wrong-use.ts'
import { inBothZones } from '../frame/zoned-text.ts'

interface Options extends CommonOptions, WrittenContact {
  readonly update?: boolean
  readonly dryRun?: boolean
  readonly wait: boolean
}

/** `contact add`: one person, by hand. */
export function addContactAdd(contact: Command, frame: Frame): void {
  addCommand(contact, 'add', 'Add a person and open their conversation.', [
    'contact add --name "Anna Petrova" --email anna@example.com --language ru --timezone Europe/Moscow --country RU',
    'contact add --name "Luis Gil" --telegram @luisgil --language es --timezone Europe/Madrid --campaign reviews',
    'contact add --name "Ann Lee" --email ann@example.com --language en --timezone Europe/London --dry-run',
  ])
    .requiredOption('--name <name>', 'how the person is addressed')
    .option('--email <address>', 'e-mail address')
    .option('--telegram <handle>', 'Telegram handle; they have to start the bot by the deep link first')
    .requiredOption('--language <language>', 'ru, en or es')
    .requiredOption('--timezone <zone>', 'IANA time zone, such as Europe/Moscow')
    .option('--country <code>', 'two letters; decides which public holidays are skipped')
    .option('--company <company>', 'where they work')
    .option('--campaign <id>', 'campaign to open; may be left out when there is only one')
    .option('--update', 'store details that differ from those of a known contact')
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--no-wait', 'do not wait until app-logic has opened the conversation')
    .action((options: Options) => withSession(frame, (session) => add(session, options)))
}

async function add(session: Session, options: Options): Promise<ExitCode> {
  const read = readContact(options)
  if ('problems' in read) {
    throw new WrongUseError(read.problems.map(({ field, problem }) => `--${field} ${problem}`).join('\n  '))
  }
  const campaign = findCampaign(await session.store.campaigns.list(), options.campaign)
  const addition = await planAddition(session, read.details, campaign)
  if (addition.result === 'refused') return refuse(session, options, addition.reason)
  const command = options.dryRun ? null : await carryOut(session, addition, campaign, options)
  // The token of a contact that is not stored would lead nowhere.
  const link = options.dryRun ? null : await deepLink(session.store, campaign, addition.contact)
  report(session, options, { addition, campaign, command, link })
  return command === null || command.result === 'done' || !options.wait ? 0 : 1
}

function refuse({ output }: Session, { json }: Options, reason: string): ExitCode {
  if (json) output.json({ result: 'refused', reason })
  else output.text(`${output.style.bad('Not added:')} ${reason}.`)
  return 1
}

/** Null when the conversation is there already. */
async function carryOut(
  session: Session,
  addition: Exclude<Addition, { result: 'refused' }>,
  campaign: Campaign,
  { update, wait }: Options,
): Promise<CommandResult | null> {
  if (addition.result === 'new' || update) await storeContact(session, addition)
  if (addition.result === 'known' && addition.conversation !== null) return null
  const commandId = await requestStart(session, addition.contact._id, campaign._id)
  const conversationId = conversationIdFor(addition.contact._id, campaign._id)
  return awaitCommand(session, commandId, conversationId, 0, wait ? undefined : 0)
}

interface Report {
  readonly addition: Exclude<Addition, { result: 'refused' }>
  readonly campaign: Campaign
  readonly command: CommandResult | null
  readonly link: string | null
}

function report({ output }: Session, options: Options, { addition, campaign, command, link }: Report): void {
  const { contact } = addition
  const differences = addition.result === 'known' ? addition.differences : []
  if (options.json) {
    output.json({
      result: addition.result,
      dryRun: options.dryRun === true,
      contactId: contact._id,
      conversationId: conversationIdFor(contact._id, campaign._id),
      campaign: campaign._id,
      differences,
      updated: options.update === true && options.dryRun !== true && differences.length > 0,
      command,
      telegramLink: link,
    })
    return
  }
  output.text(headline(addition, campaign, options))
  for (const { field, stored, given } of differences) {
    const what = options.update ? 'changed' : 'kept (--update changes it)'
    output.text(`  ${field}: "${stored ?? ''}" is stored, "${given}" was given: ${what}`)
  }
  if (command !== null) output.text(commandLines(command, contact))
  if (link !== null) output.text(`  Telegram: they open the conversation there with ${link}`)
}

function headline(addition: Report['addition'], campaign: Campaign, { dryRun }: Options): string {
  const who = nameOf(addition.contact)
  if (addition.result === 'new') return `${dryRun ? 'Would add' : 'Added'} ${who} to campaign ${campaign._id}.`
  if (addition.conversation === null) return `${who} is known; ${dryRun ? 'would open' : 'opening'} ${campaign._id}.`
  return `${who} is in campaign ${campaign._id} already: ${addition.conversation.stage}.`
}

const nameOf = ({ name, email, telegram, _id }: Contact) => `${name} <${email ?? telegram}> (${_id})`

function commandLines(command: CommandResult, { timezone }: Contact): string {
  if (command.result !== 'done') return `  ${command.result}: ${command.reason}`
  return command.facts.map((fact) => `  ${describeFact(fact, (at) => inBothZones(at, timezone))}`).join('\n')
}
