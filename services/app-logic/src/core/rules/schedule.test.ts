import type { Conversation, OutboxEntry, Understanding } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import { decide } from '../decide.ts'
import { after, conversationWith, decided, heldAnswering, messageWith, NOW, policyWith } from '../testing/builders.ts'

const entry = (kind: OutboxEntry['kind']): OutboxEntry => ({
  _id: 'v_1:1:1',
  conversationId: 'v_1',
  contactId: 'c_1',
  campaignId: 'reviews',
  kind,
  channel: 'email',
  accountId: 'sales',
  to: 'ivan@prospect.test',
  toName: 'Ivan',
  subject: 's',
  text: 't',
  attachments: [],
  messageId: '<m@outrider.test>',
  inReplyTo: null,
  references: [],
  held: false,
  dueAt: NOW,
  leaveWithin: [],
  fingerprint: 'f',
})
const report = (
  kind: OutboxEntry['kind'],
  changes: Partial<Extract<Understanding, { type: 'delivery-report' }>> = {},
): Understanding => ({
  type: 'delivery-report',
  outboxId: 'v_1:1:1',
  at: NOW,
  result: 'sent',
  permanent: false,
  blame: null,
  reason: null,
  entry: entry(kind),
  ...changes,
})
const waiting = (dueAt: string, kind: 'follow-up' | 'reminder' | 'exhaust' = 'follow-up'): Conversation =>
  conversationWith({ timer: { kind, dueAt: new Date(dueAt) } })

describe('silence', () => {
  it('the first message sent starts the schedule, moved into the window', () => {
    // Tuesday + 3 days = Friday, the window is open then.
    expect(decided(conversationWith({ stage: 'new' }), report('intro'))).toEqual([
      'note-sent',
      'stage contacted',
      'timer follow-up 2026-03-13T07:00:00.000Z',
    ])
  })

  it('each follow-up counts from the message before; a weekend moves it forward', () => {
    const once = conversationWith({ followUpsSent: 1 })
    const policy = policyWith({ settings: { followUps: ['P3D', 'P4D'] } })
    expect(decided(once, report('follow-up'), policy)).toContain('timer follow-up 2026-03-16T06:00:00.000Z')
  })

  it('after the last follow-up one more delay leads to exhausted', () => {
    expect(decided(conversationWith({ followUpsSent: 2 }), report('follow-up'))).toContain(
      'timer exhaust 2026-03-17T07:00:00.000Z',
    )
    expect(decided(waiting('2026-03-10T06:00:00Z', 'exhaust'), { type: 'timer-due' })).toEqual([
      'no timer',
      'stage exhausted',
    ])
  })

  it('without follow-ups it is exhausted after the snooze default', () => {
    const policy = policyWith({ settings: { followUps: [] } })
    expect(decided(conversationWith({ stage: 'new' }), report('intro'), policy)).toContain(
      'timer exhaust 2026-04-09T07:00:00.000Z',
    )
  })

  it('a timer that is not due yet does nothing', () => {
    expect(decided(waiting('2026-03-10T07:00:00.001Z'), { type: 'timer-due' })).toEqual(['nothing: no timer is due'])
  })

  it('timers rest while a person has the conversation', () => {
    const conversation = { ...waiting('2026-03-10T06:00:00Z'), stage: 'handed-over' as const }
    expect(decided(conversation, { type: 'timer-due' })).toEqual(['nothing: handed over: timers rest'])
  })

  it('any human reply ends the schedule for good', () => {
    const message = { type: 'message-received', at: NOW, message: messageWith(), settlesAt: NOW } as const
    const replied = after(waiting('2026-03-13T06:00:00Z'), message)
    expect(replied.timer).toBeNull()
    expect(decided({ ...replied, turn: null, stage: 'talking' }, report('follow-up'))).toEqual(['note-sent'])
  })

  it('an open offer is mentioned once more only where the campaign says so', () => {
    const offered = conversationWith({ stage: 'demo-offered', hasReplied: true })
    expect(decided(offered, report('demo-offer'))).toEqual(['note-sent'])
    const policy = policyWith({ settings: { nudgeAfter: 'P2D' } })
    expect(decided(offered, report('demo-offer'), policy)).toContain('timer nudge 2026-03-12T07:00:00.000Z')
    expect(decided({ ...offered, nudged: true }, report('demo-offer'), policy)).toEqual(['note-sent'])
  })
})

