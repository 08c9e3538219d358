import type { Conversation, Understanding } from '@outrider/shared/domain'
import type { Action } from './action.ts'
import type { Policy } from './policy.ts'
import { decideArrival, decideBotStart } from './rules/arrival.ts'
import { decideCommand } from './rules/command.ts'
import { decideDelivery } from './rules/delivery.ts'
import { decideTimer } from './rules/follow-up.ts'
import { decideAutoReply, decideBounce } from './rules/machine-mail.ts'
import { stopFor } from './rules/opt-out.ts'
import { decideReply } from './rules/reply.ts'

/**
 * What a good salesperson would do next. Synchronous, total, without clock, I/O or chance: the same four arguments give
 * the same actions. An expected refusal is a `nothing` with its reason; nothing is thrown.
 */
export function decide(conversation: Conversation, understanding: Understanding, policy: Policy, now: Date): Action[] {
  switch (understanding.type) {
    case 'message-arrived':
      return understanding.botStart
        ? decideBotStart(conversation, understanding.message, policy, now)
        : decideArrival(conversation, understanding.message, now)
    case 'reply':
      return decideReply(conversation, understanding, policy, now)
    case 'timer-due':
      return decideTimer(conversation, policy, now)
    case 'command':
      return decideCommand(conversation, understanding, policy, now)
    case 'delivery-report':
      return decideDelivery(conversation, understanding, policy)
    case 'auto-reply':
      return decideAutoReply(conversation, understanding, policy)
    case 'bounce':
      return decideBounce(conversation, understanding, policy)
    case 'complaint':
      return stopFor(conversation, 'complaint', '')
    default:
      return unreachable(understanding)
  }
}

function unreachable(understanding: never): never {
  throw new Error(`no rule for ${JSON.stringify(understanding)}`)
}
