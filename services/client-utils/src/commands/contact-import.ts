import type { Command } from 'commander'
import { readContactCsv } from '../contacts/contact-csv.ts'
import { CONTACT_FIELDS } from '../contacts/contact-fields.ts'
import { findCampaign } from '../contacts/find-campaign.ts'
import { importContacts, type LineResult } from '../contacts/import-contacts.ts'
import { isObeyed, whyWaiting } from '../conversations/settled-command.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { printable } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'

interface Options extends CommonOptions {
  readonly campaign?: string
  readonly dryRun?: boolean
  readonly update?: boolean
}

/** `contact import`: many people from a CSV file. */
export function addContactImport(contact: Command, frame: Frame): void {
  addCommand(contact, 'import <file>', 'Add people from a CSV file: good lines are added, bad ones are listed.', [
    'contact import people.csv --dry-run',
    'contact import people.csv --campaign reviews',
  ])
    .option('--campaign <id>', 'campaign of lines that name none')
    .option('--update', 'store details that differ from those of known contacts')
    .option('--dry-run', 'check every line, write nothing')
    .addHelpText('after', `The header row names the columns: ${CONTACT_FIELDS.join(', ')}.\n`)
    .action((file: string, options: Options) => withSession(frame, (session) => importFile(session, file, options)))
}

interface Tally {
  readonly new: number
  readonly opened: number
  readonly known: number
  readonly bad: readonly Extract<LineResult, { result: 'bad' }>[]
}

async function importFile(session: Session, file: string, options: Options): Promise<ExitCode> {
  const { store, output } = session
  const campaigns = await store.campaigns.list()
  // A wrong campaign on the command line is one mistake, not one a line.
  if (options.campaign !== undefined || campaigns.length === 0) findCampaign(campaigns, options.campaign)
  const settings = {
    campaigns,
    campaign: options.campaign,
    dryRun: options.dryRun === true,
    update: options.update === true,
  }
  const counts = { new: 0, opened: 0, known: 0 }
  const bad: Extract<LineResult, { result: 'bad' }>[] = []
  for await (const result of importContacts(session, readContactCsv(file), settings)) {
    if (result.result === 'bad') bad.push(result)
    else counts[result.result] += 1
    output.progress(`${counts.new + counts.opened + counts.known} lines, ${bad.length} problems …`)
  }
  output.progressDone()
  report(session, file, { ...counts, bad }, options)
  await noteWhoObeys(session, counts.new + counts.opened, options)
  return bad.length === 0 ? 0 : 1
}

function report({ output }: Session, file: string, tally: Tally, { json, dryRun }: Options): void {
  if (json) {
    output.json({ file, dryRun: dryRun === true, ...tally })
    return
  }
  for (const { line, field, problem } of tally.bad) {
    output.note(printable(`${file}:${line}: ${field === null ? '' : `${field} `}${problem}`))
  }
  const lines = new Set(tally.bad.map(({ line }) => line)).size
  const verb = dryRun ? 'would be added' : 'added'
  output.text(
    `${tally.new} ${verb}, ${tally.opened} known and ${dryRun ? 'would be opened' : 'opened'} in this campaign, ${tally.known} there already, ${lines} bad line(s).`,
  )
}

/** Said once for all lines: who opens the conversations, when nobody does at the moment. */
async function noteWhoObeys({ store, output }: Session, asked: number, { dryRun }: Options): Promise<void> {
  if (dryRun || asked === 0) return
  const now = new Date()
  const obeyed = await isObeyed(store, now)
  output.note(
    obeyed ? 'app-logic opens their conversations now.' : `${whyWaiting(await store.heartbeats.list(), now)}.`,
  )
}
