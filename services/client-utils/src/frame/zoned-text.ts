import { inZone } from '@outrider/shared/domain'

const MINUTE = 'yyyy-MM-dd HH:mm'

/** An instant in the prospect's zone, and in one's own where that reads differently. */
export function inBothZones(instant: Date, theirs: string, own: string = ownZone()): string {
  const there = inZone(instant, theirs)
  const here = inZone(instant, own)
  const text = `${there.toFormat(MINUTE)} ${theirs}`
  return there.offset === here.offset ? text : `${text} (${here.toFormat(MINUTE)} ${own})`
}

/** An instant in one zone, to the minute. */
export function inZoneText(instant: Date, zone: string): string {
  return inZone(instant, zone).toFormat(MINUTE)
}

/** The zone of this machine. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
