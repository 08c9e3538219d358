import type { FactRecord, FactType } from '@outrider/shared/domain'

type Data = FactRecord['data']
/** How an instant is written. */
export type When = (instant: Date) => string

const word = (value: unknown): string => String(value)
const because = (data: Data): string => (data.reason ? ` (${word(data.reason)})` : '')

/** Each kind of fact in words; the types are those of the domain, so that a new one cannot be forgotten. */
const WORDS: Readonly<Record<FactType, (data: Data, when: When) => string>> = {
  started: (data) => `the conversation was started${because(data)}`,
  'message-received': (data) => `a message came in on ${word(data.channel)}${data.certain ? '' : ' (uncertain whose)'}`,
  'message-recorded': (data) => `a message was recorded${because(data)}`,
  'reply-understood': (data) =>
    `read as ${(data.intents as string[]).join(' + ')}, by ${word(data.by)}: "${word(data.evidence)}"`,
  'auto-reply-received': (data) =>
    data.gone
      ? 'an automatic answer: they no longer work there'
      : `an automatic answer${data.returnsOn ? `: back on ${word(data.returnsOn)}` : ''}`,
  bounced: (data) => `a ${data.permanent ? 'permanent' : 'temporary'} bounce${because(data)}`,
  'channel-lost': (data) => `${word(data.channel)} no longer reaches them${because(data)}`,
  'message-queued': (data, when) =>
    `${word(data.kind)} by ${word(data.channel)} ${data.held ? 'held for approval' : `due ${when(data.dueAt as Date)}`}${because(data)}`,
  'message-cancelled': (data) => `a pending message was cancelled${because(data)}`,
  'message-approved': (data, when) => `approved by ${word(data.by)}, leaves ${when(data.sendAt as Date)}`,
  'message-sent': (data) => `${word(data.kind)} sent by ${word(data.channel)}`,
  'message-failed': (data) => `${word(data.kind)} was not sent${because(data)}`,
  'message-uncertain': (data) => `it is uncertain whether a message was delivered${because(data)}`,
  'stage-changed': (data) => `stage ${word(data.stage)}${because(data)}`,
  'timer-set': (data, when) => {
    const timer = data.timer as { kind: string; dueAt: Date } | null
    return timer === null ? 'timer taken away' : `${timer.kind} due ${when(timer.dueAt)}`
  },
  snoozed: (data) => `silent until ${word(data.until)}${data.named ? '' : ' (no date was named)'}`,
  'clarification-asked': () => 'asked what they mean',
  'slots-offered': (data) => `${(data.slots as unknown[]).length} times for a demo offered`,
  'demo-booked': (data, when) => `demo booked for ${when(new Date((data.slot as { start: string }).start))}`,
  'demo-cancelled': () => 'the demo was cancelled',
  suppressed: (data) => `suppressed on every channel (${word(data.cause)})`,
  'colleague-found': (data) => `pointed to ${word((data.colleague as { email: string }).email)}`,
  'colleague-named': (data) => `named a colleague: ${word(data.name)}`,
  'handed-over': (data) => `handed over to a person${because(data)}`,
  'handed-back': () => 'handed back to the agent',
  ignored: (data) => `nothing was done${because(data)}`,
}

/** One fact in a line for a person; instants as `when` writes them, for example in the prospect's zone. */
export function describeFact({ type, data }: FactRecord, when: When): string {
  return WORDS[type](data, when)
}
