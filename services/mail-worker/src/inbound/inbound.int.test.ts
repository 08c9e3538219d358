import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dovecotMissing } from '../../testing/installed.ts'
import { AGENT, fromTheFirstMail, type MailWorld, mailOf, startMailWorld } from '../../testing/mail-world.ts'
import { startTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.ts'

const missing = dovecotMissing()

/** Waits for a condition that a server event brings about. */
const eventually = <T>(check: () => T | Promise<T>, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 10 })

describe.skipIf(missing !== null)(`mail from a real Dovecot${missing === null ? '' : `: ${missing}`}`, () => {
  let world: MailWorld
  let proxy: TcpProxy

  beforeEach(async () => {
    world = await startMailWorld()
    proxy = await startTcpProxy(world.dovecot.ports.imap)
  })
  afterEach(async () => {
    await world.close()
    await proxy.close()
  })

  const throughProxy = () => ({ imap: { host: '127.0.0.1', port: proxy.port, secure: false, allowInsecure: true } })
  const subjects = () => world.messages().map(({ subject }) => subject)
  const deliver = (subject: string, headers: Record<string, string> = {}) =>
    world.dovecot.deliver(AGENT, mailOf({ Subject: subject, ...headers }))

  it('a mail becomes one inbox document, under the identity the server gave it, and the checkpoint follows', async () => {
    await world.addAccount()
    await world.work()
    await deliver('first')
    await eventually(() => expect(subjects()).toEqual(['first']))
    const [event] = world.messages()
    const checkpoint = () => world.store.accounts.get('sales').then((account) => account?.checkpoint.INBOX)
    await eventually(async () => expect(await checkpoint()).toMatchObject({ lastUid: 1 }))
    const { uidValidity } = (await checkpoint()) as { uidValidity: string }
    expect(event?._id).toBe(`mail:sales:${uidValidity}:1`)
    expect(event).toMatchObject({ kind: 'human', text: 'Hello there', from: { address: 'pat@customer.test' } })
  })

  it('the first look at a mailbox begins at its present end: older mail is not answered', async () => {
    await deliver('before the agent')
    await world.addAccount({}, {})
    const worker = await world.work()
    await eventually(() => expect(worker.details().connected).toBe(1))
    await eventually(async () => expect((await world.store.accounts.get('sales'))?.checkpoint.INBOX).toBeDefined())
    await deliver('after')
    await eventually(() => expect(subjects()).toEqual(['after']))
  })

  it('200 mails at once become 200 documents', async () => {
    await world.addAccount()
    await world.work()
    const wanted = Array.from({ length: 200 }, (_, n) => `mail ${n}`)
    await Promise.all(wanted.map((subject) => deliver(subject)))
    await eventually(() => expect(subjects().sort()).toEqual([...wanted].sort()), 60_000)
  })

  it('mail that comes while the server is killed, the link cut or silent is taken in once', async () => {
    await world.addAccount(throughProxy())
    const worker = await world.work({ imapTimings: { probeMs: 500, socketMs: 800 } })
    await deliver('at first')
    await eventually(() => expect(subjects()).toContain('at first'))

    proxy.cut()
    await deliver('after the cut')
    await eventually(() => expect(subjects()).toContain('after the cut'))

    await eventually(() => expect(worker.details().connected).toBe(1))
    proxy.blackhole(true)
    await deliver('while half-open')
    await eventually(() => expect(worker.details().connected).toBe(0), 20_000)
    proxy.blackhole(false)
    await eventually(() => expect(subjects()).toContain('while half-open'), 20_000)

    await world.dovecot.stop('at-once')
    await eventually(() => expect(worker.details().connected).toBe(0))
    await world.dovecot.start()
    await deliver('after the restart')
    await eventually(() => expect(subjects()).toContain('after the restart'))
    expect(subjects()).toHaveLength(4)
  })

  it('a changed UIDVALIDITY makes nothing twice and loses nothing', async () => {
    await world.addAccount()
    const worker = await world.work()
    await deliver('one')
    await deliver('two')
    await eventually(() => expect(subjects()).toHaveLength(2))
    world.dovecot.doveadm('mailbox', 'update', '-u', AGENT, '--uid-validity', '4242', 'INBOX')
    await deliver('three')
    await eventually(() => expect(subjects()).toContain('three'), 20_000)
    await eventually(() => expect(worker.details().connected).toBe(1))
    expect(subjects().sort()).toEqual(['one', 'three', 'two'])
  })

  it('mail in Junk is read too, and a mail that moves between folders is one event', async () => {
    await world.addAccount()
    await world.work()
    const junkReadTo = async (uid: number) => {
      const account = await world.store.accounts.get('sales')
      expect(account?.checkpoint.Junk).toMatchObject({ lastUid: uid })
    }
    await deliver('sorted out by the person')
    await eventually(() => expect(subjects()).toEqual(['sorted out by the person']))
    world.dovecot.doveadm('move', '-u', AGENT, 'Junk', 'mailbox', 'INBOX', 'all')
    await eventually(() => junkReadTo(1))
    await deliver('taken for junk')
    world.dovecot.doveadm('move', '-u', AGENT, 'Junk', 'mailbox', 'INBOX', 'all')
    await eventually(() => junkReadTo(2))
    world.dovecot.doveadm('move', '-u', AGENT, 'INBOX', 'mailbox', 'Junk', 'all')
    await deliver('last')
    await eventually(() => expect(subjects()).toContain('last'))
    expect(subjects().sort()).toEqual(['last', 'sorted out by the person', 'taken for junk'])
  })

  it('a 25 MB mail is read by its texts, and its attachment is listed', async () => {
    await world.addAccount()
    await world.work()
    const attachment = Buffer.alloc(25 * 2 ** 20, 'x')
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n')
    const body = `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nПодойдёт вторник?\r\n--b\r\nContent-Type: application/pdf; name="plan.pdf"\r\nContent-Disposition: attachment; filename="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment}\r\n--b--`
    await world.dovecot.deliver(
      AGENT,
      mailOf({ 'Content-Type': 'multipart/mixed; boundary=b', Subject: 'big' }, body.replaceAll('\r\n', '\n')),
    )
    await eventually(() => expect(subjects()).toEqual(['big']), 30_000)
    const [event] = world.messages()
    expect(event?.text).toBe('Подойдёт вторник?')
    expect(event?.attachments).toMatchObject([{ filename: 'plan.pdf', contentType: 'application/pdf' }])
  })

  it('refused credentials pause the account with the reason, others go on, and a right password ends it', async () => {
    await world.addAccount()
    await world.store.accounts.putSettings({
      _id: 'wrong',
      settings: world.account({ _id: 'wrong', auth: { kind: 'password', passwordEnv: 'WRONG_PASSWORD' } }),
      state: { status: 'active', reason: null, since: new Date() },
      checkpoint: {},
    })
    world.environment.WRONG_PASSWORD = 'not-it'
    await world.work()
    const state = () => world.store.accounts.get('wrong').then((account) => account?.state)
    await eventually(async () => expect(await state()).toMatchObject({ status: 'paused' }))
    expect((await state())?.reason).toMatch(/^MAIL_AUTH_FAILED: IMAP: /)
    await deliver('for the other account')
    await eventually(() => expect(subjects()).toEqual(['for the other account']))
    world.environment.WRONG_PASSWORD = 'agent-password'
    await eventually(async () => expect(await state()).toMatchObject({ status: 'active', reason: null }))
  })

  it('an account that is added while the worker runs is picked up', async () => {
    const worker = await world.work()
    await world.addAccount()
    await eventually(() => expect(worker.details().connected).toBe(1))
    await deliver('hello')
    await eventually(() => expect(subjects()).toEqual(['hello']))
  })

  it('a restarted worker reads on from the checkpoint', async () => {
    await world.addAccount({}, fromTheFirstMail())
    const first = await world.work()
    await deliver('one')
    await eventually(() => expect(subjects()).toEqual(['one']))
    await first.stop()
    await deliver('two')
    await world.work()
    await eventually(() => expect(subjects()).toEqual(['one', 'two']))
  })

  it('a store that is away for a while costs no mail', async () => {
    await world.addAccount()
    await world.work()
    const put = world.store.inbox.put.bind(world.store.inbox)
    let failures = 0
    world.store.inbox.put = async () => {
      failures++
      throw new Error('the store is away')
    }
    await deliver('patient')
    await eventually(() => expect(failures).toBeGreaterThan(1))
    // DESIGN §6.3: the checkpoint moves only behind what is stored.
    expect((await world.store.accounts.get('sales'))?.checkpoint.INBOX).toMatchObject({ lastUid: 0 })
    world.store.inbox.put = put
    await eventually(() => expect(subjects()).toEqual(['patient']))
  })

  it('a mail that the store does not take as read is kept raw and dead, and the next one comes through', async () => {
    await world.addAccount()
    await world.work()
    const put = world.store.inbox.put.bind(world.store.inbox)
    world.store.inbox.put = async (document, options) => {
      if (document.type === 'message' && document.subject === 'poison') throw new Error('document too large')
      return put(document, options)
    }
    await deliver('poison')
    await deliver('next')
    await eventually(() => expect(subjects()).toEqual(['next']), 20_000)
    const [dead] = [...world.store.inbox.documents.values()].filter(({ status }) => status === 'dead')
    expect(dead).toMatchObject({ type: 'unreadable', reason: expect.stringContaining('document too large') })
    expect(await world.store.files.has(dead?.type === 'unreadable' ? dead.rawFile : '')).toBe(true)
  })
})
