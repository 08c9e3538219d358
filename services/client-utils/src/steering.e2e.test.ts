import { type Deliverer, deliverEntry, fastClock, formatFastClock, silentLogger, workOnce } from '@outrider/shared'
import type { MessageEvent } from '@outrider/shared/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningService, startService } from './testing/cli-process.ts'
import { type Installation, startInstallation } from './testing/installation.ts'

// A Monday morning in London; a simulated minute takes a fifth of a second.
const clockSettings = { realStart: Date.now(), start: Date.parse('2026-03-02T09:30:00Z'), rate: 300 }
const clock = fastClock(clockSettings)

let installation: Installation
let appLogic: RunningService

beforeAll(async () => {
  installation = await startInstallation({ text: formatFastClock(clockSettings), clock })
  installation.writeInit((data) => {
    data.campaigns[0].settings.mode = 'review'
  })
  await installation.call(['init', 'init_data.json'])
  appLogic = await startService('app-logic', { ...installation.environment, POLL_MAX_MS: '50', OLLAMA_HOST: '' })
})
afterAll(async () => {
  await appLogic.stop()
  await installation.close()
})

const json = async (words: readonly string[]) => {
  const { code, stdout, stderr } = await installation.call([...words, '--json'])
  return { code, stderr, answer: JSON.parse(stdout) }
}

/** What mail-worker would do: hands everything that is ready over. */
async function deliverAll(): Promise<void> {
  const deliverer: Deliverer = { deliver: async () => ({ result: 'sent' }), lookForEarlier: async () => 'unknown' }
  const { store } = installation
  const handle = (...[document, claim, signal]: Parameters<Parameters<typeof workOnce<never>>[0]['handle']>) =>
    deliverEntry({ store, deliverer, clock, logger: silentLogger }, document, claim, signal)
  while (await workOnce({ name: 'outbox', queue: store.outbox as never, handle, clock, logger: silentLogger }));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not come to pass in 30 s')
    await clock.sleep(50)
  }
}

async function reply(conversationId: string, text: string): Promise<void> {
  const event: MessageEvent = {
    type: 'message',
    kind: 'human',
    channel: 'email',
    accountId: 'sales',
    from: { address: 'ann@example.com', name: 'Ann Lee' },
    to: ['anna@outrider.test'],
    cc: [],
    subject: 'Re: Hello',
    text,
    quoted: '',
    signature: '',
    messageId: `<${text.length}@example.com>`,
    inReplyTo: null,
    references: [],
    receivedAt: clock.now(),
    match: { conversationId, by: 'reference', certain: true, outboxId: null },
    bounce: null,
    autoReply: null,
    calendarReply: null,
    attachments: [],
    chat: null,
  }
  await installation.store.inbox.put({ _id: `mail:sales:1:${text.length}`, ...event })
}

