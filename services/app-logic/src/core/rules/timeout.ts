import { type Conversation, localDate, plusDuration, startOfLocalDate } from '@outrider/shared/domain'
import type { Action } from '../action.ts'
import type { Policy } from '../policy.ts'
import { dueInWindow } from './follow-up.ts'

type Snooze = Extract<Action, { do: 'snooze' }>

/**
 * Until when to be silent: the date they named, in their zone; none named (or one that is past): the campaign's
 * default. The reminder leaves at the first opening of the window then.
 */
export function snoozeFor(conversation: Conversation, until: string | null, policy: Policy, now: Date): Snooze {
  const zone = policy.contact.timezone
  const named = until !== null && until > localDate(now, zone) ? until : null
  const instant =
    named === null ? plusDuration(now, policy.settings.snoozeDefault, zone) : startOfLocalDate(named, zone)
  return {
    do: 'snooze',
    until: named ?? localDate(instant, zone),
    dueAt: dueInWindow(instant, conversation, policy),
    named: named !== null,
  }
}
