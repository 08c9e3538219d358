import { INTENTS, type ReplyReading } from '@outrider/shared/domain'

/**
 * Several readings of one turn as one, oldest first: a wish once uttered counts, the newest detail wins, and a stop in
 * any of them is a stop of the turn.
 *
 * @throws Error when there is nothing to merge
 */
export function mergeReadings(readings: readonly ReplyReading[]): ReplyReading {
  const newest = readings.at(-1)
  if (newest === undefined) throw new Error('no reading to merge')
  if (readings.length === 1) return newest
  const wished = new Set(readings.flatMap((reading) => reading.intents))
  if (wished.size > 1) wished.delete('other')
  const intents = INTENTS.filter((intent) => wished.has(intent))
  const [decisive] = readings
    .filter((reading) => intents[0] !== undefined && reading.intents.includes(intents[0]))
    .slice(-1)
  const lastOf = <T>(pick: (reading: ReplyReading) => T | null): T | null =>
    readings.map(pick).findLast((value) => value !== null) ?? null
  const hard = readings
    .map(({ doubt }) => doubt)
    .find((doubt) => doubt === 'stop-disputed' || doubt === 'redirect-disputed')
  return {
    intents,
    explicitOptOut: readings.some((reading) => reading.explicitOptOut),
    redirect: lastOf((reading) => reading.redirect),
    until: lastOf((reading) => reading.until),
    lang: newest.lang,
    evidence: (decisive ?? newest).evidence,
    by: (decisive ?? newest).by,
    confidence: Math.min(...readings.map((reading) => reading.confidence)),
    doubt: hard ?? (intents[0] === 'other' ? newest.doubt : null),
  }
}
