import { atClockTime, inZone, type Slot, type ZonedTime } from '@outrider/shared/domain'
import type { Policy } from '../policy.ts'

const MINUTE = 60_000
const GRID_MINUTES = 30
const DAYS_AHEAD = 60
/** Local hours at which slots are offered first: one in the morning, one in the afternoon of a day. */
const PREFERRED_HOURS = [11, 15]

/** Why a time cannot be had; null when it can. */
export type TimeProblem = 'busy' | 'too-early' | 'outside-hours' | null

export function slotAt(start: Date, policy: Policy): Slot {
  const end = new Date(start.getTime() + policy.settings.demo.minutes * MINUTE)
  return { start: start.toISOString(), end: end.toISOString() }
}

/** Whether a demo can be held at this time: inside working hours, with enough notice, and free. */
export function problemOf(slot: Slot, policy: Policy, now: Date): TimeProblem {
  const { demo, window } = policy.settings
  const zone = policy.contact.timezone
  const start = new Date(slot.start)
  if (start.getTime() < now.getTime() + demo.noticeHours * 60 * MINUTE) return 'too-early'
  const day = inZone(start, zone)
  const end = inZone(new Date(slot.end), zone)
  const workday = window.days.includes(day.weekday) && !policy.holidays.has(day.toISODate())
  if (!workday || day < atClockTime(day, window.from) || end > atClockTime(day, window.to)) return 'outside-hours'
  return isBusy(slot, policy) ? 'busy' : null
}

function isBusy(slot: Slot, policy: Policy): boolean {
  const from = Date.parse(slot.start)
  const to = Date.parse(slot.end)
  return policy.settings.demo.busy.some((taken) => Date.parse(taken.from) < to && from < Date.parse(taken.to))
}

export interface SlotSearch {
  /** Notice counts from here: when the offer leaves, not when it is decided. */
  readonly from: Date
  /** Rough wishes of the writer; slots inside them come first. */
  readonly windows: readonly { readonly from: string; readonly to: string }[]
  /** Starts that were offered before and turned down. */
  readonly exclude: ReadonlySet<string>
}

/** Up to three free times in the prospect's zone, earliest first, at most two on one day. */
export function freeSlots(policy: Policy, { from, windows, exclude }: SlotSearch): Slot[] {
  const wished = windows.flatMap((window) => candidates(policy, from, exclude, window).slice(0, 2))
  const rest = wished.length >= 2 ? [] : candidates(policy, from, exclude, null)
  const slots = [...new Map([...wished, ...rest].map((slot) => [slot.start, slot])).values()].slice(0, 3)
  return slots.sort((a, b) => a.start.localeCompare(b.start))
}

function candidates(
  policy: Policy,
  from: Date,
  exclude: ReadonlySet<string>,
  inside: { readonly from: string; readonly to: string } | null,
): Slot[] {
  const found: Slot[] = []
  const first = inZone(
    inside === null ? from : new Date(Math.max(from.getTime(), Date.parse(inside.from))),
    policy.contact.timezone,
  )
  for (let offset = 0; offset < DAYS_AHEAD && found.length < 3; offset++) {
    const day = first.startOf('day').plus({ days: offset })
    if (inside !== null && day.toMillis() >= Date.parse(inside.to)) break
    found.push(...ofDay(policy, day, from, exclude, inside))
  }
  return found
}

function ofDay(
  policy: Policy,
  day: ZonedTime,
  from: Date,
  exclude: ReadonlySet<string>,
  inside: { readonly from: string; readonly to: string } | null,
): Slot[] {
  const free: { slot: Slot; hour: number }[] = []
  const close = atClockTime(day, policy.settings.window.to)
  for (
    let time = atClockTime(day, policy.settings.window.from);
    time < close;
    time = time.plus({ minutes: GRID_MINUTES })
  ) {
    const slot = slotAt(time.toJSDate(), policy)
    const wanted =
      inside === null || (time.toMillis() >= Date.parse(inside.from) && time.toMillis() < Date.parse(inside.to))
    if (wanted && !exclude.has(slot.start) && problemOf(slot, policy, from) === null)
      free.push({ slot, hour: time.hour })
  }
  const picked = PREFERRED_HOURS.map((hour) => free.find((each) => each.hour >= hour) ?? free.at(-1))
  return [...new Set(picked.flatMap((each) => each?.slot ?? []))]
}
