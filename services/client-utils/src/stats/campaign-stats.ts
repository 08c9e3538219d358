import { INTENTS, OUTBOX_KINDS } from '@outrider/shared/domain'

/** What the store counts, over all campaigns. */
export interface Counted {
  readonly stages: readonly { readonly campaignId: string; readonly stage: string; readonly count: number }[]
  readonly facts: readonly {
    readonly campaignId: string
    readonly type: string
    readonly detail: string | null
    readonly count: number
  }[]
  readonly responseTimes: readonly { readonly campaignId: string; readonly responseMs: number }[]
}

/** One campaign in figures. Response times in milliseconds from the first message of a turn to its answer's leaving. */
export interface CampaignStats {
  readonly campaign: string
  readonly conversations: number
  readonly stages: Readonly<Record<string, number>>
  /** Messages that came in from people. */
  readonly received: number
  /** Wishes of read replies; a reply with two wishes counts twice. */
  readonly intents: Readonly<Record<string, number>>
  readonly sent: Readonly<Record<string, number>>
  readonly events: Readonly<Record<string, number>>
  readonly response: { readonly p50: number; readonly p95: number; readonly count: number } | null
}

/** Facts that tell how a campaign goes, besides replies and messages. */
const EVENTS = [
  'demo-booked',
  'demo-cancelled',
  'colleague-found',
  'snoozed',
  'suppressed',
  'bounced',
  'auto-reply-received',
  'handed-over',
  'message-failed',
  'message-cancelled',
] as const

/** The figures of one campaign. */
export function campaignStats(campaign: string, { stages, facts, responseTimes }: Counted): CampaignStats {
  const here = stages.filter(({ campaignId }) => campaignId === campaign)
  const own = facts.filter(({ campaignId }) => campaignId === campaign)
  const total = (type: string, detail?: string) =>
    own
      .filter((fact) => fact.type === type && (detail === undefined || fact.detail === detail))
      .reduce((sum, { count }) => sum + count, 0)
  const times = responseTimes.flatMap(({ campaignId, responseMs }) => (campaignId === campaign ? [responseMs] : []))
  return {
    campaign,
    conversations: here.reduce((sum, { count }) => sum + count, 0),
    stages: Object.fromEntries(here.map(({ stage, count }) => [stage, count])),
    received: total('message-received'),
    intents: positive(INTENTS.map((intent) => [intent, total('reply-understood', intent)])),
    sent: positive(OUTBOX_KINDS.map((kind) => [kind, total('message-sent', kind)])),
    events: positive(EVENTS.map((type) => [type, total(type)])),
    response:
      times.length === 0 ? null : { p50: percentile(times, 0.5), p95: percentile(times, 0.95), count: times.length },
  }
}

function positive(counts: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** Nearest rank: the smallest value that at least this share of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
