import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { postfixMissing } from '../../testing/installed.ts'
import { entryOf, type MailWorld, startMailWorld } from '../../testing/mail-world.ts'
import { type PolicyService, startPolicyService } from '../../testing/policy-service.ts'
import { type Postfix, startPostfix } from '../../testing/postfix.ts'

const missing = postfixMissing()

const eventually = <T>(check: () => T | Promise<T>, timeout = 15_000) => vi.waitFor(check, { timeout, interval: 10 })

describe.skipIf(missing !== null)(`mail through a real Postfix${missing === null ? '' : `: ${missing}`}`, () => {
  let world: MailWorld
  let policy: PolicyService
  let postfix: Postfix
  let folder: string

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outrider-postfix-'))
    world = await startMailWorld()
    policy = await startPolicyService()
    postfix = await startPostfix({
      dovecot: world.dovecot,
      folder,
      domains: ['agency.test', 'customer.test'],
      deadDomain: 'down.test',
      policyPort: policy.port,
    })
    const smtp = { host: '127.0.0.1', port: postfix.port, secure: false, allowInsecure: true }
    await world.addAccount({ smtp })
    await world.work()
  })
  afterEach(async () => {
    await world.close()
    await postfix.close()
    await policy.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const statusOf = async (id: string) => (await world.store.outbox.get(id))?.status
  const send = async (to: string) => {
    const entry = entryOf({ to })
    await world.store.outbox.put(entry)
    return entry
  }

  it('mail to an unknown mailbox comes back as a bounce of its own conversation, held against the recipient', async () => {
    const entry = await send('nobody@customer.test')
    await eventually(() => expect(world.messages()).toHaveLength(1))
    const [bounce] = world.messages()
    expect(bounce).toMatchObject({
      kind: 'bounce',
      bounce: { recipient: 'nobody@customer.test', status: '5.1.1', permanent: true, blame: 'recipient' },
      match: { conversationId: entry.conversationId, outboxId: entry._id },
    })
    expect(await statusOf(entry._id)).toBe('sent')
  })

  it('a notice of delay is no failure; giving up is one, though its status begins with 4', async () => {
    const entry = await send('pat@down.test')
    await eventually(() => expect(world.messages()).toHaveLength(1))
    expect(world.messages()[0]).toMatchObject({ kind: 'bounce', bounce: null })
    postfix.giveUp()
    await eventually(() => expect(world.messages()).toHaveLength(2))
    expect(world.messages()[1]).toMatchObject({
      kind: 'bounce',
      bounce: { recipient: 'pat@down.test', permanent: false },
      match: { conversationId: entry.conversationId },
    })
  })

  it('a greylisted recipient gets the mail once, at a later attempt', async () => {
    let asked = 0
    policy.decide = () => (asked++ < 2 ? '451 4.7.1 Greylisted, come back later' : null)
    const entry = await send('pat@customer.test')
    await eventually(async () => expect(await statusOf(entry._id)).toBe('sent'))
    expect(asked).toBe(3)
    const query = ['mailbox', 'INBOX', 'header', 'message-id', entry.messageId ?? 'none']
    await eventually(() =>
      expect(
        world.dovecot
          .doveadm('search', '-u', 'pat@customer.test', ...query)
          .trim()
          .split('\n'),
      ).toHaveLength(1),
    )
  })

  it('one refused recipient does not touch the others', async () => {
    policy.decide = ({ recipient }) => (recipient === 'gone@customer.test' ? '550 5.1.1 no such user' : null)
    const [gone, pat] = [await send('gone@customer.test'), await send('pat@customer.test')]
    await eventually(async () =>
      expect([await statusOf(gone._id), await statusOf(pat._id)]).toEqual(['failed', 'sent']),
    )
  })
})
