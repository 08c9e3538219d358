import { type Conversation, plusDuration, type Timer } from '@outrider/shared/domain'
import { type Action, EMPTY_BRIEF, nothing } from '../action.ts'
import type { Policy } from '../policy.ts'
import { outreach, unreachableReason } from './outgoing.ts'
import { openingAtOrAfter } from './sending-window.ts'

/** The instant moved into the window of the contact's zone, and past a stated absence. */
export function dueInWindow(instant: Date, conversation: Conversation, policy: Policy): Date {
  const { awayUntil } = conversation
  const earliest = awayUntil !== null && awayUntil > instant ? awayUntil : instant
  return openingAtOrAfter(earliest, policy.settings.window, policy.contact.timezone, policy.holidays)
}

/**
 * What falls due after an opener or a follow-up left at `sentAt` and nobody writes: the next follow-up counts from the
 * message before; `exhausted` comes one last delay after the last of them, or after `snoozeDefault` where there are none.
 */
export function timerAfterOutreach(conversation: Conversation, policy: Policy, sentAt: Date): Timer {
  const { followUps, snoozeDefault } = policy.settings
  const zone = policy.contact.timezone
  const next = followUps[conversation.followUpsSent]
  if (next !== undefined) {
    return { kind: 'follow-up', dueAt: dueInWindow(plusDuration(sentAt, next, zone), conversation, policy) }
  }
  return { kind: 'exhaust', dueAt: plusDuration(sentAt, followUps.at(-1) ?? snoozeDefault, zone) }
}

/** A timer has come due: silence leads to follow-ups and then to `exhausted`; a snooze leads to one reminder. */
export function decideTimer(conversation: Conversation, policy: Policy, now: Date): Action[] {
  const { timer, stage } = conversation
  if (timer === null || timer.dueAt > now) return nothing('no timer is due')
  if (stage === 'handed-over') return nothing('handed over: timers rest')
  if (stage === 'stopped') return nothing('stopped: nothing is sent')
  switch (timer.kind) {
    case 'exhaust':
      return [
        { do: 'set-timer', timer: null },
        { do: 'enter-stage', stage: 'exhausted', reason: 'no answer to the last follow-up' },
      ]
    case 'follow-up': {
      const number = conversation.followUpsSent + 1
      const brief = { ...EMPTY_BRIEF, followUp: number }
      return orLetRest(
        outreach(conversation, policy, now, 'follow-up', brief, `no answer: follow-up ${number}`),
        policy,
      )
    }
    case 'reminder': {
      const brief = { ...EMPTY_BRIEF, remindOf: 'snooze' as const }
      const sent = outreach(conversation, policy, now, 'reminder', brief, 'the time they named has come')
      const talking: Action = { do: 'enter-stage', stage: 'talking', reason: 'reminded at the time they named' }
      return orLetRest(sent, policy, [talking])
    }
    case 'nudge': {
      const brief = { ...EMPTY_BRIEF, remindOf: 'offer' as const }
      return orLetRest(outreach(conversation, policy, now, 'reminder', brief, 'an offer is still open'), policy)
    }
  }
}

/** A timer that can send nothing is taken off: left on, it would fall due again and again. */
function orLetRest(actions: Action[], policy: Policy, afterwards: readonly Action[] = []): Action[] {
  if (actions.some((action) => action.do === 'send')) return [...actions, ...afterwards]
  const lost: Action[] = policy.suppressed
    ? []
    : [{ do: 'enter-stage', stage: 'unreachable', reason: unreachableReason(policy) }]
  return [{ do: 'set-timer', timer: null }, ...lost, ...actions]
}