describe('turns', () => {
  const arrived = (now: Date, conversation: Conversation) =>
    decided(
      conversation,
      { type: 'message-arrived', message: messageWith({ at: now }), botStart: false },
      policyWith(),
      now,
    )

  it('a message that overtakes an unsent answer takes it back, and both are answered together', () => {
    const conversation = conversationWith({ outstanding: [heldAnswering([messageWith()])] })
    expect(arrived(NOW, conversation)).toEqual(['receive', 'cancel v_1:3:1'])
    const newer = messageWith({ inboxId: 'mail:sales:1:2' })
    const open = after(
      conversation,
      { type: 'message-received', at: NOW, message: newer, settlesAt: NOW },
      { type: 'message-cancelled', at: NOW, outboxId: 'v_1:3:1', reason: 'newer' },
    )
    expect(open.turn?.messages.map(({ inboxId, again }) => [inboxId, again])).toEqual([
      ['mail:sales:1:1', true],
      ['mail:sales:1:2', false],
    ])
  })

  it('a turn stays open 60 s after the newest e-mail, and 3 min in all', () => {
    const message = (seconds: number) =>
      messageWith({ inboxId: `m${seconds}`, at: new Date(NOW.getTime() + seconds * 1000) })
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
    let conversation = conversationWith()
    const ends: (string | undefined)[] = []
    for (const seconds of [0, 50, 100, 150, 175]) {
      const [action] = decidedActions(conversation, message(seconds), at(seconds))
      if (action?.do !== 'receive') throw new Error('no turn')
      conversation = after(conversation, {
        type: 'message-received',
        at: at(seconds),
        message: message(seconds),
        settlesAt: action.settlesAt,
      })
      ends.push(conversation.turn?.dueAt.toISOString().slice(14, 19))
    }
    expect(ends).toEqual(['01:00', '01:50', '02:40', '03:00', '03:00'])
  })
})

describe('machines are not answered (invariant 8)', () => {
  const away = (returnsOn: string | null, conversation: Conversation) =>
    decided(conversation, { type: 'auto-reply', inboxId: 'm', at: NOW, returnsOn, gone: false, mentions: [] })

  it('an out-of-office moves the timer to the return date, if that is later', () => {
    expect(away('2026-03-24', waiting('2026-03-13T07:00:00Z'))).toEqual([
      'note-away',
      'timer follow-up 2026-03-24T06:00:00.000Z',
    ])
    expect(away('2026-03-12', waiting('2026-03-13T07:00:00Z'))).toEqual(['note-away'])
    expect(away('2026-03-24', waiting('2026-03-13T07:00:00Z', 'reminder'))).toContain(
      'timer reminder 2026-03-24T06:00:00.000Z',
    )
  })

  it('without a date follow-ups move by three days, a snooze does not', () => {
    expect(away(null, waiting('2026-03-13T07:00:00Z'))).toContain('timer follow-up 2026-03-16T07:00:00.000Z')
    expect(away(null, waiting('2026-03-13T07:00:00Z', 'reminder'))).toEqual(['note-away'])
  })

  it('an out-of-office that comes before the schedule starts holds it back', () => {
    const early = conversationWith({ stage: 'new', awayUntil: new Date('2026-03-24T00:00:00+03:00') })
    expect(decided(early, report('intro'))).toContain('timer follow-up 2026-03-24T06:00:00.000Z')
  })

  it('somebody who no longer works there is unreachable', () => {
    const gone = {
      type: 'auto-reply',
      inboxId: 'm',
      at: NOW,
      returnsOn: null,
      gone: true,
      mentions: ['new@prospect.test'],
    } as const
    expect(decided(conversationWith(), gone)).toEqual(['note-away', 'lose-channel', 'no timer', 'stage unreachable'])
  })

  const bounce = (changes: object): Understanding => ({
    type: 'bounce',
    inboxId: 'm',
    at: NOW,
    channel: 'email',
    bounce: {
      recipient: null,
      status: '5.1.1',
      permanent: true,
      reason: 'userunknown',
      blame: 'recipient',
      ...changes,
    },
  })

  it('a hard bounce makes the address unreachable, the sender’s own fault does not', () => {
    expect(decided(conversationWith(), bounce({}))).toContain('stage unreachable')
    expect(decided(conversationWith(), bounce({ blame: 'sender', reason: 'policy' }))).toEqual(['note-bounce'])
  })

  it('three soft bounces in a row do too', () => {
    expect(decided(conversationWith({ softBouncesInRow: 1 }), bounce({ permanent: false }))).toEqual(['note-bounce'])
    expect(decided(conversationWith({ softBouncesInRow: 2 }), bounce({ permanent: false }))).toContain(
      'stage unreachable',
    )
  })

  it('a complaint suppresses', () => {
    expect(decided(conversationWith(), { type: 'complaint', inboxId: 'm', at: NOW })).toContain('suppress complaint')
  })
})

