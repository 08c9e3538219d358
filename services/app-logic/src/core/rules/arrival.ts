import type { Conversation, TurnMessage } from '@outrider/shared/domain'
import { type Action, EMPTY_BRIEF } from '../action.ts'
import { type Policy, SETTLE } from '../policy.ts'
import { answer, cancelAll } from './outgoing.ts'

/**
 * A message came in: the turn stays open for a while, for more may follow. Whatever was about to leave is older than
 * this message and is taken back; what it answered is answered again, together with the newer message.
 */
export function decideArrival(conversation: Conversation, message: TurnMessage, now: Date): Action[] {
  if (conversation.stage === 'stopped') {
    const reason = 'stopped: recorded and shown, nothing is sent'
    return [{ do: 'record', inboxId: message.inboxId, receivedAt: message.at, reason }]
  }
  const first = conversation.turn?.messages.find((each) => !each.again)
  const openedAt = first === undefined ? now.getTime() : Math.min(first.at.getTime(), now.getTime())
  const settlesAt = new Date(
    Math.min(now.getTime() + SETTLE[message.channel], Math.max(openedAt + SETTLE.atMost, now.getTime())),
  )
  return [{ do: 'receive', message, settlesAt }, ...cancelAll(conversation, 'a newer message arrived')]
}

/** Somebody started the bot: the first message may now go where it could not before. It is asked for, so it leaves at once. */
export function decideBotStart(conversation: Conversation, message: TurnMessage, policy: Policy, now: Date): Action[] {
  const { inboxId, at } = message
  const record = (reason: string): Action[] => [{ do: 'record', inboxId, receivedAt: at, reason }]
  if (conversation.stage === 'stopped' || policy.suppressed) return record('stopped: nothing is sent')
  if (conversation.stage !== 'new' || conversation.outstanding.length > 0) return record('the bot was started')
  const kind = conversation.referredBy === null ? 'intro' : 'referral-intro'
  return [...record('the bot was started'), answer(policy, now, kind, [message], EMPTY_BRIEF, 'they started the bot')]
}
