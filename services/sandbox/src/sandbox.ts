import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, createLogger, messageOf, openStorePatiently, type Store } from '@outrider/shared'
import { type InitData, initDataSchema } from '@outrider/shared/domain'
import { runClientUtils } from './client-utils.ts'
import { startDatabase } from './database.ts'
import { type SandboxMail, startSandboxMail } from './mail-server.ts'
import { addressOf, type Persona } from './persona.ts'
import { PersonaPlayer } from './persona-player.ts'
import { SandboxClock } from './sandbox-clock.ts'
import { entryOf, ServiceProcess } from './service-process.ts'
import { judge, type Verdict } from './settle.ts'
import { startTelegramStandIn, type TelegramStandIn } from './telegram-stand-in/telegram-stand-in.ts'

/** A Monday, early morning in Europe: the sandbox's day begins when the first windows open. */
const SIMULATED_START = Date.parse('2026-09-14T05:30:00Z')
const DAY_MS = 86_400_000
const MAIL_PASSWORD = 'sandbox'
const BOT_TOKEN = '1000000001:sandbox-token-of-the-telegram-stand-in'
const BOT_NAME = 'outrider_reviews_bot'
const DEFAULT_DAY_MS = 1_500
const START_UP_MS = 2_500
const IDLE_COMMAND_MS = 900
const SLOWEST_PACE = 6
const QUIET_MS = 1_500
/** The mailbox a curious person writes from and reads. */
export const VISITOR = 'you@sandbox.test'

export interface SandboxSettings {
  readonly personas: readonly Persona[]
  /** Everything of the run is kept below it; what an earlier run left there is removed. */
  readonly folder: string
  readonly initFile: string
  /** Real milliseconds of a simulated day. Default: as long as this machine needs, from 1 500 on. */
  readonly dayMs?: number
  readonly smtpPort?: number
  readonly onLine?: (service: string, line: string) => void
}

export interface Sandbox {
  readonly store: Store
  readonly clock: Clock
  readonly mail: SandboxMail
  readonly telegram: TelegramStandIn
  /** What a process needs to take part: the database, the clock, the sandbox's secrets. */
  readonly environment: Readonly<Record<string, string>>
  readonly databaseWhy: string
  /** Real milliseconds of a simulated day. */
  readonly dayMs: number
  readonly agentAddress: string
  /** `app-logic`, `mail-worker`, `telegram-bot` and `database`: kill -9, as tests do. */
  kill(process: string): void
  verdicts(): Promise<Verdict[]>
  /** Resolves once every conversation is where it should end and nothing more has come for a while; false at the deadline. */
  finished(deadlineMs: number): Promise<boolean>
  stop(): Promise<void>
}

/** The whole system on one machine: real services as processes, real protocols, personas that answer. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const running: Stoppable[] = []
  try {
    return await build(settings, running)
  } catch (error) {
    await stopAll(running)
    throw error
  }
}

/**
 * How much slower than an idle machine this one is, judged by how long a command took. On a busy machine a mail takes
 * longer, and a day must too: else the follow-ups overtake the answers.
 */
function paceOf(commandMs: number): number {
  return Math.min(Math.max(commandMs / IDLE_COMMAND_MS, 1), SLOWEST_PACE)
}

interface Stoppable {
  stop(): unknown
}

/** Last started, first stopped: services before the mail server and the database they use. */
async function stopAll(running: readonly Stoppable[]): Promise<void> {
  for (const each of [...running].reverse()) await each.stop()
}

async function build(settings: SandboxSettings, running: Stoppable[]): Promise<Sandbox> {
  const { folder, personas } = settings
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const logFolder = join(folder, 'logs')
  const init = initDataSchema.parse(JSON.parse(readFileSync(settings.initFile, 'utf8')))
  const agentAddress = agentOf(init)

  const database = await startDatabase(folder, logFolder)
  running.push({ stop: () => database.process?.stop() })
  const clock = new SandboxClock()
  const telegram = await startTelegramStandIn({ token: BOT_TOKEN, username: BOT_NAME, clock })
  running.push({ stop: () => telegram.close() })
  const ports = { smtp: 0 }
  const player = new PersonaPlayer({ personas, clock, smtpPort: () => ports.smtp, telegram })
  running.push({ stop: () => player.stop() })
  const mail = await startSandboxMail({
    mailboxes: [agentAddress, VISITOR].map((address) => ({ address, password: MAIL_PASSWORD })),
    refuses: (address) => personas.some((persona) => persona.refuses && addressOf(persona) === address),
    onMail: (accepted) =>
      void player.onMail(accepted).catch((error: unknown) => settings.onLine?.('personas', messageOf(error))),
    ...(settings.smtpPort === undefined ? {} : { smtpPort: settings.smtpPort }),
  })
  running.push({ stop: () => mail.close() })
  ports.smtp = mail.smtpPort

  const place = {
    MONGODB_URI: database.uri,
    MONGODB_DATABASE: `sandbox_${process.pid}`,
    MAIL_PASSWORD,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
  }
  const store = await openSandboxStore(place, clock)
  running.push({ stop: () => store.close() })
  const askedAt = Date.now()
  await loadInitData({ settings, init, mail, telegram, environment: place })
  const pace = paceOf(Date.now() - askedAt)
  const dayMs = settings.dayMs ?? DEFAULT_DAY_MS * pace
  const environment = {
    ...place,
    OUTRIDER_CLOCK: clock.begin({ start: SIMULATED_START, rate: DAY_MS / dayMs, afterMs: START_UP_MS * pace }),
    POLL_MAX_MS: '40',
    LEASE_MS: '2000',
  }
  const services = startServices(environment, logFolder, settings.onLine)
  running.push({ stop: () => Promise.all(services.map((service) => service.stop())) })
  await addContacts(settings, environment)
  const tokens = new Map((await store.contacts.list(1_000)).map((contact) => [contact.telegram, contact.telegramToken]))
  player.startBots((persona) => tokens.get(persona.contact?.telegram ?? ''))

  return {
    store,
    clock,
    mail,
    telegram,
    environment,
    databaseWhy: database.why,
    dayMs,
    agentAddress,
    kill: (name) =>
      name === 'database' ? database.process?.kill() : services.find((each) => each.name === name)?.kill(),
    verdicts: () => judge(store, personas),
    finished: (deadlineMs) => untilFinished(store, personas, deadlineMs),
    stop: () => stopAll(running),
  }
}

