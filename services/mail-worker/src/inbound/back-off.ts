/** When to connect again: doubling waits, reset only by a connection that proved itself. */
export interface BackOffSettings {
  readonly minMs: number
  readonly maxMs: number
  /** A connection that lived at least this long counts as good. */
  readonly survivedMs: number
}

/**
 * The wait before the next attempt. A server that accepts and then hangs up at once is backed off from like one that
 * refuses: only survival resets the wait.
 *
 * @param lastWaitMs The wait before the attempt that has just ended; 0 for the first.
 * @param livedMs How long its connection lived; 0 when there was none.
 */
export function nextWait(lastWaitMs: number, livedMs: number, { minMs, maxMs, survivedMs }: BackOffSettings): number {
  if (lastWaitMs === 0 || livedMs >= survivedMs) return minMs
  return Math.min(lastWaitMs * 2, maxMs)
}
