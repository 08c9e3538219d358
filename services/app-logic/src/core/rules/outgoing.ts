import type { Channel, Conversation, OutboxKind, TurnMessage } from '@outrider/shared/domain'
import { type Action, type Brief, nothing } from '../action.ts'
import type { Policy } from '../policy.ts'
import { answerSpans, answerTime, openingsFrom } from './sending-window.ts'

/** Channels on which this person can be written to now. A bot cannot write first: Telegram needs a started chat. */
export function usableChannels(policy: Policy): Channel[] {
  const { contact, accounts } = policy
  const usable: Channel[] = []
  if (contact.email !== null && accounts.email !== null && !contact.unreachable.includes('email')) usable.push('email')
  if (contact.telegramChatId !== null && accounts.telegram !== null && !contact.unreachable.includes('telegram')) {
    usable.push('telegram')
  }
  return usable
}

/** A message nobody asked for: opener, follow-up or reminder, inside the window of the addressee's zone. */
export function outreach(
  conversation: Conversation,
  policy: Policy,
  now: Date,
  kind: OutboxKind,
  brief: Brief,
  reason: string,
): Action[] {
  if (policy.suppressed) return nothing('suppressed: nothing is sent')
  const usable = usableChannels(policy)
  const channel = usable.includes(conversation.channel) ? conversation.channel : usable[0]
  if (channel === undefined) return nothing(unreachableReason(policy))
  const leaveWithin = openingsFrom(now, policy.settings.window, policy.contact.timezone, policy.holidays)
  const sendAt = leaveWithin[0]?.from ?? now
  return [
    {
      do: 'send',
      kind,
      channel,
      sendAt,
      leaveWithin,
      hold: policy.settings.mode === 'review',
      answers: [],
      brief,
      reason,
    },
  ]
}

/** The one answer to a turn, on the channel of its newest message. */
export function answer(
  policy: Policy,
  now: Date,
  kind: OutboxKind,
  messages: readonly TurnMessage[],
  brief: Brief,
  reason: string,
): Action {
  const channel = messages.at(-1)?.channel ?? 'email'
  const uncertain = messages.some((message) => !message.certain)
  const hold = policy.settings.mode === 'review' || uncertain
  return {
    do: 'send',
    kind,
    channel,
    sendAt: answerTime(now, channel, policy.contact.timezone),
    leaveWithin: answerSpans(now, channel, policy.contact.timezone),
    hold,
    answers: messages,
    brief,
    reason: uncertain ? `${reason}; held, for it is tied to this conversation by its sender or subject alone` : reason,
  }
}

/** Takes back everything decided that has not left. */
export function cancelAll(conversation: Conversation, reason: string): Action[] {
  return conversation.outstanding.map(({ outboxId }) => ({ do: 'cancel', outboxId, reason }))
}

export function unreachableReason(policy: Policy): string {
  return policy.contact.telegram !== null && policy.contact.email === null
    ? 'known on Telegram alone: a bot cannot write first, so this waits until they start it'
    : 'no usable address: nothing can be sent'
}
