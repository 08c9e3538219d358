import { describe, expect, it } from 'vitest'
import { decide } from '../decide.ts'
import { conversationWith, decided, messageWith, NOW, noDemoWish, policyWith, replyWith } from '../testing/builders.ts'

const anna = { name: 'Anna', email: 'anna@prospect.test', telegram: null, phone: null }
const offered = [
  { start: '2026-03-11T08:00:00.000Z', end: '2026-03-11T08:30:00.000Z' },
  { start: '2026-03-11T12:00:00.000Z', end: '2026-03-11T12:30:00.000Z' },
]
const onTheTable = conversationWith({ stage: 'demo-offered', demo: { offered, booked: null, uid: null, sequence: 0 } })
const [first] = offered
const booked = conversationWith({
  stage: 'demo-booked',
  demo: { offered: [], booked: first ?? null, uid: 'u', sequence: 0 },
})
const unknown = policyWith({ colleague: 'unknown' })

describe('each intent', () => {
  it.each([
    ['presentation', replyWith({ intents: ['presentation'] }), ['send presentation', 'stage talking']],
    ['demo', replyWith({ intents: ['demo'] }), ['send demo-offer', 'offer-slots', 'stage demo-offered']],
    ['question', replyWith({ intents: ['question'] }), ['send answer', 'stage talking']],
    [
      'timeout with a date',
      replyWith({ intents: ['timeout'], until: '2026-03-24' }),
      ['send answer', 'snooze 2026-03-24', 'stage snoozed'],
    ],
    [
      'timeout without a date: 30 days',
      replyWith({ intents: ['timeout'] }),
      ['send answer', 'snooze 2026-04-09', 'stage snoozed'],
    ],
    [
      'timeout with a date that is past: 30 days',
      replyWith({ intents: ['timeout'], until: '2026-03-01' }),
      ['send answer', 'snooze 2026-04-09', 'stage snoozed'],
    ],
  ])('%s', (_intent, reply, expected) => {
    expect(decided(conversationWith(), reply)).toEqual(expected)
  })

  it('thanks need no answer', () => {
    expect(decided(conversationWith(), replyWith({ intents: ['other'] }))).toEqual([
      'stage talking',
      'nothing: an acknowledgement: no answer is needed',
    ])
  })

  it('what is unclear is asked about once, then a person takes over', () => {
    const unclear = replyWith({ intents: ['other'], doubt: 'low-confidence' })
    expect(decided(conversationWith(), unclear)).toEqual(['send clarification', 'count-clarification', 'stage talking'])
    expect(decided(conversationWith({ clarifications: 1 }), unclear)).toEqual([
      'hand over: unclear once more after a clarification',
    ])
  })

  it('a question that knowledge does not hold is answered honestly and handed over', () => {
    const reply = replyWith({ intents: ['question'] }, { openQuestions: ['Is it ISO certified?'] })
    expect(decided(conversationWith(), reply)).toEqual([
      'send answer',
      'stage talking',
      'hand over: a question that product knowledge does not answer',
    ])
  })
})

