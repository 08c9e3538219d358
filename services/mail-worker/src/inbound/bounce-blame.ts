import type { Bounce } from '@outrider/shared/domain'
import { type BounceConcern, bounceReasons, otherConcerns } from '../reading/bounce/bounce-reasons.ts'

const BLAME: Readonly<Record<BounceConcern, Bounce['blame']>> = {
  address: 'recipient',
  mailbox: 'recipient',
  sender: 'sender',
  content: 'content',
  transport: 'transport',
}

const CONCERNS: ReadonlyMap<string, BounceConcern> = new Map([
  ...Object.entries(otherConcerns),
  ...bounceReasons.map(({ reason, concern }) => [reason, concern] as const),
])

/** The party that a bounce about this is held against. */
export function blameFor(concern: BounceConcern): Bounce['blame'] {
  return BLAME[concern]
}

/**
 * Whose fault a failure is, by its reason and never by the first digit of its status: 327 of 592 labelled reports with
 * a 5.x.x status do not mean a dead address. An unknown reason is a trouble of transport: nobody is blamed.
 */
export function blameOf(reason: string): Bounce['blame'] {
  return BLAME[CONCERNS.get(reason) ?? 'transport']
}

/** Haste passes by itself, and a receiver that relays nothing is set up wrongly on the other side. */
const HARMLESS = ['speeding', 'norelaying']

/** Whether a bounce of this reason pauses the account: sending on would make its reputation worse. */
export function pausesAccount({ blame, reason }: Pick<Bounce, 'blame' | 'reason'>): boolean {
  return blame === 'sender' && !HARMLESS.includes(reason)
}
