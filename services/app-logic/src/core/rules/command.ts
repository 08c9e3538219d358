import type { Conversation, Outstanding, Understanding } from '@outrider/shared/domain'
import { type Action, EMPTY_BRIEF, nothing } from '../action.ts'
import type { Policy } from '../policy.ts'
import { timerAfterOutreach } from './follow-up.ts'
import { stopFor } from './opt-out.ts'
import { cancelAll, outreach, unreachableReason, usableChannels } from './outgoing.ts'
import { answerSpans, answerTime, openingsFrom } from './sending-window.ts'

type Command = Extract<Understanding, { type: 'command' }>

/** What sales ops want done; what cannot be done is refused with its reason. */
export function decideCommand(conversation: Conversation, command: Command, policy: Policy, now: Date): Action[] {
  switch (command.command) {
    case 'start':
      return conversation.stage === 'new' && conversation.version === 0
        ? opening(conversation, policy, now, 'started')
        : nothing('already in a conversation')
    case 'restart':
      return conversation.stage === 'stopped' || policy.suppressed
        ? nothing('refused: this person asked for silence, and stop is final')
        : [...cancelAll(conversation, 'restarted'), ...opening(conversation, policy, now, 'restarted')]
    case 'take-over':
      return conversation.stage === 'handed-over' || conversation.stage === 'stopped'
        ? nothing(`already ${conversation.stage}`)
        : [
            ...cancelAll(conversation, 'taken over'),
            { do: 'hand-over', reason: `taken over by ${command.by}`, by: 'person' },
          ]
    case 'hand-back':
      return conversation.stage === 'handed-over'
        ? [{ do: 'hand-back' }, ...resume(conversation, policy, now)]
        : nothing('not handed over')
    case 'suppress':
      return conversation.stage === 'stopped' ? nothing('already stopped') : stopFor(conversation, 'command', '')
    case 'approve':
      return eachHeld(conversation, command, (held) => [approveHeld(conversation, held, command, policy, now)])
    case 'discard':
      return eachHeld(conversation, command, ({ outboxId, kind }) => [
        { do: 'cancel', outboxId, reason: `discarded by ${command.by}` },
        ...(kind === 'follow-up' ? nextTimer(conversation, policy, now) : []),
      ])
  }
}

/** The schedule goes on without a follow-up that was not wanted: silence must lead somewhere. */
function nextTimer(conversation: Conversation, policy: Policy, now: Date): Action[] {
  return [{ do: 'set-timer', timer: timerAfterOutreach(conversation, policy, now) }]
}

/** Timers run again; where the take-over took back what was about to leave, the schedule is taken up from there. */
function resume(conversation: Conversation, policy: Policy, now: Date): Action[] {
  const { stageBeforeHandOver, hasReplied, timer, outstanding } = conversation
  if (hasReplied || timer !== null || outstanding.length > 0) return []
  if (stageBeforeHandOver === 'contacted') return nextTimer(conversation, policy, now)
  if (stageBeforeHandOver !== 'new') return []
  const kind = conversation.referredBy === null ? 'intro' : 'referral-intro'
  return outreach(conversation, policy, now, kind, EMPTY_BRIEF, 'handed back')
}

function opening(conversation: Conversation, policy: Policy, now: Date, reason: string): Action[] {
  if (policy.suppressed) {
    return [
      { do: 'enter-stage', stage: 'stopped', reason: 'suppressed before it began' },
      ...nothing('suppressed: nothing is sent'),
    ]
  }
  const start: Action = { do: 'start', reason }
  if (usableChannels(policy).length === 0) {
    return [
      start,
      { do: 'enter-stage', stage: 'new', reason: unreachableReason(policy) },
      ...nothing(unreachableReason(policy)),
    ]
  }
  const kind = conversation.referredBy !== null && reason === 'started' ? 'referral-intro' : 'intro'
  return [start, ...outreach(conversation, policy, now, kind, EMPTY_BRIEF, reason)]
}

function eachHeld(conversation: Conversation, command: Command, act: (held: Outstanding) => Action[]): Action[] {
  const held = conversation.outstanding.filter(
    (each) => each.held && (command.outboxId === null || each.outboxId === command.outboxId),
  )
  if (held.length === 0) return nothing('nothing is held')
  if (held.some((each) => command.fingerprint !== null && each.fingerprint !== command.fingerprint)) {
    return nothing('refused: the draft has changed since it was read')
  }
  return held.flatMap(act)
}

function approveHeld(
  conversation: Conversation,
  held: Outstanding,
  command: Command,
  policy: Policy,
  now: Date,
): Action {
  const zone = policy.contact.timezone
  const channel = held.answers.at(-1)?.channel ?? conversation.channel
  const opener = held.answers.length === 0
  const leaveWithin = opener
    ? openingsFrom(now, policy.settings.window, zone, policy.holidays)
    : answerSpans(now, channel, zone)
  const sendAt = opener ? (leaveWithin[0]?.from ?? now) : answerTime(now, channel, zone)
  return { do: 'approve', outboxId: held.outboxId, by: command.by, sendAt, leaveWithin }
}
