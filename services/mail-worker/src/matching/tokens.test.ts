import { describe, expect, it } from 'vitest'
import { conversationInAddress, conversationToUnsubscribe, ownMessageOf, unsubscribeSubject } from './tokens.ts'

describe('our marks on a mail', () => {
  it('a Message-ID of ours names its conversation and message', () => {
    expect(ownMessageOf('<outrider.v_0123456789abcdef.7.0@agency.test>')).toEqual({
      conversationId: 'v_0123456789abcdef',
      outboxId: 'v_0123456789abcdef:7:0',
    })
  })

  it.each(['<abc@customer.test>', '<outrider.v_1@agency.test>', '<x.outrider.v_1.1.1@agency.test>', ''])(
    '%s is none of ours',
    (id) => expect(ownMessageOf(id)).toBeNull(),
  )

  it('a sub-address names a conversation only behind an address of our own', () => {
    const own = ['sales@agency.test']
    expect(conversationInAddress('sales+v_1f@agency.test', own)).toBe('v_1f')
    expect(conversationInAddress('other+v_1f@agency.test', own)).toBeNull()
    expect(conversationInAddress('sales@agency.test', own)).toBeNull()
  })

  it('the subject of an unsubscribe mail names what to end; other subjects do not', () => {
    expect(conversationToUnsubscribe(unsubscribeSubject('v_1f'))).toBe('v_1f')
    expect(conversationToUnsubscribe('UNSUBSCRIBE v_1f ')).toBe('v_1f')
    expect(conversationToUnsubscribe('Re: unsubscribe v_1f')).toBeNull()
    expect(conversationToUnsubscribe('unsubscribe')).toBeNull()
  })
})
