import { createHash } from 'node:crypto'

/** Hash of what would leave: an approval names it, so that only what was read can leave. */
export function fingerprintOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