describe('redirect', () => {
  const redirect = replyWith({ intents: ['redirect'], redirect: anna })

  it('opens the colleague’s conversation and thanks the writer', () => {
    expect(decided(conversationWith(), redirect, unknown)).toEqual([
      'send referral-thanks',
      'open anna@prospect.test',
      'stage redirected',
    ])
  })

  it.each([
    ['in-conversation', 'hand over: the colleague they pointed to is already in a conversation'],
    ['suppressed', 'hand over: the colleague they pointed to must not be written to'],
  ] as const)('a colleague %s never gets a second thread', (colleague, expected) => {
    expect(decided(conversationWith(), redirect, policyWith({ colleague }))).toContain(expected)
  })

  it('without any detail the address is asked for once, then a person takes over', () => {
    const nobody = replyWith({ intents: ['redirect'] })
    expect(decided(conversationWith(), nobody)).toEqual([
      'send clarification',
      'count-clarification',
      'stage redirected',
    ])
    expect(decided(conversationWith({ clarifications: 1 }), nobody)[0]).toMatch(/^hand over/)
  })

  it.each([
    ['a phone alone', { ...anna, email: null, phone: '+7 900 000-00-00' }],
    ['a handle alone', { ...anna, email: null, telegram: '@anna' }],
  ])('%s goes to a person', (_what, target) => {
    expect(decided(conversationWith(), replyWith({ intents: ['redirect'], redirect: target })).join()).toContain(
      'hand over',
    )
  })

  it('to somebody named before goes to a person', () => {
    const again = conversationWith({ namedColleagues: ['anna@prospect.test'] })
    expect(decided(again, redirect, policyWith({ colleague: 'in-conversation' })).join()).toContain('named before')
  })

  it('answered again after a newer message thanks once more and opens nothing new', () => {
    const again = conversationWith({ namedColleagues: ['anna@prospect.test'] })
    const redone = replyWith(
      { intents: ['redirect'], redirect: anna },
      { messages: [messageWith({ again: true }), messageWith()] },
    )
    expect(decided(again, redone, policyWith({ colleague: 'in-conversation' }))).toEqual([
      'send referral-thanks',
      'stage redirected',
    ])
  })

  it('in a message whose place is uncertain goes to a person', () => {
    const uncertain = replyWith(
      { intents: ['redirect'], redirect: anna },
      { messages: [messageWith({ certain: false })] },
    )
    expect(decided(conversationWith(), uncertain, unknown).join()).toContain('uncertain')
  })
})

describe('demo', () => {
  const wish = (changes: Partial<typeof noDemoWish>) =>
    replyWith({ intents: ['demo'] }, { demo: { ...noDemoWish, ...changes } })

  it('a picked slot is confirmed', () => {
    expect(decided(onTheTable, wish({ picks: [1] }))).toEqual([
      'send demo-confirmation',
      'book-demo',
      'stage demo-booked',
    ])
  })

  it('a slot picked in words the reading took for something else is confirmed too', () => {
    const reply = replyWith({ intents: ['other'] }, { demo: { ...noDemoWish, picks: [0] } })
    expect(decided(onTheTable, reply)).toContain('send demo-confirmation')
  })

  it('a named time that is free is confirmed at once, offered or not', () => {
    expect(decided(conversationWith(), wish({ times: ['2026-03-12T10:00:00.000Z'] }))).toContain(
      'send demo-confirmation',
    )
  })

  it.each([
    ['busy', '2026-03-12T10:00:00.000Z'],
    ['too early', '2026-03-10T08:00:00.000Z'],
    ['outside working hours', '2026-03-12T18:00:00.000Z'],
    ['on a weekend', '2026-03-14T10:00:00.000Z'],
    ['ending after hours', '2026-03-12T14:45:00.000Z'],
  ])('a time that is %s is answered with other slots', (_why, time) => {
    const policy = policyWith({
      settings: { demo: { busy: [{ from: '2026-03-12T09:00:00Z', to: '2026-03-12T10:15:00Z' }] } },
    })
    expect(decided(conversationWith(), wish({ times: [time] }), policy)).toEqual([
      'send demo-offer',
      'offer-slots',
      'stage demo-offered',
    ])
  })

  it('agreeing without saying to which time is asked about', () => {
    expect(decided(onTheTable, wish({}))).toContain('send clarification')
  })

  it('a cancellation gets one reply', () => {
    expect(decided(booked, wish({ cancel: true }))).toEqual(['send answer', 'cancel-demo', 'stage talking'])
  })

  it('a move to a free time is confirmed, a move without one is offered slots', () => {
    expect(decided(booked, wish({ move: true, times: ['2026-03-12T10:00:00.000Z'] }))).toContain(
      'send demo-confirmation',
    )
    expect(decided(booked, wish({ move: true }))).toContain('send demo-offer')
  })

  it('"see you then" after a booking needs no answer', () => {
    expect(decided(booked, wish({}))).toContain('nothing: an acknowledgement: no answer is needed')
  })
})

