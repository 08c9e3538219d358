import { conversationIdFor, MemoryStore, type OutboxEntry, type Queued, silentLogger } from '@outrider/shared'
import type { Campaign, MessageEvent, ReplyReading } from '@outrider/shared/domain'
import {
  accountDocument,
  campaignDocument,
  contactDocument,
  messageDocument,
  VirtualClock,
} from '@outrider/shared/testing'
import type { Brain, Draft, DraftRequest } from '../../brain/brain.ts'
import { readingWith } from '../../core/testing/builders.ts'
import type { AppLogic } from '../app-logic.ts'
import { handleEvent } from '../handle-event.ts'

export const CONVERSATION = conversationIdFor('c_1', 'reviews')

/** A brain that answers what a test says. */
export function scriptedBrain(script: {
  reading?: Partial<ReplyReading> | ((text: string) => Partial<ReplyReading>)
  draft?: string | ((request: DraftRequest) => Partial<Draft>)
}): Brain & { requests: DraftRequest[] } {
  const requests: DraftRequest[] = []
  return {
    name: 'offline',
    requests,
    understand: async ({ text }) =>
      readingWith(typeof script.reading === 'function' ? script.reading(text) : script.reading),
    draft: async (request) => {
      requests.push(request)
      const given =
        typeof script.draft === 'function' ? script.draft(request) : { text: script.draft ?? 'Спасибо за ответ!' }
      return { subject: 'Тема', text: '', knowledgeUsed: [], openQuestions: [], by: 'template', ...given }
    },
  }
}

/** app-logic on a memory store and a virtual clock, with one contact in one campaign, Tuesday 10:00 in Moscow. */
export async function appWorld(brain: Brain, options: { offline?: Brain; campaign?: Partial<Campaign> } = {}) {
  const clock = new VirtualClock('2026-03-10T07:00:00Z')
  const store = new MemoryStore(clock)
  await store.campaigns.put(campaignDocument(options.campaign))
  await store.accounts.putSettings(accountDocument())
  await store.contacts.create(contactDocument())
  await store.files.put({ filename: 'deck.pdf', contentType: 'application/pdf', content: Buffer.from('deck') })
  const app: AppLogic = {
    store,
    clock,
    logger: silentLogger,
    brain,
    offline: options.offline ?? brain,
    brainDeadlineMs: 1_000,
  }
  let messages = 0

  /** Handles everything due, as the worker would; what is due to leave is reported as sent. */
  const settle = async () => {
    for (;;) {
      const claim = await store.inbox.claim()
      if (claim !== null) {
        await store.inbox.settle(claim, await handleEvent(app, claim.document, new AbortController().signal))
        continue
      }
      const leaving = await store.outbox.claim()
      if (leaving === null) return
      await store.outbox.settle(leaving, { outcome: 'done' })
      const { _id, conversationId } = leaving.document
      await store.inbox.put({
        _id: `delivery:${_id}:1`,
        type: 'delivery',
        outboxId: _id,
        conversationId,
        result: 'sent',
        blame: null,
        permanent: false,
        reason: null,
        at: clock.now(),
      })
    }
  }
  const start = () =>
    store.inbox
      .put({ _id: 'start', type: 'command', command: 'start', contactId: 'c_1', campaignId: 'reviews', by: 'test' })
      .then(settle)
  const receive = async (text: string, changes: Partial<MessageEvent> = {}) => {
    const match = { conversationId: CONVERSATION, by: 'reference', certain: true, outboxId: null } as const
    const _id = `mail:sales:1:${++messages}`
    await store.inbox.put(
      messageDocument({
        _id,
        text,
        receivedAt: clock.now(),
        messageId: `<${messages}@prospect.test>`,
        match,
        ...changes,
      }),
    )
    await settle()
  }
  const pass = async (ms: number) => {
    clock.advance(ms)
    await settle()
  }
  return {
    app,
    clock,
    store,
    settle,
    start,
    receive,
    pass,
    /** A reply and the end of its turn. */
    reply: async (text: string, changes: Partial<MessageEvent> = {}) => {
      await receive(text, changes)
      await pass(60_000)
    },
    conversation: async () => {
      const conversation = await store.conversations.get(CONVERSATION)
      if (conversation === null) throw new Error('no conversation')
      return conversation
    },
    outgoing: async (status?: string): Promise<Queued<OutboxEntry>[]> =>
      (await store.history.outgoing(CONVERSATION)).filter((entry) => status === undefined || entry.status === status),
  }
}
