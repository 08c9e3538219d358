import type { Campaign } from '@outrider/shared/domain'
import type { Session } from '../frame/session.ts'
import { type Addition, planAddition, requestStart, storeContact } from './add-contact.ts'
import type { CsvRow } from './contact-csv.ts'
import { type ContactDetails, readContact } from './contact-fields.ts'
import { findCampaign } from './find-campaign.ts'

/** What became of one line. */
export type LineResult =
  | { readonly line: number; readonly result: 'new' | 'opened' | 'known'; readonly contactId: string }
  | { readonly line: number; readonly result: 'bad'; readonly field: string | null; readonly problem: string }

export interface ImportSettings {
  readonly campaigns: readonly Campaign[]
  /** Campaign of lines that name none; undefined: the only one there is. */
  readonly campaign: string | undefined
  readonly dryRun: boolean
  /** Store details of known people that differ. */
  readonly update: boolean
}

/** Lines worked on at the same time. */
const AT_ONCE = 8

/** Adds every good line and tells of every bad one, in the order of the file. */
export async function* importContacts(
  session: Session,
  rows: AsyncIterable<CsvRow>,
  settings: ImportSettings,
): AsyncGenerator<LineResult> {
  const lineOf = new Map<string, number>()
  const running: Promise<readonly LineResult[]>[] = []
  for await (const row of rows) {
    // Looked at before anything runs at once: two lines with one person must not race.
    const read = readLine(row, settings, lineOf)
    running.push('problems' in read ? Promise.resolve(read.problems) : carryOut(session, read, settings))
    if (running.length >= AT_ONCE) yield* (await running.shift()) ?? []
  }
  for (const results of running) yield* await results
}

interface GoodLine {
  readonly line: number
  readonly details: ContactDetails
  readonly campaign: Campaign
}

type Bad = Extract<LineResult, { result: 'bad' }>

function readLine(row: CsvRow, settings: ImportSettings, lineOf: Map<string, number>): GoodLine | { problems: Bad[] } {
  const { line } = row
  const bad = (field: string | null, problem: string): Bad => ({ line, result: 'bad', field, problem })
  if ('problem' in row) return { problems: [bad(null, row.problem)] }
  const read = readContact(row.contact)
  const campaign = campaignOf(row.contact.campaign || settings.campaign, settings.campaigns)
  if ('problems' in read || typeof campaign === 'string') {
    const fields = 'problems' in read ? read.problems.map(({ field, problem }) => bad(field, problem)) : []
    return { problems: [...fields, ...(typeof campaign === 'string' ? [bad('campaign', campaign)] : [])] }
  }
  const { details } = read
  for (const address of [details.email, details.telegram].filter((each) => each !== null)) {
    const earlier = lineOf.get(`${campaign._id} ${address}`)
    if (earlier !== undefined) return { problems: [bad(null, `${address} stands in line ${earlier} already`)] }
    lineOf.set(`${campaign._id} ${address}`, line)
  }
  return { line, details, campaign }
}

/** The campaign, or what is wrong with its name. */
function campaignOf(wanted: string | undefined, campaigns: readonly Campaign[]): Campaign | string {
  try {
    return findCampaign(campaigns, wanted)
  } catch (error) {
    return (error as Error).message
  }
}

async function carryOut(
  session: Session,
  { line, details, campaign }: GoodLine,
  settings: ImportSettings,
): Promise<LineResult[]> {
  const addition = await planAddition(session, details, campaign)
  if (addition.result === 'refused') return [{ line, result: 'bad', field: null, problem: addition.reason }]
  const opens = addition.result === 'new' || addition.conversation === null
  if (!settings.dryRun) {
    if (addition.result === 'new' || settings.update) await storeContact(session, addition)
    if (opens) await requestStart(session, addition.contact._id, campaign._id)
  }
  return [{ line, result: resultOf(addition, opens), contactId: addition.contact._id }]
}

function resultOf({ result }: Addition, opens: boolean): 'new' | 'opened' | 'known' {
  if (result === 'new') return 'new'
  return opens ? 'opened' : 'known'
}
