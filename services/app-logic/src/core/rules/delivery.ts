import { type Conversation, plusDuration, type Understanding } from '@outrider/shared/domain'
import { type Action, handOver, nothing } from '../action.ts'
import type { Policy } from '../policy.ts'
import { dueInWindow, timerAfterOutreach } from './follow-up.ts'
import { loseChannel } from './machine-mail.ts'

type DeliveryReport = Extract<Understanding, { type: 'delivery-report' }>

/** What became of a message: a sent opener starts the schedule; one that failed goes to a person or loses the channel. */
export function decideDelivery(conversation: Conversation, report: DeliveryReport, policy: Policy): Action[] {
  const { outboxId, entry } = report
  if (entry === null) return nothing('a report on a message that is not known')
  switch (report.result) {
    case 'sent':
      return [{ do: 'note-sent', outboxId }, ...afterSent(conversation, entry.kind, policy, report.at)]
    case 'blocked':
      return [{ do: 'note-failed', outboxId, reason: report.reason ?? 'suppressed' }]
    case 'failed': {
      const reason = report.reason ?? 'refused'
      const failed: Action = { do: 'note-failed', outboxId, reason }
      if (conversation.stage === 'stopped') return [failed]
      if (report.permanent && report.blame === 'recipient') {
        return [failed, ...loseChannel(conversation, entry.channel, reason, policy)]
      }
      return [failed, handOver(`a message could not be sent: ${reason}`)]
    }
    case 'uncertain':
      return [
        { do: 'note-uncertain', outboxId, reason: report.reason ?? 'the hand-over was interrupted' },
        ...(conversation.stage === 'stopped'
          ? []
          : [handOver('it is uncertain whether the last message was delivered')]),
      ]
  }
}

function afterSent(conversation: Conversation, kind: string, policy: Policy, sentAt: Date): Action[] {
  const silentSoFar = !conversation.hasReplied && (conversation.stage === 'new' || conversation.stage === 'contacted')
  if (kind === 'intro' || kind === 'referral-intro' || kind === 'follow-up') {
    if (!silentSoFar) return []
    const contacted: Action[] =
      conversation.stage === 'new'
        ? [{ do: 'enter-stage', stage: 'contacted', reason: 'the first message was sent' }]
        : []
    return [...contacted, { do: 'set-timer', timer: timerAfterOutreach(conversation, policy, sentAt) }]
  }
  const { nudgeAfter } = policy.settings
  const offers = kind === 'demo-offer' || kind === 'presentation'
  if (!offers || nudgeAfter === null || conversation.nudged || conversation.timer !== null) return []
  const dueAt = dueInWindow(plusDuration(sentAt, nudgeAfter, policy.contact.timezone), conversation, policy)
  return [{ do: 'set-timer', timer: { kind: 'nudge', dueAt } }]
}