describe('delivery', () => {
  it('an uncertain hand-over goes to a person and is not sent again (invariant 4)', () => {
    const actions = decided(conversationWith(), report('answer', { result: 'uncertain' }))
    expect(actions).toEqual(['note-uncertain', 'hand over: it is uncertain whether the last message was delivered'])
  })

  it('a person may send an uncertain message once more, or let it be', () => {
    const waiting = { ...heldAnswering([messageWith()]), held: false }
    const fact = { type: 'message-uncertain', at: NOW, outboxId: waiting.outboxId, reason: 'r' } as const
    const uncertain = after(conversationWith({ stage: 'handed-over', outstanding: [waiting] }), fact)
    const command = (name: 'approve' | 'discard') =>
      ({ type: 'command', command: name, outboxId: null, fingerprint: null, by: 'me' }) as const
    expect(decided(uncertain, command('approve'))).toEqual(['approve'])
    expect(decided(uncertain, command('discard'))).toEqual(['cancel v_1:3:1'])
  })

  it('a recipient that is refused for good is unreachable; any other refusal goes to a person', () => {
    const refused = { result: 'failed', permanent: true, reason: '550' } as const
    expect(decided(conversationWith(), report('intro', { ...refused, blame: 'recipient' }))).toContain(
      'stage unreachable',
    )
    expect(decided(conversationWith(), report('intro', { ...refused, blame: 'sender' })).join()).toContain('hand over')
  })
})

describe('a timer that can send nothing', () => {
  it.each(['follow-up', 'reminder', 'nudge'] as const)('is taken off, and the person is unreachable: %s', (kind) => {
    const policy = policyWith()
    const lost = { ...policy, contact: { ...policy.contact, unreachable: ['email' as const] } }
    const actions = decided(conversationWith({ timer: { kind, dueAt: NOW } }), { type: 'timer-due' }, lost)
    expect(actions.slice(0, 2)).toEqual(['no timer', 'stage unreachable'])
    expect(actions).not.toContain('stage talking')
  })
})

describe('commands', () => {
  const command = (
    name: 'restart' | 'take-over' | 'hand-back' | 'approve' | 'discard',
    more: object = {},
  ): Understanding => ({
    type: 'command',
    command: name,
    outboxId: null,
    fingerprint: null,
    by: 'me',
    ...more,
  })
  const review = conversationWith({ outstanding: [heldAnswering([messageWith()])] })

  it('approve and discard with nothing held do nothing', () => {
    expect(decided(conversationWith(), command('approve'))).toEqual(['nothing: nothing is held'])
    expect(decided(conversationWith(), command('discard'))).toEqual(['nothing: nothing is held'])
  })

  it('an approval is bound to the draft that was read', () => {
    expect(decided(review, command('approve', { fingerprint: 'f' }))).toEqual(['approve'])
    expect(decided(review, command('approve', { fingerprint: 'old' })).join()).toContain('refused')
  })

  it('hand-back lets the conversation go on where it stood', () => {
    const taken = after(conversationWith({ stage: 'snoozed' }), {
      type: 'handed-over',
      at: NOW,
      reason: 'r',
      by: 'person',
    })
    expect(taken.stage).toBe('handed-over')
    expect(after(taken, { type: 'handed-back', at: NOW }).stage).toBe('snoozed')
  })

  it('what a take-over took back is taken up again: the intro, or the rest of the schedule', () => {
    const taken = { stage: 'handed-over', hasReplied: false, timer: null, outstanding: [] } as const
    const before = (stage: Conversation['stage']) =>
      conversationWith({ ...taken, outstanding: [], stageBeforeHandOver: stage })
    expect(decided(before('new'), command('hand-back'))).toEqual(['hand-back', 'send intro'])
    expect(decided(before('contacted'), command('hand-back'))[1]).toContain('timer')
    expect(decided(before('talking'), command('hand-back'))).toEqual(['hand-back'])
    expect(decided({ ...before('contacted'), hasReplied: true }, command('hand-back'))).toEqual(['hand-back'])
  })

  it('the schedule goes on without a follow-up that was discarded', () => {
    const held = { ...heldAnswering([]), kind: 'follow-up' as const }
    const actions = decided(conversationWith({ stage: 'contacted', outstanding: [held] }), command('discard'))
    expect(actions).toHaveLength(2)
    expect(actions[1]).toContain('timer')
  })

  it('a restart starts anew with an intro', () => {
    expect(decided(conversationWith({ stage: 'exhausted' }), command('restart'))).toEqual(['start', 'send intro'])
  })

  it('somebody known on Telegram alone stays new, with the reason', () => {
    const contact = { ...policyWith().contact, email: null, telegram: '@ivan' }
    const actions = decided(
      conversationWith({ stage: 'new', version: 0 }),
      { ...command('restart'), command: 'start' } as Understanding,
      policyWith({ contact }),
    )
    expect(actions.join()).toContain('a bot cannot write first')
    expect(actions).toContain('stage new')
  })
})

function decidedActions(conversation: Conversation, message: ReturnType<typeof messageWith>, now: Date) {
  return decide(conversation, { type: 'message-arrived', message, botStart: false }, policyWith(), now)
}
