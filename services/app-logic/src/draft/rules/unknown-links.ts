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
    .filter((link) => link.kind === kind && (link.key === null || !isKnownLink(kind, link.key, evidence)))
    .map(({ from, to }) => ({ rule, excerpt: excerpt(draft, from, to) }))
}

function isKnownLink(kind: Link['kind'], key: string, evidence: Evidence): boolean {
  return evidence.links.has(`${kind}:${key}`) || (kind === 'phone' && holdsPhone(key, evidence))
}

const NATIONAL_DIGITS = 9

/** The digits of a telephone number stand in the evidence, however they are grouped, with or without a country. */
export function holdsPhone(digits: string, { flat }: Evidence): boolean {
  const wanted = digits.slice(-NATIONAL_DIGITS)
  return (
    digits.length >= 7 && (flat.match(/\d[\d\s().-]*\d/gu) ?? []).some((run) => run.replace(/\D/g, '').endsWith(wanted))
  )
}
