import { isSuppressedOrAssumeYes, suppressionId } from '@outrider/shared'
import { describe, expect, it } from 'vitest'
import { conversationOf, memorySession } from '../testing/memory-session.ts'
import { newContact } from './add-contact.ts'
import { readAddress, suppressAddress } from './suppress-address.ts'

const details = {
  name: 'Ann',
  email: 'ann@example.com',
  telegram: '@ann_lee',
  language: 'en',
  timezone: 'UTC',
  country: null,
  company: null,
} as const

describe('suppressing an address', () => {
  it('of a known person silences them on every channel and tells their conversations', async () => {
    const session = memorySession()
    const contact = newContact(details, session.clock.now())
    await session.store.contacts.create(contact)
    await session.store.conversations.create(conversationOf('v_1', contact._id))
    await session.store.conversations.create(conversationOf('v_2', contact._id, { stage: 'stopped' }))
    const result = await suppressAddress(session, readAddress('Ann@Example.com'))
    expect(result).toMatchObject({ contactId: contact._id, isNew: true, conversations: ['v_1'] })
    const ids = [suppressionId('telegram', '@ann_lee')]
    expect(await isSuppressedOrAssumeYes(session.store.suppressions, ids)).toMatchObject({ suppressed: true })
    expect([...session.store.inbox.documents.values()]).toMatchObject([{ command: 'suppress', conversationId: 'v_1' }])
  })

  it('nobody knows yet holds for when they are added', async () => {
    const session = memorySession()
    await suppressAddress(session, readAddress('https://t.me/Somebody'))
    expect(await session.store.suppressions.list(5)).toMatchObject([{ _id: 'telegram:@somebody', cause: 'command' }])
    expect(await suppressAddress(session, readAddress('@SOMEBODY'))).toMatchObject({ isNew: false })
  })

  it('that is none is refused', () => {
    expect(() => readAddress('not an address')).toThrow('neither an e-mail address nor a Telegram handle')
  })
})
