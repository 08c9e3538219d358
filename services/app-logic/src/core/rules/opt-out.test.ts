import { describe, expect, it } from 'vitest'
import {
  after,
  conversationWith,
  decided,
  heldAnswering,
  messageWith,
  NOW,
  noDemoWish,
  policyWith,
  replyWith,
} from '../testing/builders.ts'

const stop = replyWith({ intents: ['stop'], explicitOptOut: true, by: 'rule' })
const email = { name: 'Anna', email: 'anna@prospect.test', telegram: null, phone: null }

describe('invariant 1: stop is final', () => {
  it('suppresses, takes everything pending back, and says nothing', () => {
    const conversation = conversationWith({ outstanding: [heldAnswering([])] })
    expect(decided(conversation, stop)).toEqual(['suppress stop', 'cancel v_1:3:1', 'no timer', 'stage stopped'])
  })

  it.each([
    ['a reply', replyWith({ intents: ['question'] }), 'nothing: stopped: recorded, nothing is sent'],
    ['a due timer', { type: 'timer-due' } as const, 'nothing: no timer is due'],
  ])('after it, %s sends nothing', (_what, trigger, expected) => {
    expect(decided(conversationWith({ stage: 'stopped' }), trigger)).toEqual([expected])
  })

  it('after it, a timer that was left running sends nothing', () => {
    const conversation = conversationWith({ stage: 'stopped', timer: { kind: 'follow-up', dueAt: NOW } })
    expect(decided(conversation, { type: 'timer-due' })).toEqual(['nothing: stopped: nothing is sent'])
  })

  it.each(['restart', 'approve', 'take-over', 'suppress'] as const)(
    'after it, the command %s sends nothing',
    (command) => {
      const actions = decided(conversationWith({ stage: 'stopped' }), {
        type: 'command',
        command,
        outboxId: null,
        fingerprint: null,
        by: 'me',
      })
      expect(actions).toHaveLength(1)
      expect(actions[0]).toMatch(/^nothing: /)
    },
  )

  it('after it, a newer message is recorded and opens no turn', () => {
    const arrived = { type: 'message-arrived', message: messageWith(), botStart: false } as const
    expect(decided(conversationWith({ stage: 'stopped' }), arrived)).toEqual(['record'])
  })

  it('a suppressed person is not even written to first', () => {
    const fresh = conversationWith({ stage: 'new', version: 0 })
    const start = { type: 'command', command: 'start', outboxId: null, fingerprint: null, by: 'me' } as const
    expect(decided(fresh, start, policyWith({ suppressed: true }))).toEqual([
      'stage stopped',
      'nothing: suppressed: nothing is sent',
    ])
  })

  it('counts while a person has the conversation', () => {
    expect(decided(conversationWith({ stage: 'handed-over' }), stop)).toContain('suppress stop')
  })

  it('together with a request still sends nothing', () => {
    const actions = decided(
      conversationWith(),
      replyWith({ intents: ['stop', 'presentation', 'demo'] }, { demo: noDemoWish }),
    )
    expect(actions).toEqual(['suppress stop', 'no timer', 'stage stopped'])
  })

  it('with a redirect in the same message still opens the colleague’s conversation', () => {
    const both = replyWith({ intents: ['stop', 'redirect'], redirect: email })
    expect(decided(conversationWith(), both, policyWith({ colleague: 'unknown' }))).toContain('open anna@prospect.test')
  })

  it.each(['suppressed', 'in-conversation', 'self'] as const)(
    'with a redirect to somebody %s opens nothing',
    (colleague) => {
      const both = replyWith({ intents: ['stop', 'redirect'], redirect: email })
      const actions = decided(conversationWith(), both, policyWith({ colleague }))
      expect(actions).toEqual(['suppress stop', 'no timer', 'stage stopped'])
    },
  )

  it('takes the open turn away, so that nothing of it is answered later', () => {
    const conversation = conversationWith({ turn: { messages: [messageWith()], dueAt: NOW } })
    expect(after(conversation, { type: 'suppressed', at: NOW, cause: 'stop', evidence: '' }).turn).toBeNull()
  })
})

describe('a disputed stop', () => {
  it('goes to a person: neither sent nor suppressed', () => {
    const disputed = replyWith({ intents: ['stop'], doubt: 'stop-disputed', by: 'llm' })
    expect(decided(conversationWith(), disputed)).toEqual([
      'hand over: it may be a request to stop: the readings disagree',
    ])
  })
})
