import { atClockTime, type Channel, inZone, type SendingWindow, type Span } from '@outrider/shared/domain'

/** Hours of an answer by e-mail in the reader's day: any day, `to` exclusive (DESIGN §4 "When"). */
const ANSWER_HOURS = { from: '08:00', to: '21:00' }
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const MAX_DAYS_AHEAD = 400

/**
 * The first instant at or after `instant` at which the window is open in the zone: its days and hours, public holidays
 * skipped. A due time outside moves forward, never back; the window's end is exclusive.
 */
export function openingAtOrAfter(
  instant: Date,
  window: SendingWindow,
  zone: string,
  holidays: ReadonlySet<string>,
): Date {
  const local = inZone(instant, zone)
  for (let offset = 0; offset <= MAX_DAYS_AHEAD; offset++) {
    const day = local.startOf('day').plus({ days: offset })
    if (!window.days.includes(day.weekday) || holidays.has(String(day.toISODate()))) continue
    const open = atClockTime(day, window.from)
    const close = atClockTime(day, window.to)
    const start = Math.max(local.toMillis(), open.toMillis())
    if (start < close.toMillis()) return new Date(start)
  }
  // A window that never opens within a year (every day a holiday) must not hang the agent: it waits for good measure.
  return local.plus({ days: MAX_DAYS_AHEAD }).toJSDate()
}

/** Openings an entry carries: enough for an edge that was down for a week and a half of working days. */
const SPANS_AHEAD = 10

/** The next openings of the window from `instant` on, the present one included. */
export function openingsFrom(
  instant: Date,
  window: SendingWindow,
  zone: string,
  holidays: ReadonlySet<string>,
): Span[] {
  const spans: Span[] = []
  let from = openingAtOrAfter(instant, window, zone, holidays)
  while (spans.length < SPANS_AHEAD) {
    const until = atClockTime(inZone(from, zone), window.to).toJSDate()
    spans.push({ from, until })
    from = openingAtOrAfter(until, window, zone, holidays)
  }
  return spans
}

/** The spans in which an answer may leave; empty where any time will do. */
export function answerSpans(now: Date, channel: Channel, zone: string): Span[] {
  return channel === 'email' ? openingsFrom(now, { days: EVERY_DAY, ...ANSWER_HOURS }, zone, new Set()) : []
}

/** When an answer to a person may leave: Telegram at once, e-mail in waking hours, else at the next 08:00. */
export function answerTime(now: Date, channel: Channel, zone: string): Date {
  if (channel !== 'email') return now
  return openingAtOrAfter(now, { days: EVERY_DAY, ...ANSWER_HOURS }, zone, new Set())
}