describe('invariant 5: one answer per turn', () => {
  it.each([
    [['presentation', 'demo'], 'send presentation'],
    [['demo', 'question'], 'send demo-offer'],
    [['redirect', 'question'], 'send referral-thanks'],
    [['redirect', 'presentation'], 'send presentation'],
    [['timeout', 'question'], 'send answer'],
    [['presentation', 'timeout'], 'send presentation'],
  ] as const)('%s is answered in one message', (intents, expected) => {
    const actions = decided(conversationWith(), replyWith({ intents: [...intents], redirect: anna }), unknown)
    expect(actions.filter((action) => action.startsWith('send'))).toEqual([expected])
  })

  it('after a redirect the stage is redirected, whatever else was sent', () => {
    const actions = decided(
      conversationWith(),
      replyWith({ intents: ['redirect', 'demo', 'timeout'], redirect: anna }),
      unknown,
    )
    expect(actions.filter((action) => action.startsWith('stage')).at(-1)).toBe('stage redirected')
  })
})

describe('an answer that was taken back before it left', () => {
  const redone = (intents: Parameters<typeof replyWith>[0]) =>
    replyWith(intents, { messages: [messageWith({ again: true }), messageWith({ inboxId: 'newer' })] })

  it('offers its times again, without those that have passed', () => {
    const [action] = decide(onTheTable, redone({ intents: ['demo', 'question'] }), policyWith(), NOW)
    expect(action).toMatchObject({ do: 'send', kind: 'demo-offer', brief: { offeredSlots: offered } })
    const late = decide(
      onTheTable,
      redone({ intents: ['demo', 'question'] }),
      policyWith(),
      new Date('2026-03-11T09:00Z'),
    )
    expect(late[0]).toMatchObject({ brief: { offeredSlots: offered.slice(1) } })
  })

  it('confirms its demo again, as the same invitation', () => {
    const [action] = decide(booked, redone({ intents: ['demo', 'question'] }), policyWith(), NOW)
    expect(action).toMatchObject({
      kind: 'demo-confirmation',
      brief: { confirmedSlot: first, invitation: { uid: 'u', sequence: 0 } },
    })
  })

  it('asks its clarification again, and nobody counts as named twice', () => {
    const named = conversationWith({ namedColleagues: ['anna'] })
    const nameOnly = { intents: ['redirect'] as const, redirect: { ...anna, email: null } }
    expect(decided(named, redone({ ...nameOnly, intents: ['redirect'] }))).toContain('send clarification')
    expect(decided(named, replyWith({ ...nameOnly, intents: ['redirect'] })).join()).toContain('hand over')
  })
})

describe('invariant 8: loops are bounded', () => {
  it('too many answers in a day go to a person', () => {
    const talkative = conversationWith({ answeredAt: Array.from({ length: 8 }, () => NOW) })
    expect(decided(talkative, replyWith({ intents: ['question'] })).join()).toContain('hand over')
    const yesterday = conversationWith({
      answeredAt: Array.from({ length: 8 }, () => new Date(NOW.getTime() - 86_400_001)),
    })
    expect(decided(yesterday, replyWith({ intents: ['question'] }))).toContain('send answer')
  })
})

describe('review', () => {
  it('holds every message', () => {
    const policy = policyWith({ settings: { mode: 'review' } })
    expect(decided(conversationWith(), replyWith({ intents: ['question'] }), policy)[0]).toBe('send answer (held)')
  })

  it('holds the answer to a message whose place is uncertain, in autopilot too', () => {
    const uncertain = replyWith({ intents: ['question'] }, { messages: [messageWith({ certain: false })] })
    expect(decided(conversationWith(), uncertain)[0]).toBe('send answer (held)')
  })
})

describe('while a person has the conversation', () => {
  it('a reply is recorded and not answered', () => {
    expect(decided(conversationWith({ stage: 'handed-over' }), replyWith({ intents: ['demo'] }))).toEqual([
      'nothing: handed over: recorded for a person',
    ])
  })
})
