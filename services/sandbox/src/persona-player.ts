import { plusDuration } from '@outrider/shared/domain'
import { type ParsedMail, simpleParser } from 'mailparser'
import { createTransport, type Transporter } from 'nodemailer'
import type { AcceptedMail } from './mail-server.ts'
import { addressOf, type Persona, type PersonaAnswer } from './persona.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import type { TelegramStandIn } from './telegram-stand-in/telegram-stand-in.ts'

export interface PlayerSettings {
  readonly personas: readonly Persona[]
  readonly clock: SandboxClock
  readonly smtpPort: () => number
  readonly telegram: TelegramStandIn
}

/** Plays all personas: real mail over SMTP, real updates over the Bot API stand-in. */
export class PersonaPlayer {
  readonly #settings: PlayerSettings
  readonly #received = new Map<string, number>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #transport: Transporter | null = null
  #mails = 0

  constructor(settings: PlayerSettings) {
    this.#settings = settings
    settings.telegram.onSent(({ chatId }) => this.#onTelegram(chatId))
  }

  /** A mail reached an address; a persona that lives there answers in its own time. */
  async onMail(mail: AcceptedMail): Promise<void> {
    const persona = this.#settings.personas.find((each) => addressOf(each) === mail.to)
    if (persona === undefined) return
    const answer = this.#next(persona)
    if (answer === null) return
    const parsed = await simpleParser(mail.raw)
    this.#later(answer.after, () => this.#send(persona, answer, parsed, mail))
  }

  /** The personas on Telegram press Start, each in its own time. */
  startBots(tokenOf: (persona: Persona) => string | undefined): void {
    for (const persona of this.#settings.personas) {
      if (persona.starts === undefined) continue
      this.#later(persona.starts, async () => this.#settings.telegram.start(chatOf(persona), tokenOf(persona)))
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#transport?.close()
  }

  #next(persona: Persona): PersonaAnswer | null {
    const count = this.#received.get(persona.id) ?? 0
    this.#received.set(persona.id, count + 1)
    return persona.answers[count] ?? null
  }

  #onTelegram(chatId: string): void {
    const persona = this.#settings.personas.find(
      (each) => each.starts !== undefined && String(chatOf(each).id) === String(chatId),
    )
    if (persona === undefined) return
    const answer = this.#next(persona)
    if (answer !== null)
      this.#later(answer.after, async () => this.#settings.telegram.say(chatOf(persona), answer.text))
  }

  #later(after: string, act: () => Promise<unknown>): void {
    const now = this.#settings.clock.now()
    const ms = (plusDuration(now, after, 'UTC').getTime() - now.getTime()) / this.#settings.clock.rate
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      // A persona whose mail cannot be delivered is seen in the report: its conversation does not end where it should.
      act().catch(() => {})
    }, ms)
    this.#timers.add(timer)
  }

  async #send(persona: Persona, answer: PersonaAnswer, parsed: ParsedMail, mail: AcceptedMail): Promise<void> {
    this.#transport ??= createTransport({
      host: '127.0.0.1',
      port: this.#settings.smtpPort(),
      secure: false,
      ignoreTLS: true,
    })
    const now = this.#settings.clock.now()
    const machine = answer.auto !== undefined
    await this.#transport.sendMail({
      from: { name: persona.contact?.name ?? '', address: mail.to },
      to: mail.from,
      subject: machine ? `Automatic reply: ${parsed.subject ?? ''}` : `Re: ${parsed.subject ?? ''}`,
      text: answer.quote ? `${answer.text}\n\n${quoted(parsed, mail, persona)}` : answer.text,
      date: now,
      messageId: `<persona.${persona.id}.${++this.#mails}@${mail.to.split('@')[1]}>`,
      inReplyTo: parsed.messageId,
      references: [...[parsed.references ?? []].flat(), ...(parsed.messageId === undefined ? [] : [parsed.messageId])],
      headers: machine ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {},
    })
  }
}

function chatOf({ contact }: Persona) {
  const username = (contact?.telegram ?? '').replace(/^@/, '')
  const id = [...username].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000_000
  return { id, username, firstName: contact?.name.split(' ')[0] ?? username }
}

/** The agent's message below the answer, with the attribution line of a mail client in the persona's language. */
function quoted(parsed: ParsedMail, mail: AcceptedMail, { contact }: Persona): string {
  const day = (parsed.date ?? new Date(0)).toISOString().slice(0, 10)
  const lines = (parsed.text ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
  const attribution = {
    ru: `${day}, ${mail.from} пишет:`,
    en: `On ${day}, <${mail.from}> wrote:`,
    es: `El ${day}, <${mail.from}> escribió:`,
  }
  return [attribution[contact?.language ?? 'en'], ...lines].join('\n')
}
