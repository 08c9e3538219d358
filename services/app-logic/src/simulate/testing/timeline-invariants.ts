import { inZone } from '@outrider/shared/domain'
import type { Scenario } from '../scenario.ts'
import type { TimelineEntry } from '../timeline.ts'

type Timeline = readonly TimelineEntry[]

/** Kinds that begin from the agent's side and keep to the window; all others answer somebody. */
const SCHEDULED = new Set(['intro', 'follow-up', 'reminder', 'referral-intro'])

/** Days off by law on weekdays of the years the scenarios run in, written down by hand from the official calendars. */
const DAYS_OFF: Readonly<Record<string, readonly string[]>> = {
  RU: ['2026-05-01', '2026-05-11', '2026-06-12', '2026-11-04', '2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06'],
  US: ['2026-05-25', '2026-11-26'],
  ES: ['2026-05-01', '2026-10-12'],
  MX: ['2026-05-01', '2026-09-16'],
}

/** Every rule of DESIGN §4 and §6 that a timeline breaks, whatever its scenario is about. */
export function brokenInvariants(scenario: Scenario, timeline: Timeline): string[] {
  return [
    ...outOfOrder(timeline),
    ...duplicates(timeline),
    ...sentAfterSuppression(timeline),
    ...sentWhileHandedOver(timeline),
    ...outsideHours(scenario, timeline),
    ...severalAtOnce(timeline),
    ...withoutStage(timeline),
    ...inventedPeople(scenario, timeline),
  ]
}

const shown = (rule: string, line: TimelineEntry): string =>
  `${rule}: ${line.at} ${line.type} ${line.kind ?? line.stage ?? ''} ${line.contact}`

function outOfOrder(timeline: Timeline): string[] {
  return timeline
    .filter((line, index) => index > 0 && line.at < (timeline[index - 1]?.at ?? ''))
    .map((line) => shown('time order', line))
}

function duplicates(timeline: Timeline): string[] {
  const seen = new Set<string>()
  return timeline
    .filter((line) => {
      const { at, type, kind, contact, stage, to, channel } = line
      const key = JSON.stringify([at, type, kind, contact, stage, to, channel])
      const again = seen.has(key)
      seen.add(key)
      return again
    })
    .map((line) => shown('no duplicate', line))
}

function sentAfterSuppression(timeline: Timeline): string[] {
  const stopped = new Set<string>()
  const broken: string[] = []
  for (const line of timeline) {
    if (line.type === 'suppressed') for (const who of [line.contact, line.email]) if (who) stopped.add(who)
    const reached = [line.contact, line.to ?? ''].some((who) => stopped.has(who))
    if (line.type === 'outbound' && reached) broken.push(shown('nothing to a suppressed person', line))
  }
  return broken
}

/** The honest answer that ends in a hand-over may still wait for the morning; nothing else leaves meanwhile. */
function sentWhileHandedOver(timeline: Timeline): string[] {
  const silent = new Map<string, { owesAnswer: boolean }>()
  const broken: string[] = []
  for (const line of timeline) {
    const state = silent.get(line.contact)
    if (line.type === 'handed-over') {
      const answered = timeline.some((other) => isAnswer(other) && isBeside(other, line))
      silent.set(line.contact, { owesAnswer: !answered && (line.reason ?? '').includes('question') })
    } else if (line.type === 'stage' && line.stage !== 'handed-over') silent.delete(line.contact)
    else if (line.type === 'outbound' && state !== undefined) {
      if (!state.owesAnswer || !isAnswer(line)) broken.push(shown('silent while handed over', line))
      state.owesAnswer = false
    }
  }
  return broken
}

const isAnswer = ({ type, kind }: TimelineEntry): boolean => type === 'outbound' && !SCHEDULED.has(String(kind))
const isBeside = (a: TimelineEntry, b: TimelineEntry): boolean => a.at === b.at && a.contact === b.contact

function outsideHours({ contact, campaign }: Scenario, timeline: Timeline): string[] {
  const { days, from, to } = campaign.window
  const daysOff = DAYS_OFF[contact.country ?? ''] ?? []
  return timeline
    .filter(({ type }) => type === 'outbound')
    .filter(({ at, kind, channel }) => {
      const local = inZone(new Date(at), contact.timezone)
      const clock = local.toFormat('HH:mm')
      if (SCHEDULED.has(String(kind))) {
        return !days.includes(local.weekday) || clock < from || clock >= to || daysOff.includes(local.toISODate())
      }
      return channel === 'email' && (clock < '08:00' || clock >= '21:00')
    })
    .map((line) => shown('within hours', line))
}

function severalAtOnce(timeline: Timeline): string[] {
  const sent = timeline.filter(({ type }) => type === 'outbound')
  return sent
    .filter((line, index) =>
      sent.some((other, place) => place < index && other.at === line.at && other.contact === line.contact),
    )
    .map((line) => shown('one outbound a turn', line))
}

function withoutStage(timeline: Timeline): string[] {
  const needed: Readonly<Record<string, string>> = { snoozed: '', 'handed-over': 'handed-over', suppressed: 'stopped' }
  return timeline
    .filter(({ type }) => type in needed)
    .filter(
      ({ type, at, contact }) =>
        !timeline.some(
          (line) =>
            line.type === 'stage' &&
            line.at === at &&
            line.contact === contact &&
            ['', line.stage].includes(needed[type] ?? ''),
        ),
    )
    .map((line) => shown('a stage line beside it', line))
}

function inventedPeople({ events }: Scenario, timeline: Timeline): string[] {
  const written = events.map((event) => `${'reply' in event ? event.reply : ''} ${event.from ?? ''}`.toLowerCase())
  return timeline
    .filter(({ type, reason }) => type === 'contact-created' && reason !== 'command')
    .filter(({ email }) => !written.some((text) => email != null && text.includes(email)))
    .map((line) => shown('only an address that stands in a reply', line))
}
