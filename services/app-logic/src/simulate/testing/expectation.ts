import { localDate } from '@outrider/shared/domain'
import { z } from 'zod'
import { scenarioSchema } from '../scenario.ts'
import type { TimelineEntry } from '../timeline.ts'

/** What an expected line says of a timeline line; fields not named may be anything. */
const lineSchema = z.strictObject({
  type: z.string().optional(),
  kind: z.string().optional(),
  stage: z.string().optional(),
  contact: z.string().optional(),
  channel: z.string().optional(),
  to: z.string().optional(),
  email: z.string().optional(),
  /** The exact instant. */
  at: z.string().optional(),
  /** Only after (before) this instant. */
  after: z.string().optional(),
  before: z.string().optional(),
  /** The day in the contact's zone, where the design fixes no hour. */
  day: z.string().optional(),
  untilDay: z.string().optional(),
  attachments: z.array(z.string()).optional(),
  attachmentsHave: z.array(z.string()).optional(),
  textHas: z.array(z.string()).optional(),
  textLacks: z.array(z.string()).optional(),
  subjectHas: z.string().optional(),
  hasReason: z.boolean().optional(),
})
export type ExpectedLine = z.infer<typeof lineSchema>

export const caseSchema = z.strictObject({
  /** The rule of the design in a sentence. */
  rule: z.string().min(1),
  scenario: scenarioSchema,
  /** Lines that must appear, in this order. */
  expect: z.array(lineSchema),
  /** Everything that was sent: `kind`, or `kind:address` to anyone but the contact of the scenario. */
  sent: z.array(z.string()).optional(),
  /** Lines that must not appear. */
  never: z.array(lineSchema).optional(),
  /** The most messages that may be sent. */
  atMost: z.int().optional(),
})
export type Case = z.infer<typeof caseSchema>

const EXACT = ['type', 'kind', 'stage', 'contact', 'channel', 'to', 'email', 'at'] as const

/** True when the timeline line is one that the expected line describes. */
export function matches(expected: ExpectedLine, line: TimelineEntry, zone: string): boolean {
  const { attachments, after, before, day, untilDay, hasReason } = expected
  const text = spaced(line.text ?? '')
  return (
    EXACT.every((field) => expected[field] === undefined || line[field] === expected[field]) &&
    (after === undefined || line.at > after) &&
    (before === undefined || line.at < before) &&
    (day === undefined || localDate(new Date(line.at), zone) === day) &&
    (untilDay === undefined || (line.until !== undefined && dayOf(line.until, zone) === untilDay)) &&
    (attachments === undefined || JSON.stringify(line.attachments) === JSON.stringify(attachments)) &&
    (expected.attachmentsHave ?? []).every((file) => line.attachments?.includes(file)) &&
    (expected.textHas ?? []).every((part) => text.includes(part)) &&
    (expected.textLacks ?? []).every((part) => !text.includes(part)) &&
    (expected.subjectHas === undefined || (line.subject ?? '').includes(expected.subjectHas)) &&
    (hasReason === undefined || (line.reason ?? '') !== '')
  )
}

/** The expected lines, and the forbidden ones, that the timeline fails. */
export function differences({ expect, never = [], scenario }: Case, timeline: readonly TimelineEntry[]): string[] {
  const zone = scenario.contact.timezone
  const used = new Set<number>()
  let reached = ''
  const missing = expect.filter((expected) => {
    const index = timeline.findIndex(
      (line, place) => !used.has(place) && line.at >= reached && matches(expected, line, zone),
    )
    if (index < 0) return true
    used.add(index)
    reached = timeline[index]?.at ?? reached
    return false
  })
  const forbidden = never.filter((expected) => timeline.some((line) => matches(expected, line, zone)))
  return [
    ...missing.map((line) => `missing: ${JSON.stringify(line)}`),
    ...forbidden.map((line) => `must not appear: ${JSON.stringify(line)}`),
  ]
}

/** What was sent to whom, in the notation of a case's `sent`. */
export function sentOf({ scenario }: Case, timeline: readonly TimelineEntry[]): string[] {
  const own = scenario.contact.email ?? scenario.contact.telegram
  return timeline
    .filter(({ type }) => type === 'outbound')
    .map(({ kind, contact }) => (contact === own ? String(kind) : `${kind}:${contact}`))
}

const dayOf = (until: string, zone: string): string => (until.includes('T') ? localDate(new Date(until), zone) : until)
const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
