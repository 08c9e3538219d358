import type { Account } from '@outrider/shared/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dovecotMissing } from '../../testing/installed.ts'
import { type MailWorld, startMailWorld } from '../../testing/mail-world.ts'
import type { Check } from './check.ts'
import { runDoctor } from './run-doctor.ts'

const missing = dovecotMissing()

describe.skipIf(missing !== null)(`the doctor at real servers${missing === null ? '' : `: ${missing}`}`, () => {
  let world: MailWorld

  beforeAll(async () => {
    world = await startMailWorld()
  })
  afterAll(() => world.close())

  const noDns = { resolveTxt: async () => [], resolveMx: async () => [] }
  const examine = async (changes: Parameters<MailWorld['account']>[0] = {}, environment = world.environment) => {
    const state = { status: 'active', reason: null, since: new Date() } as const
    const account: Account = { _id: 'sales', settings: world.account(changes), state, checkpoint: {} }
    const checks: Check[] = []
    const settings = { accounts: [account], environment, resolver: noDns, sendTest: true, sendTestMs: 10_000 }
    for await (const check of runDoctor(settings)) checks.push(check)
    return new Map(checks.map((check) => [check.check, check]))
  }

  it('a mailbox in order: both logins, folders, a copy in Sent, the clock, a mail there and back', async () => {
    const checks = await examine()
    const right = ['imap-login', 'smtp-login', 'folder', 'junk-folder', 'sent-folder', 'clock', 'send-test']
    expect(right.filter((check) => checks.get(check)?.ok !== true)).toEqual([])
    expect(checks.get('dkim-signature')).toMatchObject({ ok: false })
    expect(world.dovecot.doveadm('search', '-u', world.account().address, 'all').trim()).toBe('')
  })

  it('a wrong password: both logins are refused, and it says whose password', async () => {
    const checks = await examine({}, { AGENT_PASSWORD: 'wrong' })
    expect(checks.get('imap-login')).toMatchObject({ ok: false, remedy: expect.stringContaining('password') })
    expect(checks.get('smtp-login')).toMatchObject({ ok: false, remedy: expect.stringContaining('password') })
  })

  it('a password that is not set: its variable is named', async () => {
    const checks = await examine({}, {})
    expect(checks.get('credentials')?.detail).toContain('AGENT_PASSWORD')
  })

  it('a server that is not there: host and port are named', async () => {
    const nowhere = { host: '127.0.0.1', port: 9, secure: false, allowInsecure: true }
    const checks = await examine({ imap: nowhere, smtp: nowhere })
    expect(checks.get('imap-login')).toMatchObject({ ok: false, detail: expect.stringContaining('127.0.0.1:9') })
    expect(checks.get('smtp-login')).toMatchObject({ ok: false, detail: expect.stringContaining('127.0.0.1:9') })
  })

  it('a folder that is not there: the existing ones are named', async () => {
    const checks = await examine({ folders: { watch: ['Postbox'], sent: null, junk: true } })
    expect(checks.get('folder')).toMatchObject({ ok: false, remedy: expect.stringContaining('INBOX') })
  })

  it('a certificate that nobody vouches for is not trusted unless the account allows it', async () => {
    const { imap, smtp } = world.account()
    const checks = await examine({ imap: { ...imap, allowInsecure: false }, smtp: { ...smtp, allowInsecure: false } })
    expect(checks.get('imap-login')?.ok).toBe(false)
    expect(checks.get('smtp-login')?.ok).toBe(false)
  })
})
