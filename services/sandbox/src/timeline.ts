import { styleText } from 'node:util'
import type { Store } from '@outrider/shared'
import type { FactRecord, MessageEvent } from '@outrider/shared/domain'

const LOOK_MS = 250
const TEXT_WIDTH = 76

/** Prints what happens in all conversations, as it happens, for a person to read. */
export class Timeline {
  readonly #store: Store
  readonly #write: (line: string) => void
  readonly #seen = new Set<string>()
  readonly #names = new Map<string, { name: string; zone: string }>()
  #timer: NodeJS.Timeout | null = null

  constructor(store: Store, write: (line: string) => void) {
    this.#store = store
    this.#write = write
  }

  start(): void {
    this.#timer = setTimeout(async () => {
      // A store that was just killed has nothing to show; the next look finds it again.
      await this.look().catch(() => {})
      if (this.#timer !== null) this.start()
    }, LOOK_MS)
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  /** Everything new since the last look, in time order. */
  async look(): Promise<void> {
    const conversations = await this.#store.conversations.list({ limit: 1_000 })
    const fresh: FactRecord[] = []
    for (const { _id } of conversations) {
      for (const fact of await this.#store.facts.ofConversation(_id)) if (!this.#seen.has(fact._id)) fresh.push(fact)
    }
    fresh.sort((a, b) => a.at.getTime() - b.at.getTime() || (a._id < b._id ? -1 : 1))
    for (const fact of fresh) {
      this.#seen.add(fact._id)
      const line = await this.#lineOf(fact)
      if (line !== null) this.#write(line)
    }
  }

  async #lineOf(fact: FactRecord): Promise<string | null> {
    const what = await this.#describe(fact)
    if (what === null) return null
    const { name, zone } = await this.#personOf(fact.contactId)
    const time = fact.at.toLocaleString('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: '2-digit',
      month: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    return `${styleText('dim', time.replace(',', '').padEnd(17))} ${name.padEnd(16).slice(0, 16)} ${what}`
  }

  async #personOf(contactId: string): Promise<{ name: string; zone: string }> {
    const known = this.#names.get(contactId)
    if (known !== undefined) return known
    const contact = await this.#store.contacts.get(contactId)
    const person = { name: contact?.name || (contact?.email ?? contactId), zone: contact?.timezone ?? 'UTC' }
    this.#names.set(contactId, person)
    return person
  }

  async #describe({ type, data }: FactRecord): Promise<string | null> {
    switch (type) {
      case 'message-sent':
        return this.#sent(String(data.outboxId), String(data.kind))
      case 'reply-understood':
        return this.#understood(data)
      case 'message-queued':
        return data.held
          ? styleText('yellow', `? ${data.kind} held: a person approves it (client-utils conversation held)`)
          : null
      case 'auto-reply-received':
        return `${styleText('yellow', '← out of office')}${data.returnsOn ? `, back on ${data.returnsOn}` : ''}: not answered`
      case 'bounced':
        return styleText('yellow', `← bounce (${data.reason})`)
      case 'message-failed':
        return styleText('yellow', `✗ ${data.kind} was not delivered: ${shortened(String(data.reason), 60)}`)
      case 'snoozed':
        return styleText('dim', `· silent until ${data.until}`)
      case 'colleague-found':
        return styleText('dim', '· a colleague is named: a conversation of their own begins')
      case 'handed-over':
        return styleText('magenta', `· handed over to a person: ${data.reason}`)
      case 'suppressed':
        return styleText('red', '■ suppressed: nothing more is sent, on any channel')
      case 'stage-changed':
        return styleText('dim', `· stage ${data.stage}`)
      default:
        return null
    }
  }

  async #sent(outboxId: string, kind: string): Promise<string> {
    const entry = await this.#store.outbox.get(outboxId)
    const files = entry?.attachments.map(({ filename }) => filename).join(', ')
    return `${styleText('green', `→ ${kind}`)}${files ? ` [${files}]` : ''}  ${styleText('dim', shortened(bodyOf(entry?.text ?? ''), TEXT_WIDTH))}`
  }

  async #understood(data: FactRecord['data']): Promise<string> {
    const [id] = (data.inboxIds as string[]).slice(-1)
    const event = (await this.#store.inbox.get(id ?? '')) as MessageEvent | null
    const intents = (data.intents as string[]).join(' + ')
    return `${styleText('cyan', `← "${shortened(event?.text ?? '', TEXT_WIDTH)}"`)} = ${styleText('bold', intents)} (${data.by})`
  }
}

/** The text after the greeting line: the part worth a glance. */
function bodyOf(text: string): string {
  const [first = '', ...rest] = text.split(/\n\n+/)
  return first.length < 60 && rest.length > 0 ? rest.join(' ') : text
}

function shortened(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`
}
