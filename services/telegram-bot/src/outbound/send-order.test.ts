import { describe, expect, it } from 'vitest'
import { SendOrder } from './send-order.ts'

const at = (ms: number) => new Date(1_773_000_000_000 + ms)

describe('the order of sending', () => {
  it('lets nothing overtake a message of the same chat that waits, and keeps those behind it in their order', () => {
    const order = new SendOrder()
    order.waits('100', 'first', at(1_000))
    expect(order.notBefore('100', 'second', at(0))).toEqual(at(1_001))
    expect(order.notBefore('100', 'third', at(0))).toEqual(at(1_002))
    expect(order.notBefore('100', 'second', at(1))).toEqual(at(1_001))
    expect(order.notBefore('100', 'first', at(1_000))).toBeNull()
  })

  it('does not hold up another chat', () => {
    const order = new SendOrder()
    order.waits('100', 'first', at(1_000))
    expect(order.notBefore('200', 'other', at(0))).toBeNull()
  })

  it('waits no longer than its time for a message that never comes back: it may have been cancelled', () => {
    const order = new SendOrder()
    order.waits('100', 'first', at(1_000))
    expect(order.notBefore('100', 'second', at(1_000))).toBeNull()
  })

  it('is free once the message is through', () => {
    const order = new SendOrder()
    order.waits('100', 'first', at(1_000))
    order.settled('100', 'first')
    expect(order.notBefore('100', 'second', at(0))).toBeNull()
  })

  it('holds every chat while the bot is limited, each in its order', () => {
    const order = new SendOrder()
    order.limit(at(1_000))
    expect(order.notBefore('200', 'a', at(0))).toEqual(at(1_000))
    expect(order.notBefore('200', 'b', at(0))).toEqual(at(1_001))
    expect(order.notBefore('300', 'c', at(1_000))).toBeNull()
  })

  it('does one thing at a time in a chat, whatever came of the one before', async () => {
    const order = new SendOrder()
    const log: string[] = []
    const task = (name: string, fails: boolean) => async () => {
      log.push(`${name} begins`)
      await Promise.resolve()
      log.push(`${name} ends`)
      if (fails) throw new Error(name)
    }
    await Promise.allSettled([order.oneAtATime('100', task('a', true)), order.oneAtATime('100', task('b', false))])
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })
})
