import { z } from 'zod'

const HOUR_MS = 3_600_000
/** Telegram keeps updates no longer (core.telegram.org/bots/api, "Getting updates"). */
const KEPT_MS = 24 * HOUR_MS
/**
 * After a week without updates Telegram may number anew at random (same page, `update_id`), and an old offset would
 * then skip, and confirm, what has come. Everything before it was confirmed long ago, so none is needed.
 */
const OFFSET_VALID_MS = 6 * 24 * HOUR_MS

/** How far one bot has been read, as its account's checkpoint keeps it; in real time, for Telegram's limits are. */
export interface ReadingPosition {
  /** Highest stored update id + 1. */
  readonly offset: number | null
  readonly lastUpdateAt: Date | null
  /** When Telegram last answered. */
  readonly polledAt: Date | null
}

const checkpointSchema = z.object({
  updates: z.object({ offset: z.int(), at: z.date() }).nullable().catch(null),
  polledAt: z.date().nullable().catch(null),
})

/** Reads a checkpoint; what is missing or of another type counts as absent. */
export function readPosition(checkpoint: Readonly<Record<string, unknown>>): ReadingPosition {
  const { updates, polledAt } = checkpointSchema.parse(checkpoint)
  return { offset: updates?.offset ?? null, lastUpdateAt: updates?.at ?? null, polledAt }
}

/** The offset to poll with; null where the one we have may be of an older numbering. */
export function pollOffset({ offset, lastUpdateAt }: ReadingPosition, now: Date): number | null {
  return lastUpdateAt !== null && now.getTime() - lastUpdateAt.getTime() < OFFSET_VALID_MS ? offset : null
}

/** What to say when a bot was not read for long; null when it was. */
export function gapWarning({ polledAt }: ReadingPosition, now: Date): { hours: number; lost: boolean } | null {
  const gap = polledAt === null ? 0 : now.getTime() - polledAt.getTime()
  return gap < HOUR_MS ? null : { hours: Math.floor(gap / HOUR_MS), lost: gap > KEPT_MS }
}
