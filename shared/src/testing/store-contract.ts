import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConflictError } from '../errors/outrider-error.ts'
import type { Store } from '../store/store.ts'
import {
  accountDocument,
  campaignDocument,
  contactDocument,
  conversationDocument,
  factDocument,
  messageDocument,
  outboxDocument,
} from './documents.ts'
import { queueContract, type TestStore } from './queue-contract.ts'

/**
 * Everything the app asks of its store: every query, update, index and aggregation. The memory store, the embedded
 * store and a real mongod pass the same suite.
 */
export function storeContract(name: string, open: () => Promise<TestStore>): void {
  queueContract(name, open)
  describe(`${name}: the store`, () => {
    let opened: TestStore
    let store: Store
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(() => opened.close())

    describe('conversations', () => {
      it('are created once', async () => {
        expect(await store.conversations.create(conversationDocument())).toBe(true)
        expect(await store.conversations.create(conversationDocument({ stage: 'talking' }))).toBe(false)
        expect((await store.conversations.get('v_1'))?.stage).toBe('new')
      })

      it('come back as they were stored, dates and nulls included', async () => {
        const timer = { kind: 'reminder' as const, dueAt: new Date('2026-04-01T06:00:00Z') }
        const conversation = conversationDocument({ timer, answeredAt: [new Date('2026-03-10T07:00:00Z')] })
        await store.conversations.create(conversation)
        expect(await store.conversations.get('v_1')).toEqual(conversation)
      })

      it('are changed by one write filtered on the version: the loser of a race hears of it', async () => {
        await store.conversations.create(conversationDocument())
        const next = conversationDocument({ version: 1, stage: 'contacted' })
        const racers = await Promise.allSettled([
          store.conversations.replace(next),
          opened.other.conversations.replace({ ...next, stage: 'stopped' }),
        ])
        expect(racers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        const lost = racers.find((racer) => racer.status === 'rejected')
        expect(lost?.status === 'rejected' && lost.reason).toBeInstanceOf(ConflictError)
        expect((await store.conversations.get('v_1'))?.version).toBe(1)
      })

      it('keep what a commit left to do until it is cleared at the same version', async () => {
        const pending = { ...conversationDocument().pending, cancellations: [{ outboxId: 'x', reason: 'r' }] }
        await store.conversations.create(conversationDocument({ pending }))
        expect((await store.conversations.withPending(10)).map(({ _id }) => _id)).toEqual(['v_1'])
        await store.conversations.clearPending('v_1', 7)
        expect(await store.conversations.withPending(10)).toHaveLength(1)
        await store.conversations.clearPending('v_1', 0)
        expect(await store.conversations.withPending(10)).toEqual([])
      })

      it('are listed newest first, by campaign and stage, and counted', async () => {
        const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 7, minute))
        await store.conversations.create(conversationDocument({ _id: 'a', contactId: 'c_a', createdAt: at(1) }))
        await store.conversations.create(
          conversationDocument({ _id: 'b', contactId: 'c_b', createdAt: at(2), stage: 'stopped' }),
        )
        await store.conversations.create(
          conversationDocument({ _id: 'c', contactId: 'c_a', campaignId: 'x', createdAt: at(3) }),
        )
        const ids = async (filter: { campaignId?: string; stage?: string }) =>
          (await store.conversations.list({ ...filter, limit: 10 })).map(({ _id }) => _id)
        expect(await ids({})).toEqual(['c', 'b', 'a'])
        expect(await ids({ campaignId: 'reviews' })).toEqual(['b', 'a'])
        expect(await ids({ stage: 'stopped' })).toEqual(['b'])
        expect((await store.conversations.ofContact('c_a')).map(({ _id }) => _id).sort()).toEqual(['a', 'c'])
        expect(await store.conversations.countByStage()).toContainEqual({
          campaignId: 'reviews',
          stage: 'stopped',
          count: 1,
        })
      })
    })

    describe('contacts', () => {
      it('are created once and found by any address', async () => {
        const contact = contactDocument({ telegram: '@ivan', telegramChatId: '77' })
        expect(await store.contacts.create(contact)).toBe(true)
        expect(await store.contacts.create(contact)).toBe(false)
        expect((await store.contacts.findByAddress('email', 'ivan@prospect.test'))?._id).toBe('c_1')
        expect((await store.contacts.findByAddress('telegram', '@ivan'))?._id).toBe('c_1')
        expect((await store.contacts.findByAddress('telegram', '77'))?._id).toBe('c_1')
        expect((await store.contacts.findByTelegramToken('token-c_1'))?._id).toBe('c_1')
        expect(await store.contacts.findByAddress('email', 'nobody@prospect.test')).toBeNull()
      })

      it('many may have no e-mail or no handle', async () => {
        await store.contacts.create(contactDocument({ _id: 'a', email: null, telegram: '@a' }))
        expect(await store.contacts.create(contactDocument({ _id: 'b', email: null, telegram: '@b' }))).toBe(true)
        expect(await store.contacts.create(contactDocument({ _id: 'c', email: 'c@x.test' }))).toBe(true)
        expect(await store.contacts.list(10)).toHaveLength(3)
      })

      it('are changed field by field', async () => {
        await store.contacts.create(contactDocument())
        await store.contacts.update('c_1', { unreachable: ['email'] })
        expect(await store.contacts.get('c_1')).toEqual(contactDocument({ unreachable: ['email'] }))
      })
    })

    it('campaigns are replaced whole', async () => {
      await store.campaigns.put(campaignDocument())
      await store.campaigns.put(campaignDocument({ name: 'Renamed' }))
      expect((await store.campaigns.list()).map(({ name: title }) => title)).toEqual(['Renamed'])
      expect(await store.campaigns.get('reviews')).toEqual(campaignDocument({ name: 'Renamed' }))
    })

    it('an account keeps its state and checkpoint when its settings change', async () => {
      const paused = { status: 'paused' as const, reason: 'wrong password', since: new Date('2026-03-10T08:00:00Z') }
      await store.accounts.putSettings(accountDocument())
      await store.accounts.setState('sales', paused)
      await store.accounts.setCheckpoint('sales', 'INBOX.Archive 2.0 $', { uidValidity: 1, lastUid: 5 })
      await store.accounts.setCheckpoint('sales', 'Отправленные', { lastUid: 1 })
      const changed = accountDocument()
      await store.accounts.putSettings({
        ...changed,
        settings: { ...changed.settings, channel: 'email', name: 'New' } as never,
      })
      const account = await store.accounts.get('sales')
      expect(account?.settings).toMatchObject({ name: 'New' })
      expect(account?.state).toEqual(paused)
      expect(account?.checkpoint).toEqual({
        'INBOX.Archive 2.0 $': { uidValidity: 1, lastUid: 5 },
        Отправленные: { lastUid: 1 },
      })
      expect((await store.accounts.list())[0]?.checkpoint).toEqual(account?.checkpoint)
    })

    it('a suppression stays as it was first recorded', async () => {
      const stop = {
        _id: 'email:a@x.test',
        channel: 'email',
        contactId: null,
        conversationId: null,
        cause: 'stop',
        at: new Date(0),
      } as const
      await store.suppressions.add(stop)
      await store.suppressions.add({ ...stop, cause: 'command' })
      expect(await store.suppressions.find(['email:b@x.test', 'email:a@x.test'])).toEqual([stop])
      expect(await store.suppressions.find([])).toEqual([])
      expect(await store.suppressions.list(5)).toEqual([stop])
    })

    it('facts are stored once, read in order, and counted by detail', async () => {
      const understood = factDocument({
        _id: 'v_1:2:f0',
        type: 'reply-understood',
        data: { intents: ['demo', 'question'] },
      })
      const sent = factDocument({ _id: 'v_1:3:f0', type: 'message-sent', data: { kind: 'answer', responseMs: 90_000 } })
      await store.facts.add([factDocument(), understood])
      await store.facts.add([understood, sent])
      await store.facts.add([])
      expect((await store.facts.ofConversation('v_1')).map(({ _id }) => _id)).toEqual([
        'v_1:1:f0',
        'v_1:2:f0',
        'v_1:3:f0',
      ])
      const count = (type: string, detail: string) => ({ campaignId: 'reviews', type, detail, count: 1 })
      const counted = await store.facts.count()
      expect(counted).toContainEqual(count('reply-understood', 'demo'))
      expect(counted).toContainEqual(count('reply-understood', 'question'))
      expect(counted).toContainEqual(count('stage-changed', 'contacted'))
      expect(await store.facts.responseTimes()).toEqual([{ campaignId: 'reviews', responseMs: 90_000 }])
    })

    it('a heartbeat replaces the one before', async () => {
      const beat = { _id: 'app-logic:host', service: 'app-logic', at: new Date(1_000), details: { brain: 'offline' } }
      await store.heartbeats.beat(beat)
      await store.heartbeats.beat({ ...beat, at: new Date(2_000) })
      expect(await store.heartbeats.list()).toEqual([{ ...beat, at: new Date(2_000) }])
    })

    it('a file comes back byte by byte, and the newest of its name', async () => {
      const content = Buffer.alloc(700_000, 'deck')
      await store.files.put({ filename: 'deck.pdf', contentType: 'application/pdf', content: Buffer.from('old') })
      await store.files.put({ filename: 'deck.pdf', contentType: 'application/pdf', content })
      const file = await store.files.get('deck.pdf')
      expect(file?.content.equals(content)).toBe(true)
      expect(file?.contentType).toBe('application/pdf')
      expect(await store.files.has('deck.pdf')).toBe(true)
      expect(await store.files.get('none.pdf')).toBeNull()
    })

    it('the two queues are the message log', async () => {
      await store.inbox.put(messageDocument())
      await store.inbox.put(messageDocument({ _id: 'elsewhere', match: null }))
      await store.outbox.put(outboxDocument())
      await store.outbox.put(outboxDocument({ _id: 'v_1:2:1', messageId: '<2@x>', held: true }), { status: 'held' })
      expect((await store.history.received('v_1')).map(({ _id }) => _id)).toEqual(['mail:sales:1:1'])
      expect((await store.history.outgoing('v_1')).map(({ _id }) => _id).sort()).toEqual(['v_1:1:1', 'v_1:2:1'])
      expect((await store.history.outgoingByMessageIds(['<2@x>', '<none>'])).map(({ _id }) => _id)).toEqual(['v_1:2:1'])
      expect(await store.history.outgoingTo('email', 'ivan@prospect.test', 1)).toHaveLength(1)
      expect((await store.history.withStatus('outbox', ['held'], 5)).map(({ _id }) => _id)).toEqual(['v_1:2:1'])
      await store.inbox.put(messageDocument({ _id: 'raw' }), { status: 'dead' })
      expect((await store.history.deadInbox(5)).map(({ _id }) => _id)).toEqual(['raw'])
    })

    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined()
    })
  })
}
