import { contactIdFor, conversationIdFor, suppressionId } from '@outrider/shared'
import { describe, expect, it } from 'vitest'
import { campaignNamed, conversationOf, memorySession } from '../testing/memory-session.ts'
import type { WrittenContact } from './contact-fields.ts'
import { type ImportSettings, importContacts, type LineResult } from './import-contacts.ts'

const person = (name: string, changes: WrittenContact = {}): WrittenContact => ({
  name,
  email: `${name}@example.com`,
  language: 'en',
  timezone: 'Europe/London',
  ...changes,
})

const settings: ImportSettings = {
  campaigns: [campaignNamed('reviews')],
  campaign: undefined,
  dryRun: false,
  update: false,
}

async function imported(
  session: ReturnType<typeof memorySession>,
  people: readonly WrittenContact[],
  changes: Partial<ImportSettings> = {},
): Promise<LineResult[]> {
  async function* rows() {
    for (const [index, contact] of people.entries()) yield { line: index + 2, contact }
  }
  const results: LineResult[] = []
  for await (const result of importContacts(session, rows(), { ...settings, ...changes })) results.push(result)
  return results
}

const commandsOf = ({ store }: ReturnType<typeof memorySession>) => [...store.inbox.documents.values()]

describe('an import', () => {
  it('adds each good line, asks app-logic to open it, and names each bad line with its fields', async () => {
    const session = memorySession()
    const results = await imported(session, [
      person('ann'),
      person('bob', { timezone: 'Londn', language: 'xx' }),
      person('cid'),
    ])
    expect(results).toEqual([
      { line: 2, result: 'new', contactId: contactIdFor('ann@example.com') },
      { line: 3, result: 'bad', field: 'language', problem: expect.any(String) },
      { line: 3, result: 'bad', field: 'timezone', problem: expect.stringContaining('Europe/London') },
      { line: 4, result: 'new', contactId: contactIdFor('cid@example.com') },
    ])
    expect(commandsOf(session)).toMatchObject([
      { command: 'start', contactId: contactIdFor('ann@example.com'), campaignId: 'reviews' },
      { command: 'start', contactId: contactIdFor('cid@example.com'), campaignId: 'reviews' },
    ])
  })

  it('keeps the order of the file over more lines than are worked on at once', async () => {
    const people = Array.from({ length: 40 }, (_, index) => person(`p${index}`, index % 7 === 3 ? { email: 'no' } : {}))
    expect((await imported(memorySession(), people)).map(({ line }) => line)).toEqual(
      people.map((_, index) => index + 2),
    )
  })

  it('takes a person once, whatever the spelling of the address', async () => {
    const session = memorySession()
    const results = await imported(session, [person('ann'), person('Ann', { email: 'ANN@Example.com' })])
    expect(results[1]).toMatchObject({ line: 3, result: 'bad', problem: 'ann@example.com stands in line 2 already' })
    expect(await session.store.contacts.list(10)).toHaveLength(1)
  })

  it('never adds somebody who asked for silence, by any of their addresses', async () => {
    const session = memorySession()
    const at = new Date('2026-02-03T10:00:00Z')
    await session.store.suppressions.add({
      _id: suppressionId('telegram', '@ann_lee'),
      channel: 'telegram',
      contactId: null,
      conversationId: null,
      cause: 'stop',
      at,
    })
    const results = await imported(session, [person('ann', { telegram: '@Ann_Lee' })])
    expect(results).toEqual([
      { line: 2, result: 'bad', field: null, problem: 'they asked for silence on 2026-02-03; stop is final' },
    ])
    expect([await session.store.contacts.list(10), commandsOf(session)]).toEqual([[], []])
  })

  it('as a dry run says the same and writes nothing', async () => {
    const session = memorySession()
    expect(await imported(session, [person('ann')], { dryRun: true })).toMatchObject([{ result: 'new' }])
    expect([await session.store.contacts.list(10), commandsOf(session)]).toEqual([[], []])
  })

  it('leaves a known person as stored unless told to update', async () => {
    const session = memorySession()
    const id = contactIdFor('ann@example.com')
    await imported(session, [person('ann')])
    expect(await imported(session, [person('ann', { company: 'Acme' })])).toMatchObject([{ result: 'opened' }])
    expect((await session.store.contacts.get(id))?.company).toBeNull()
    await imported(session, [person('ann', { company: 'Acme' })], { update: true })
    expect((await session.store.contacts.get(id))?.company).toBe('Acme')
  })

  it('takes the campaign of the line before that of the command', async () => {
    const session = memorySession()
    const campaigns = [campaignNamed('reviews'), campaignNamed('second')]
    const results = await imported(
      session,
      [person('ann', { campaign: 'second' }), person('bob'), person('cid', { campaign: 'revews' })],
      {
        campaigns,
        campaign: 'reviews',
      },
    )
    expect(results[2]).toMatchObject({ field: 'campaign', problem: expect.stringContaining('Did you mean "reviews"?') })
    expect(commandsOf(session)).toMatchObject([{ campaignId: 'second' }, { campaignId: 'reviews' }])
  })

  it('does not mix two contacts into one', async () => {
    const session = memorySession()
    await imported(session, [person('ann'), person('bob', { telegram: '@bob_b' })])
    const results = await imported(session, [person('ann', { telegram: '@bob_b' })])
    expect(results).toMatchObject([{ result: 'bad', problem: expect.stringContaining('two different contacts') }])
  })

  it('refuses a person the campaign has no account for', async () => {
    const campaigns = [campaignNamed('mail-only', { accounts: { email: 'sales', telegram: null } })]
    const results = await imported(memorySession(), [{ ...person('ann'), email: '', telegram: '@ann_lee' }], {
      campaigns,
    })
    expect(results).toMatchObject([{ result: 'bad', problem: expect.stringContaining('no telegram account') }])
  })
})

it('a person in the campaign already is left in peace', async () => {
  const session = memorySession()
  await imported(session, [person('ann')])
  const contactId = contactIdFor('ann@example.com')
  const id = conversationIdFor(contactId, 'reviews')
  await session.store.conversations.create(conversationOf(id, contactId))
  const before = commandsOf(session).length
  expect(await imported(session, [person('ann')])).toMatchObject([{ result: 'known' }])
  expect(commandsOf(session)).toHaveLength(before)
})
