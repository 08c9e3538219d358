import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dovecotMissing } from '../../testing/installed.ts'
import { AGENT, entryOf, type MailWorld, mailOf, PROSPECT, startMailWorld } from '../../testing/mail-world.ts'
import { atFinalDot, startTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.ts'

const missing = dovecotMissing()

const eventually = <T>(check: () => T | Promise<T>, timeout = 15_000) => vi.waitFor(check, { timeout, interval: 10 })

describe.skipIf(missing !== null)(
  `mail to a real SMTP server and Dovecot${missing === null ? '' : `: ${missing}`}`,
  () => {
    let world: MailWorld
    let proxy: TcpProxy

    beforeEach(async () => {
      world = await startMailWorld({ startTls: false })
      proxy = await startTcpProxy(world.bridge.port)
    })
    afterEach(async () => {
      await world.close()
      await proxy.close()
    })

    const throughProxy = () => ({ smtp: { host: '127.0.0.1', port: proxy.port, secure: false, allowInsecure: true } })
    const statusOf = async (id: string) => (await world.store.outbox.get(id))?.status
    const reports = () => [...world.store.inbox.documents.values()].filter(({ type }) => type === 'delivery')
    const inMailbox = (user: string, folder: string, ...query: string[]) =>
      world.dovecot
        .doveadm('search', '-u', user, 'mailbox', folder, ...query)
        .split('\n')
        .filter(Boolean).length
    const copiesOf = (messageId: string | null) =>
      inMailbox(PROSPECT, 'INBOX', 'header', 'message-id', messageId ?? 'none')

    it('an entry leaves once, with its Message-ID and thread, a copy lies in Sent, and its delivery is reported', async () => {
      await world.addAccount()
      await world.work()
      const entry = entryOf({
        inReplyTo: '<theirs@customer.test>',
        references: ['<first@customer.test>', '<theirs@customer.test>'],
      })
      await world.store.outbox.put(entry)
      await eventually(async () => expect(await statusOf(entry._id)).toBe('sent'))
      expect(reports()).toMatchObject([{ outboxId: entry._id, result: 'sent' }])
      expect(copiesOf(entry.messageId)).toBe(1)
      expect(inMailbox(AGENT, 'Sent', 'header', 'message-id', entry.messageId ?? '')).toBe(1)
      const raw = world.bridge.accepted[0]?.raw.toString() ?? ''
      expect(raw).toContain(`Message-ID: ${entry.messageId}`)
      expect(raw).toContain('In-Reply-To: <theirs@customer.test>')
      expect(raw).toMatch(/^References: <first@customer.test>\s+<theirs@customer.test>$/m)
    })

    it('an answer to a mail of ours comes back as its conversation', async () => {
      await world.addAccount()
      await world.work()
      const entry = entryOf()
      await world.store.outbox.put(entry)
      await eventually(async () => expect(await statusOf(entry._id)).toBe('sent'))
      await world.dovecot.deliver(
        AGENT,
        mailOf({ Subject: 'Re: Reviews', 'In-Reply-To': entry.messageId ?? '' }, 'Yes'),
      )
      await eventually(() => expect(world.messages()).toHaveLength(1))
      expect(world.messages()[0]?.match).toEqual({
        conversationId: entry.conversationId,
        by: 'reference',
        certain: true,
        outboxId: entry._id,
      })
    })

    it('200 entries at once are delivered once each', async () => {
      await world.addAccount()
      await world.work()
      const entries = Array.from({ length: 200 }, () => entryOf())
      for (const entry of entries) await world.store.outbox.put(entry)
      await eventually(() => expect(reports()).toHaveLength(200), 90_000)
      const ids = world.bridge.accepted.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw.toString())?.[1])
      expect(ids.sort()).toEqual(entries.map(({ messageId }) => messageId).sort())
    })

    it('greylisting puts an entry off, and it leaves at a later attempt', async () => {
      await world.addAccount()
      let refusals = 0
      world.bridge.faults = {
        recipient: () => (refusals++ < 2 ? { code: 451, message: '4.7.1 greylisted, try later' } : null),
      }
      await world.work()
      const entry = entryOf()
      await world.store.outbox.put(entry)
      await eventually(async () => expect(await statusOf(entry._id)).toBe('sent'))
      expect(refusals).toBe(3)
      expect(copiesOf(entry.messageId)).toBe(1)
    })

    it('a refused recipient is final and blamed, and the account goes on', async () => {
      await world.addAccount()
      world.bridge.faults = {
        recipient: (to) => (to === 'gone@customer.test' ? { code: 550, message: '5.1.1 user unknown' } : null),
      }
      await world.work()
      const [gone, next] = [entryOf({ to: 'gone@customer.test' }), entryOf()]
      await world.store.outbox.put(gone)
      await world.store.outbox.put(next)
      await eventually(async () => expect(await statusOf(next._id)).toBe('sent'))
      await eventually(async () => expect(await statusOf(gone._id)).toBe('failed'))
      const report = reports().find((event) => event.type === 'delivery' && event.outboxId === gone._id)
      expect(report).toMatchObject({ result: 'failed', permanent: true, blame: 'recipient' })
      expect((await world.store.accounts.get('sales'))?.state.status).toBe('active')
    })

    it('a refusal over policy pauses the account, and nothing more of it is handed over', async () => {
      await world.addAccount()
      world.bridge.faults = { data: () => ({ code: 550, message: '5.7.26 this mail fails authentication (DMARC)' }) }
      await world.work()
      const [first, second] = [entryOf(), entryOf()]
      await world.store.outbox.put(first)
      await eventually(async () => expect((await world.store.accounts.get('sales'))?.state.status).toBe('paused'))
      expect((await world.store.accounts.get('sales'))?.state.reason).toMatch(/^MAIL_SENDER_REFUSED: .*DMARC/)
      world.bridge.faults = {}
      await world.store.outbox.put(second)
      await eventually(async () => expect(await statusOf(first._id)).toBe('failed'))
      await world.dovecot.deliver(AGENT, mailOf({ Subject: 'still read' }))
      await eventually(() => expect(world.messages()).toHaveLength(1))
      expect(await statusOf(second._id)).toBe('ready')
      expect(world.bridge.accepted).toHaveLength(0)
    })

    it('a wrong SMTP password pauses the account and loses no entry; a server that cannot check it now does not', async () => {
      await world.addAccount()
      let answer = { code: 454, message: '4.7.0 temporary authentication failure' }
      let broken = true
      world.bridge.faults = { auth: () => (broken ? answer : null) }
      await world.work()
      const entry = entryOf()
      await world.store.outbox.put(entry)
      await eventually(async () =>
        expect((await world.store.outbox.get(entry._id))?.dueAt.getTime()).toBeGreaterThan(entry.dueAt.getTime()),
      )
      expect((await world.store.accounts.get('sales'))?.state.status).toBe('active')
      answer = { code: 535, message: '5.7.8 bad credentials' }
      await eventually(async () => expect((await world.store.accounts.get('sales'))?.state.status).toBe('paused'))
      expect((await world.store.accounts.get('sales'))?.state.reason).toMatch(/^MAIL_AUTH_FAILED: SMTP: /)
      broken = false
      await eventually(async () => expect(await statusOf(entry._id)).toBe('sent'))
      expect(copiesOf(entry.messageId)).toBe(1)
    })

    it('a link cut in the middle of a message: nothing was taken, so it leaves at a later attempt, once', async () => {
      await world.addAccount(throughProxy())
      let cuts = 0
      proxy.onClientData((text) => (text.includes('deck.pdf') && cuts++ === 0 ? 'cut-before' : 'pass'))
      const contentType = 'application/pdf'
      await world.store.files.put({ filename: 'deck.pdf', contentType, content: Buffer.alloc(15 * 2 ** 20, 'x') })
      await world.work()
      const entry = entryOf({ attachments: [{ from: 'file', filename: 'deck.pdf', contentType }] })
      await world.store.outbox.put(entry)
      await eventually(async () => expect(await statusOf(entry._id)).toBe('sent'), 30_000)
      expect(cuts).toBe(2)
      expect(copiesOf(entry.messageId)).toBe(1)
    })

    it('a link cut with the final dot: nobody knows whether it was taken, so the entry is uncertain', async () => {
      await world.addAccount(throughProxy())
      proxy.onClientData(atFinalDot('cut-before'))
      await world.work()
      const entry = entryOf()
      await world.store.outbox.put(entry)
      await eventually(async () => expect(await statusOf(entry._id)).toBe('uncertain'), 30_000)
      expect(copiesOf(entry.messageId)).toBe(0)
    })

    it('a link cut after the final dot: the entry is uncertain and is not sent again', async () => {
      await world.addAccount(throughProxy())
      proxy.onClientData(atFinalDot('cut-after'))
      await world.work()
      const entry = entryOf()
      await world.store.outbox.put(entry)
      await eventually(async () => expect(await statusOf(entry._id)).toBe('uncertain'), 30_000)
      expect(reports()).toMatchObject([{ outboxId: entry._id, result: 'uncertain' }])
      expect(copiesOf(entry.messageId)).toBe(1)
    })

    it('where the server files copies itself, Sent tells what became of a link cut at the final dot', async () => {
      await world.addAccount({
        ...throughProxy(),
        folders: { watch: ['INBOX'], sent: null, junk: false, sentCopy: 'server' },
      })
      const [taken, lost] = [entryOf({ text: 'taken' }), entryOf({ text: 'lost' })]
      let drops = 0
      world.bridge.faults = {
        data: (raw) => (raw.includes('\r\n\r\nlost') && drops++ === 0 ? 'drop' : null),
        delivered: (raw) => {
          if (!raw.includes('\r\n\r\ntaken')) return null
          world.dovecot.doveadm('copy', '-u', AGENT, 'Sent', 'user', PROSPECT, 'mailbox', 'INBOX', 'all')
          return 'drop'
        },
      }
      await world.work()
      await world.store.outbox.put(taken)
      await eventually(async () => expect(await statusOf(taken._id)).toBe('sent'), 30_000)
      await world.store.outbox.put(lost)
      await eventually(async () => expect(await statusOf(lost._id)).toBe('sent'), 40_000)
      expect(drops).toBe(2)
      expect([copiesOf(taken.messageId), copiesOf(lost.messageId)]).toEqual([1, 1])
    })

    it('an entry found with an interrupted hand-over is looked for and never repeated', async () => {
      await world.addAccount()
      const [delivered, unknown] = [entryOf(), entryOf()]
      for (const entry of [delivered, unknown]) {
        await world.store.outbox.put(entry)
        const claim = await world.store.outbox.claim({ messageId: entry.messageId ?? '' })
        if (claim === null) throw new Error('nothing to claim')
        await world.store.outbox.note(claim, { handOverStartedAt: new Date() } as object)
        await world.store.outbox.settle(claim, { outcome: 'snooze', until: new Date() })
      }
      await world.dovecot.deliver(AGENT, mailOf({ From: AGENT, 'Message-ID': delivered.messageId ?? '' }))
      world.dovecot.doveadm('move', '-u', AGENT, 'Sent', 'mailbox', 'INBOX', 'all')
      await world.work()
      await eventually(async () => expect(await statusOf(delivered._id)).toBe('sent'), 30_000)
      await eventually(async () => expect(await statusOf(unknown._id)).toBe('uncertain'), 30_000)
      expect(world.bridge.accepted).toHaveLength(0)
    })

    it('a Sent folder that cannot be reached does not send twice', async () => {
      const imap = await startTcpProxy(world.dovecot.ports.imap)
      imap.refuse(true)
      await world.addAccount({ imap: { host: '127.0.0.1', port: imap.port, secure: false, allowInsecure: true } })
      await world.work()
      const entry = entryOf()
      await world.store.outbox.put(entry)
      await eventually(async () => expect(await statusOf(entry._id)).toBe('sent'))
      expect(copiesOf(entry.messageId)).toBe(1)
      await imap.close()
    })

    it('a worker that is stopped finishes what is in hand', async () => {
      await world.addAccount()
      const worker = await world.work()
      const entries = Array.from({ length: 30 }, () => entryOf())
      for (const entry of entries) await world.store.outbox.put(entry)
      await eventually(() => expect(world.bridge.accepted.length).toBeGreaterThan(3))
      await worker.stop()
      const statuses = await Promise.all(entries.map(({ _id }) => statusOf(_id)))
      expect(new Set(statuses)).toEqual(new Set(['sent', 'ready']))
      expect(statuses.filter((status) => status === 'sent')).toHaveLength(world.bridge.accepted.length)
    })
  },
)
