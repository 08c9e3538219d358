import type { Evidence } from '../evidence.ts'
import type { Link } from '../mentions/links.ts'
import { type DraftUnderCheck, excerpt, type RuleName, type Violation } from './rule.ts'

/** Addresses of a kind that the evidence does not hold, and those written so that they cannot be compared. */
export function unknownLinks(
  kind: Link['kind'],
  rule: RuleName,
  draft: DraftUnderCheck,
  evidence: Evidence,
): Violation[] {
  return draft.links
    .filter((link) => link.kind === kind && (link.key === null || !evidence.links.has(`${kind}:${link.key}`)))
    .map(({ from, to }) => ({ rule, excerpt: excerpt(draft, from, to) }))
}