function startServices(
  environment: Readonly<Record<string, string>>,
  logFolder: string,
  onLine?: SandboxSettings['onLine'],
): ServiceProcess[] {
  return ['app-logic', 'mail-worker', 'telegram-bot'].map(
    (name) =>
      new ServiceProcess({
        name,
        entry: entryOf(name, 'dist/main.js'),
        environment,
        logFolder,
        ...(onLine === undefined ? {} : { onLine: (line: string) => onLine(name, line) }),
      }),
  )
}

async function openSandboxStore(
  environment: { MONGODB_URI: string; MONGODB_DATABASE: string },
  clock: Clock,
): Promise<Store> {
  const store = await openStorePatiently({
    uri: environment.MONGODB_URI,
    database: environment.MONGODB_DATABASE,
    clock,
    logger: createLogger({ service: 'sandbox', level: 'error' }),
    signal: AbortSignal.timeout(30_000),
  })
  if (store === null) throw new Error('the database of the sandbox did not answer within 30 s')
  return store
}

function agentOf(init: InitData): string {
  const account = init.accounts.find((each) => each.channel === 'email')
  if (account?.channel !== 'email') throw new Error('the init file has no e-mail account')
  return account.address
}

interface Loading {
  readonly settings: SandboxSettings
  readonly init: InitData
  readonly mail: SandboxMail
  readonly telegram: TelegramStandIn
  readonly environment: Readonly<Record<string, string>>
}

/** Loads accounts and campaigns through the same command line that sales ops use, with the sandbox's own ports. */
async function loadInitData({ settings, init, mail, telegram, environment }: Loading): Promise<void> {
  const accounts = init.accounts.map((account) =>
    account.channel === 'telegram'
      ? { ...account, apiRoot: telegram.apiRoot }
      : {
          ...account,
          imap: { ...account.imap, host: mail.host, port: mail.imapPort(account.address) },
          smtp: { ...account.smtp, host: mail.host, port: mail.smtpPort },
          folders: { ...account.folders, sentCopy: 'server' as const },
        },
  )
  // Mail takes hours of simulated time here: what is offered must still lie ahead when the answer has travelled.
  const campaigns = init.campaigns.map((campaign) => ({
    ...campaign,
    settings: { ...campaign.settings, demo: { ...campaign.settings.demo, noticeHours: 48 } },
  }))
  const initFile = join(settings.folder, 'init_data.json')
  writeFileSync(initFile, JSON.stringify({ accounts, campaigns }, null, 2))
  copyDecks(init, settings.initFile, settings.folder)
  await runClientUtils(['init', initFile], environment)
}

async function addContacts(
  { personas, folder }: SandboxSettings,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const contacts = personas.flatMap(({ contact }) => contact ?? [])
  if (contacts.length === 0) return
  const file = join(folder, 'contacts.csv')
  writeFileSync(file, csvOf(contacts))
  await runClientUtils(['contact', 'import', file], environment)
}

function copyDecks(init: InitData, initFile: string, folder: string): void {
  for (const { settings } of init.campaigns) {
    writeFileSync(join(folder, settings.deck), readFileSync(join(initFile, '..', settings.deck)))
  }
}

function csvOf(contacts: readonly NonNullable<Persona['contact']>[]): string {
  const columns = ['name', 'email', 'telegram', 'language', 'timezone', 'country', 'company'] as const
  const cell = (value: string | null) => `"${(value ?? '').replaceAll('"', '""')}"`
  const rows = contacts.map((contact) => columns.map((column) => cell(contact[column])).join(','))
  return [columns.join(','), ...rows].join('\n')
}

async function untilFinished(store: Store, personas: readonly Persona[], deadlineMs: number): Promise<boolean> {
  const deadline = Date.now() + deadlineMs
  let goodSince: number | null = null
  while (Date.now() < deadline) {
    const verdicts = await judge(store, personas).catch(() => [])
    const good = verdicts.length === personas.length && verdicts.every(({ ok }) => ok)
    if (!good) goodSince = null
    else if (goodSince === null) goodSince = Date.now()
    else if (Date.now() - goodSince > QUIET_MS) return true
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  return false
}
