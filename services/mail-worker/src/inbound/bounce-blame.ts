import type { Bounce } from '@outrider/shared/domain'

/**
 * Whose fault a bounce is, by its reason and never by the first digit of its status: 327 of 592 labelled reports with a
 * 5.x.x status do not mean a dead address. What is not listed is a trouble of transport: tried later, nobody blamed.
 */
const BLAME: Readonly<Record<string, Bounce['blame']>> = {
  userunknown: 'recipient',
  hostunknown: 'recipient',
  hasmoved: 'recipient',
  notaccept: 'recipient',
  mailboxfull: 'recipient',
  suspend: 'recipient',
  filtered: 'recipient',
  norelaying: 'sender',
  rejected: 'sender',
  blocked: 'sender',
  badreputation: 'sender',
  authfailure: 'sender',
  requireptr: 'sender',
  spamdetected: 'sender',
  policyviolation: 'sender',
  securityerror: 'sender',
  failedstarttls: 'sender',
  notcompliantrfc: 'sender',
  toomanyconn: 'sender',
  speeding: 'sender',
  ratelimited: 'sender',
  mesgtoobig: 'content',
  emailtoolarge: 'content',
  exceedlimit: 'content',
  contenterror: 'content',
  virusdetected: 'content',
  syntaxerror: 'transport',
}

/** The party a bounce of this reason is held against. */
export function blameOf(reason: string): Bounce['blame'] {
  return BLAME[reason.toLowerCase()] ?? 'transport'
}

/** Reasons that pause the account: sending on would make the reputation worse. Mere haste is not among them. */
export function pausesAccount(reason: string): boolean {
  const haste = ['toomanyconn', 'speeding', 'ratelimited']
  return blameOf(reason) === 'sender' && !haste.includes(reason.toLowerCase())
}
