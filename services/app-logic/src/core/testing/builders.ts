import type {
  Conversation,
  DemoWish,
  Fact,
  Outstanding,
  ReplyReading,
  TurnMessage,
  Understanding,
} from '@outrider/shared/domain'
import { campaignSettingsSchema } from '@outrider/shared/domain'
import type { Action } from '../action.ts'
import { decide } from '../decide.ts'
import { evolve } from '../evolve.ts'
import { initialConversation } from '../initial-conversation.ts'
import type { Policy } from '../policy.ts'

/** Builders for given / when / then rows of the core. Everything not named has a plain default. */

type SettingsInput = Parameters<typeof campaignSettingsSchema.parse>[0]

/** A Tuesday, 10:00 in Moscow. */
export const NOW = new Date('2026-03-10T07:00:00Z')

export const noDemoWish: DemoWish = {
  picks: [],
  times: [],
  cancel: false,
  move: false,
  windows: [],
  declinesAll: false,
}

export function conversationWith(changes: Partial<Conversation> = {}): Conversation {
  const fresh = initialConversation({
    id: 'v_1',
    contactId: 'c_1',
    campaignId: 'reviews',
    channel: 'email',
    referredBy: null,
    at: NOW,
  })
  return { ...fresh, version: 3, stage: 'contacted', ...changes }
}

export function policyWith(changes: Partial<Omit<Policy, 'settings'>> & { settings?: SettingsInput } = {}): Policy {
  return {
    contact: {
      _id: 'c_1',
      name: 'Ivan Petrov',
      company: null,
      email: 'ivan@prospect.test',
      telegram: null,
      telegramChatId: null,
      language: 'ru',
      timezone: 'Europe/Moscow',
      country: 'RU',
      unreachable: [],
    },
    accounts: { email: 'sales', telegram: 'bot' },
    suppressed: false,
    holidays: new Set(),
    colleague: null,
    calendarDomain: 'outrider.test',
    ...changes,
    settings: campaignSettingsSchema.parse(changes.settings ?? {}),
  }
}

/** A message of the agent that waits for approval, answering these. */
export function heldAnswering(answers: TurnMessage[]): Outstanding {
  return { outboxId: 'v_1:3:1', kind: 'answer', held: true, fingerprint: 'f', dueAt: NOW, answers, attachments: [] }
}

export function messageWith(changes: Partial<TurnMessage> = {}): TurnMessage {
  return {
    inboxId: 'mail:sales:1:1',
    channel: 'email',
    from: 'ivan@prospect.test',
    fromName: 'Ivan Petrov',
    at: NOW,
    subject: 'Re: Отзывы',
    messageId: '<1@prospect.test>',
    references: [],
    certain: true,
    again: false,
    ...changes,
  }
}

export function readingWith(changes: Partial<ReplyReading> = {}): ReplyReading {
  return {
    intents: ['other'],
    explicitOptOut: false,
    redirect: null,
    until: null,
    lang: 'ru',
    evidence: 'спасибо',
    by: 'classifier',
    confidence: 0.9,
    doubt: null,
    ...changes,
  }
}

export function replyWith(
  changes: Partial<ReplyReading>,
  more: Partial<Omit<Extract<Understanding, { type: 'reply' }>, 'type' | 'reading'>> = {},
): Understanding {
  return {
    type: 'reply',
    reading: readingWith(changes),
    demo: noDemoWish,
    openQuestions: [],
    messages: [messageWith()],
    ...more,
  }
}

/** The actions without what a row does not speak of. */
export function outline(actions: readonly Action[]): string[] {
  return actions.map((action) => {
    switch (action.do) {
      case 'send':
        return `send ${action.kind}${action.hold ? ' (held)' : ''}`
      case 'enter-stage':
        return `stage ${action.stage}`
      case 'set-timer':
        return action.timer === null ? 'no timer' : `timer ${action.timer.kind} ${action.timer.dueAt.toISOString()}`
      case 'snooze':
        return `snooze ${action.until}`
      case 'nothing':
        return `nothing: ${action.reason}`
      case 'hand-over':
        return `hand over: ${action.reason}`
      case 'cancel':
        return `cancel ${action.outboxId}`
      case 'suppress':
        return `suppress ${action.cause}`
      case 'open-conversation':
        return `open ${action.colleague.email}`
      default:
        return action.do
    }
  })
}

export const decided = (
  conversation: Conversation,
  understanding: Understanding,
  policy = policyWith(),
  now = NOW,
): string[] => outline(decide(conversation, understanding, policy, now))

export const after = (conversation: Conversation, ...facts: Fact[]): Conversation => facts.reduce(evolve, conversation)
