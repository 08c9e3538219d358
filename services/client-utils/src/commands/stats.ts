import { STAGES, type Stage } from '@outrider/shared/domain'
import type { Command } from 'commander'
import { findCampaign } from '../contacts/find-campaign.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import type { Output } from '../frame/output.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { table } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'
import { type CampaignStats, campaignStats } from '../stats/campaign-stats.ts'

interface Options extends CommonOptions {
  readonly campaign?: string
}

/** Suppressions counted at most; one more reads as "more than". */
const SUPPRESSIONS_COUNTED = 100_000

/** `stats`: the funnel, what replies want, how fast they are answered. */
export function addStats(program: Command, frame: Frame): void {
  addCommand(program, 'stats', 'Show per campaign: the funnel, what replies want, what was sent, response times.', [
    'stats',
    'stats --campaign reviews --json',
  ])
    .option('--campaign <id>', 'only this campaign')
    .action((options: Options) => withSession(frame, (session) => stats(session, options)))
}

async function stats({ store, output }: Session, { campaign, json }: Options): Promise<ExitCode> {
  const all = await store.campaigns.list()
  const campaigns = campaign === undefined ? all : [findCampaign(all, campaign)]
  const [stages, facts, responseTimes, suppressions] = await Promise.all([
    store.conversations.countByStage(),
    store.facts.count(),
    store.facts.responseTimes(),
    store.suppressions.list(SUPPRESSIONS_COUNTED),
  ])
  const each = campaigns.map(({ _id }) => campaignStats(_id, { stages, facts, responseTimes }))
  const people = new Set(suppressions.map(({ _id, contactId }) => contactId ?? _id)).size
  if (json) output.json({ campaigns: each, suppressed: people })
  else output.text([...each.map((one) => statsText(output, one)), `Suppressed people: ${people}`].join('\n\n'))
  return 0
}

function statsText(
  output: Output,
  { campaign, conversations, stages, received, intents, sent, events, response }: CampaignStats,
): string {
  const { style } = output
  const share = (count: number, of: number | null) => (!of ? '' : `${Math.round((100 * count) / of)} %`)
  const known = STAGES.filter((stage: Stage) => (stages[stage] ?? 0) > 0)
  const counts = (heading: string, named: Readonly<Record<string, number>>, of: number | null) =>
    Object.keys(named).length === 0
      ? []
      : [
          table(
            output,
            [heading, 'count', 'share'],
            Object.entries(named).map(([name, count]) => [name, String(count), share(count, of)]),
          ),
        ]
  return [
    style.title(`${campaign}: ${conversations} conversation(s), ${received} message(s) from people`),
    ...counts('stage', Object.fromEntries(known.map((stage) => [stage, stages[stage] ?? 0])), conversations),
    ...counts('replies want', intents, sum(intents)),
    ...counts('sent', sent, sum(sent)),
    ...counts('happened', events, null),
    response === null
      ? 'Response time: nothing was answered yet.'
      : `Response time: half within ${span(response.p50)}, 95 of 100 within ${span(response.p95)} (${response.count} answers).`,
  ].join('\n\n')
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

/** Milliseconds as people say them. */
export function span(ms: number): string {
  const minutes = ms / 60_000
  if (minutes < 1) return `${Math.round(ms / 1_000)} s`
  if (minutes < 60) return `${Math.round(minutes)} min`
  const hours = minutes / 60
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`
}
