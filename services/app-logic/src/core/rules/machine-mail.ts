import { type Conversation, plusDuration, startOfLocalDate, type Understanding } from '@outrider/shared/domain'
import type { Action } from '../action.ts'
import { LIMITS, type Policy } from '../policy.ts'
import { dueInWindow } from './follow-up.ts'
import { cancelAll, usableChannels } from './outgoing.ts'

type AutoReply = Extract<Understanding, { type: 'auto-reply' }>
type BounceTrigger = Extract<Understanding, { type: 'bounce' }>

const AWAY_WITHOUT_DATE = 'P3D'

/** An out-of-office: never answered, no reply. It moves every running timer to the stated return, if that is later. */
export function decideAutoReply(conversation: Conversation, mail: AutoReply, policy: Policy): Action[] {
  const zone = policy.contact.timezone
  const until = mail.returnsOn === null ? null : startOfLocalDate(mail.returnsOn, zone)
  const noted: Action = { do: 'note-away', returnsOn: mail.returnsOn, gone: mail.gone, until }
  if (conversation.stage === 'stopped') return [noted]
  if (mail.gone) {
    const reason = mail.mentions.length > 0 ? 'no longer works here; a successor is named' : 'no longer works here'
    return [noted, ...loseChannel(conversation, 'email', reason, policy)]
  }
  const { timer } = conversation
  if (timer === null) return [noted]
  const dueAt =
    until !== null
      ? dueInWindow(new Date(Math.max(until.getTime(), timer.dueAt.getTime())), conversation, policy)
      : timer.kind === 'reminder'
        ? timer.dueAt
        : dueInWindow(plusDuration(timer.dueAt, AWAY_WITHOUT_DATE, zone), conversation, policy)
  return dueAt > timer.dueAt ? [noted, { do: 'set-timer', timer: { ...timer, dueAt } }] : [noted]
}

/** A bounce by its reason: a fault of the sender never blames the recipient; three soft ones in a row do. */
export function decideBounce(conversation: Conversation, { bounce, channel }: BounceTrigger, policy: Policy): Action[] {
  const { permanent, reason, blame } = bounce
  const noted: Action = { do: 'note-bounce', permanent, reason, blame }
  if (conversation.stage === 'stopped' || blame === 'sender' || blame === 'content') return [noted]
  if (permanent) return [noted, ...loseChannel(conversation, channel, reason, policy)]
  if (conversation.softBouncesInRow + 1 < LIMITS.softBounces) return [noted]
  return [
    noted,
    ...loseChannel(conversation, channel, `${LIMITS.softBounces} soft bounces in a row: ${reason}`, policy),
  ]
}

/** An address is lost. Where no other channel is left the person is unreachable. */
export function loseChannel(
  conversation: Conversation,
  channel: 'email' | 'telegram' | 'whatsapp' | 'web',
  reason: string,
  policy: Policy,
): Action[] {
  const lost: Action = { do: 'lose-channel', channel, reason }
  if (usableChannels(policy).some((usable) => usable !== channel)) return [lost]
  return [
    lost,
    ...cancelAll(conversation, reason),
    { do: 'set-timer', timer: null },
    { do: 'enter-stage', stage: 'unreachable', reason },
  ]
}