describe('a conversation under review, steered from the command line', () => {
  let conversationId = ''
  let draft = { draft: '', fingerprint: '' }

  it('is opened by contact add, which tells what app-logic did', async () => {
    const { code, answer } = await json([
      ...['contact', 'add', '--name', 'Ann Lee', '--email', 'ann@example.com', '--language', 'en'],
      ...['--timezone', 'Europe/London', '--country', 'GB'],
    ])
    expect({ code, answer }).toMatchObject({ code: 0, answer: { result: 'new', command: { result: 'done' } } })
    conversationId = answer.conversationId
  })

  it('waits with its intro, which conversation held shows whole', async () => {
    const { answer } = await json(['conversation', 'held'])
    expect(answer).toMatchObject([{ conversationId, kind: 'intro', status: 'held', to: 'ann@example.com' }])
    draft = answer[0]
  })

  it('lets nothing leave without --yes, and shows how', async () => {
    const { code, stdout, stderr } = await installation.call(['conversation', 'approve', 'ann@example.com'])
    expect(code).toBe(1)
    expect(stdout).toContain(`--draft ${draft.draft} --fingerprint ${draft.fingerprint} --yes`)
    expect(stderr).toContain('Nothing was done')
    expect((await installation.store.outbox.get(draft.draft))?.status).toBe('held')
  })

  it('lets nothing leave that is not what was read', async () => {
    const { code, answer } = await json([
      'conversation',
      'approve',
      'ann@example.com',
      '--fingerprint',
      'another',
      '--yes',
    ])
    expect({ code, answer }).toMatchObject({
      code: 1,
      answer: { result: 'refused', reason: expect.stringContaining('changed since') },
    })
    expect((await installation.store.outbox.get(draft.draft))?.status).toBe('held')
  })

  it('lets the draft that was read leave', async () => {
    const { code, answer } = await json([
      ...['conversation', 'approve', 'ann@example.com', '--draft', draft.draft],
      ...['--fingerprint', draft.fingerprint, '--yes'],
    ])
    expect({ code, answer }).toMatchObject({
      code: 0,
      answer: { result: 'done', facts: [{ type: 'message-approved' }] },
    })
    await deliverAll()
    expect((await installation.store.outbox.get(draft.draft))?.status).toBe('sent')
  })

  it('is taken over once, not twice, and handed back', async () => {
    expect(await json(['conversation', 'take-over', 'ann@example.com'])).toMatchObject({ code: 0 })
    expect(await json(['conversation', 'take-over', conversationId])).toMatchObject({
      code: 1,
      answer: { result: 'refused', reason: 'already handed-over' },
    })
    expect(await json(['conversation', 'hand-back', 'ann@example.com'])).toMatchObject({ code: 0 })
  })

  it('tells why a stop was a stop, with its evidence and what was done', async () => {
    await reply(conversationId, 'Please unsubscribe me from your list.')
    await until(async () => (await installation.store.conversations.get(conversationId))?.stage === 'stopped')
    const { answer } = await json(['conversation', 'why', 'ann@example.com'])
    expect(answer.replies).toMatchObject([
      { intents: ['stop'], explicitOptOut: true, by: 'rule', said: ['Please unsubscribe me from your list.'] },
    ])
    expect(answer.replies[0].done).toContain('suppressed on every channel (stop)')
    const text = await installation.call(['conversation', 'why', 'ann@example.com'])
    expect(text.stdout).toMatch(/stop \(demands silence\)\n {2}\| Please unsubscribe me/)
  })

  it('cannot be restarted after a stop: stop is final (DESIGN 6.1)', async () => {
    expect(await json(['conversation', 'restart', 'ann@example.com'])).toMatchObject({
      code: 1,
      answer: { result: 'refused', reason: expect.stringContaining('stop is final') },
    })
    expect(
      await json([
        'contact',
        'add',
        '--name',
        'Ann',
        '--email',
        'ANN@example.com',
        '--language',
        'en',
        '--timezone',
        'UTC',
      ]),
    ).toMatchObject({
      code: 1,
      answer: { result: 'refused', reason: expect.stringContaining('asked for silence') },
    })
  })

  it('is shown with both sides of its history, and counted', async () => {
    const { answer } = await json(['contact', 'show', 'ann@example.com'])
    const [{ stage, history }] = answer.conversations
    expect(stage).toBe('stopped')
    expect(history.filter(({ type }: { type: string }) => type !== 'event')).toMatchObject([
      { type: 'out', kind: 'intro', status: 'sent' },
      { type: 'in', from: 'ann@example.com', reading: { intents: ['stop'] } },
    ])
    expect((await json(['stats'])).answer.campaigns[0]).toMatchObject({
      campaign: 'reviews',
      stages: { stopped: 1 },
      received: 1,
      intents: { stop: 1 },
      sent: { intro: 1 },
    })
  })

  it('says when nobody obeys any more', async () => {
    await appLogic.stop()
    const { code, answer } = await json(['conversation', 'take-over', 'ann@example.com'])
    expect({ code, answer }).toMatchObject({
      code: 1,
      answer: { result: 'waiting', reason: expect.stringContaining('app-logic') },
    })
  })
})
