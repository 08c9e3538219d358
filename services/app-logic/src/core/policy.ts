import type { CampaignSettings, ContactView } from '@outrider/shared/domain'

/** How a colleague that a reply points to stands with us; looked up by the shell before the decision. */
export type ColleagueStanding = 'unknown' | 'in-conversation' | 'suppressed' | 'self'

/** All a decision may know besides the conversation, the trigger and the time: plain data, gathered by the shell. */
export interface Policy {
  readonly settings: CampaignSettings
  readonly contact: ContactView
  /** Channels on which the campaign has an account. */
  readonly accounts: { readonly email: string | null; readonly telegram: string | null }
  /** The person is suppressed, or it could not be looked up. */
  readonly suppressed: boolean
  /** Public holidays of the contact's country as ISO dates. */
  readonly holidays: ReadonlySet<string>
  /** Null where the trigger points to nobody, or to nobody with an e-mail address. */
  readonly colleague: ColleagueStanding | null
  /** Where a demo takes the invitation's identity from: `<conversation>@<domain>`. */
  readonly calendarDomain: string
}

/** Bounds that no campaign can lift (DESIGN §6.8). */
export const LIMITS = {
  /** Automatic answers to one person in 24 hours; beyond it something answers itself. */
  answersPerDay: 8,
  /** Soft bounces in a row that make an address unreachable. */
  softBounces: 3,
  clarifications: 1,
} as const

/** How long a turn stays open after its newest message, and in all (DESIGN §4 "Turns"), milliseconds. */
export const SETTLE = { email: 60_000, telegram: 6_000, whatsapp: 6_000, web: 6_000, atMost: 180_000 } as const
