/**
 * Measures how long a mail takes from the server's EXISTS to its inbox document: `npx tsx --conditions=source
 * bench/imap-latency.bench.ts [MAILS]`, with Dovecot installed. A bare imapflow loop, which only fetches the source,
 * watches the same mailbox in the same run: what it needs is what library, server and machine allow at that moment.
 * Prints one JSON document. The EXISTS is seen by a proxy, on the wire.
 */
import { ImapFlow } from 'imapflow'
import { dovecotMissing } from '../services/mail-worker/testing/installed.ts'
import { AGENT, CONFIG, type MailWorld, mailOf, startMailWorld } from '../services/mail-worker/testing/mail-world.ts'
import { startTcpProxy, type TcpProxy } from '../services/mail-worker/testing/tcp-proxy.ts'

const MAILS = Number(process.argv[2] ?? 100)

interface Passage {
  delivered: number
  exists: number
  done: number
}

/** One way a mail is watched for: when its EXISTS passed, and when it was done. */
class Watch {
  readonly passages: Passage[] = []
  #finish: () => void = () => {}

  constructor(proxy: TcpProxy) {
    proxy.onServerData((text) => {
      const passage = this.passages.at(-1)
      if (passage?.exists === 0 && /^\* \d+ EXISTS/m.test(text)) passage.exists = performance.now()
    })
  }

  begin(delivered: number): Promise<void> {
    this.passages.push({ delivered, exists: 0, done: 0 })
    return new Promise((resolve) => {
      this.#finish = resolve
    })
  }

  done(): void {
    const passage = this.passages.at(-1)
    if (passage !== undefined && passage.done === 0) passage.done = performance.now()
    this.#finish()
  }

  figures() {
    const since = (from: 'delivered' | 'exists') => spread(this.passages.map((passage) => passage.done - passage[from]))
    return { fromExistsMs: since('exists'), fromDeliveryMs: since('delivered') }
  }
}

function spread(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2))
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}

async function watchBare(world: MailWorld, proxy: TcpProxy, watch: Watch): Promise<ImapFlow> {
  const auth = { user: AGENT, pass: world.environment.AGENT_PASSWORD ?? '' }
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: proxy.port,
    secure: false,
    auth,
    logger: false,
    autoIdleDelay: 0,
  })
  await client.connect()
  const { uidNext } = await client.mailboxOpen('INBOX')
  let lastUid = uidNext - 1
  client.on('exists', async () => {
    const mails = await client.fetchAll(`${lastUid + 1}:*`, { uid: true, source: true }, { uid: true })
    for (const { uid } of mails) {
      if (uid <= lastUid) continue
      lastUid = uid
      watch.done()
    }
  })
  return client
}

async function main(): Promise<void> {
  const missing = dovecotMissing()
  if (missing !== null) throw new Error(missing)
  const world = await startMailWorld({ startTls: false })
  const [ourProxy, bareProxy] = [
    await startTcpProxy(world.dovecot.ports.imap),
    await startTcpProxy(world.dovecot.ports.imap),
  ]
  const [ours, bare] = [new Watch(ourProxy), new Watch(bareProxy)]
  const put = world.store.inbox.put.bind(world.store.inbox)
  world.store.inbox.put = async (...args) => {
    const stored = await put(...args)
    ours.done()
    return stored
  }
  const client = await watchBare(world, bareProxy, bare)
  const imap = { host: '127.0.0.1', port: ourProxy.port, secure: false, allowInsecure: true }
  await world.addAccount({ imap, folders: { watch: ['INBOX'], sent: null, junk: false } })
  const worker = await world.work({ config: { ...CONFIG, MAIL_FOLDERS_POLL_MS: 30_000 } })
  while (worker.details().connected !== 1) await new Promise((resolve) => setTimeout(resolve, 10))
  for (let n = 0; n < MAILS; n++) {
    const delivered = performance.now()
    const both = Promise.all([ours.begin(delivered), bare.begin(delivered)])
    await world.dovecot.deliver(
      AGENT,
      mailOf({ Subject: `mail ${n}` }, 'Sounds good.\n\nOn Monday Ann wrote:\n> Hello'),
    )
    await both
  }
  await client.logout()
  await Promise.all([world.close(), ourProxy.close(), bareProxy.close()])
  const report = { mails: MAILS, inboxDocument: ours.figures(), bareLoop: bare.figures() }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
}

await main()
