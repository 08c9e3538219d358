import type { Heartbeat, Store } from '@outrider/shared'
import type { Account, Campaign } from '@outrider/shared/domain'
import { HEARTBEAT_FRESH_MS, newestBeat } from '../conversations/settled-command.ts'
import { secretVariable } from '../init/load-init-data.ts'
import { type Check, note, notOk, ok } from './check.ts'

/** Dead documents and waiting messages counted at most. */
const COUNTED = 1_000

/** Everything that can be told from the database: accounts, campaigns, services, what waits for a person. */
export async function checkContents(store: Store, environment: NodeJS.ProcessEnv, now: Date): Promise<Check[]> {
  const [accounts, campaigns, beats] = await Promise.all([
    store.accounts.list(),
    store.campaigns.list(),
    store.heartbeats.list(),
  ])
  const decks = await missingDecks(store, campaigns)
  return [
    ...checkServices(accounts, beats, now),
    ...checkAccounts(accounts, beats, environment, now),
    ...checkCampaigns(campaigns, accounts, decks),
    ...(await checkWaiting(store)),
  ]
}

const CONTAINERS: Readonly<Record<string, string>> = {
  'app-logic': 'app_logic',
  'mail-worker': 'mail_worker',
  'telegram-bot': 'telegram_bot',
}

/** Which services this installation needs, and whether they show signs of life. */
export function checkServices(accounts: readonly Account[], beats: readonly Heartbeat[], now: Date): Check[] {
  const channels = new Set(accounts.map(({ settings }) => settings.channel))
  const needed = [
    'app-logic',
    ...(channels.has('email') ? ['mail-worker'] : []),
    ...(channels.has('telegram') ? ['telegram-bot'] : []),
  ]
  return needed.map((service) => {
    const newest = newestBeat(beats, service)
    const remedy = `Start it (\`docker compose up -d ${CONTAINERS[service]}\`) and read its log.`
    if (newest === null) return notOk('services', service, 'has never run with this database', remedy)
    const seconds = Math.max(0, Math.round((now.getTime() - newest.getTime()) / 1_000))
    return isFresh(newest, now)
      ? ok('services', service, `runs (${detailsOf(beats, service)}last sign of life ${seconds} s ago)`)
      : notOk('services', service, `last sign of life ${seconds} s ago`, remedy)
  })
}

const isFresh = (beat: Date | null, now: Date): boolean =>
  beat !== null && now.getTime() - beat.getTime() <= HEARTBEAT_FRESH_MS

/** What the service says of itself, its clock left out. */
function detailsOf(beats: readonly Heartbeat[], service: string): string {
  const newest = beats.filter((beat) => beat.service === service).sort((a, b) => b.at.getTime() - a.at.getTime())[0]
  return Object.entries(newest?.details ?? {})
    .filter(([name]) => name !== 'clock')
    .map(([name, value]) => `${name} ${value}, `)
    .join('')
}

function checkAccounts(
  accounts: readonly Account[],
  beats: readonly Heartbeat[],
  environment: NodeJS.ProcessEnv,
  now: Date,
): Check[] {
  if (accounts.length === 0) return [notOk('accounts', 'loaded', 'there is none', 'Run `client-utils init FILE`.')]
  return accounts.flatMap((account) => {
    const edge = account.settings.channel === 'email' ? 'mail-worker' : 'telegram-bot'
    return [accountState(account), accountSecret(account, isFresh(newestBeat(beats, edge), now), environment)]
  })
}

function accountState({ _id, state }: Account): Check {
  if (state.status === 'active') return ok(`account ${_id}`, 'state', 'active')
  return notOk(
    `account ${_id}`,
    'state',
    `paused since ${state.since.toISOString()}: ${state.reason ?? 'no reason was given'}`,
    `Mend what it names, then \`client-utils account resume ${_id}\`.`,
  )
}

/** The secret is needed by the edge alone: where that runs and works, its absence here says nothing. */
function accountSecret(account: Account, edgeRuns: boolean, environment: NodeJS.ProcessEnv): Check {
  const variable = secretVariable(account.settings)
  const area = `account ${account._id}`
  if (environment[variable]) return ok(area, 'secret', `${variable} is set`)
  const detail = `${variable} is not set here`
  return edgeRuns && account.state.status === 'active'
    ? note(area, 'secret', `${detail}, but the service that needs it runs with this account`)
    : notOk(area, 'secret', detail, `Set ${variable} in .env or in the environment of the service.`)
}

async function missingDecks(store: Store, campaigns: readonly Campaign[]): Promise<ReadonlySet<string>> {
  const names = [...new Set(campaigns.map(({ settings }) => settings.deck))]
  const there = await Promise.all(names.map((name) => store.files.has(name)))
  return new Set(names.filter((_, index) => !there[index]))
}

/** Whether each campaign has what it needs to write. */
export function checkCampaigns(
  campaigns: readonly Campaign[],
  accounts: readonly Account[],
  missing: ReadonlySet<string>,
): Check[] {
  const remedy = 'Correct the init file and run `client-utils init FILE` again.'
  if (campaigns.length === 0) return [notOk('campaigns', 'loaded', 'there is none', 'Run `client-utils init FILE`.')]
  const known = new Set(accounts.map(({ _id }) => _id))
  return campaigns.flatMap(({ _id, accounts: used, settings, knowledge }) => {
    const area = `campaign ${_id}`
    const named = [used.email, used.telegram].filter((id) => id !== null)
    const gone = named.filter((id) => !known.has(id))
    return [
      named.length === 0
        ? notOk(area, 'accounts', 'it has none, so it can write to nobody', remedy)
        : gone.length > 0
          ? notOk(area, 'accounts', `${gone.join(', ')} is not loaded`, remedy)
          : ok(area, 'accounts', named.join(', ')),
      missing.has(settings.deck)
        ? notOk(area, 'presentation', `${settings.deck} is not stored; messages with it are held`, remedy)
        : ok(area, 'presentation', settings.deck),
      knowledge.length === 0
        ? note(area, 'knowledge', 'none: every question is handed over to a person')
        : ok(area, 'knowledge', `${knowledge.length} piece(s)`),
    ]
  })
}

async function checkWaiting({ history }: Store): Promise<Check[]> {
  const [deadOnes, uncertain, held, failed] = await Promise.all([
    history.deadInbox(COUNTED),
    history.withStatus('outbox', ['uncertain'], COUNTED),
    history.withStatus('outbox', ['held'], COUNTED),
    history.withStatus('outbox', ['failed'], COUNTED),
  ])
  const area = 'waiting for a person'
  return [
    deadOnes.length === 0
      ? ok(area, 'dead events', 'none')
      : notOk(
          area,
          'dead events',
          `${deadOnes.length} could not be handled`,
          '`client-utils dead list` shows why; `dead retry ID` tries again.',
        ),
    uncertain.length === 0
      ? ok(area, 'uncertain messages', 'none')
      : notOk(
          area,
          'uncertain messages',
          `${uncertain.length} may or may not have been delivered; they are not sent again`,
          '`client-utils conversation held` shows them; look into Sent or ask the recipient.',
        ),
    held.length === 0
      ? ok(area, 'held drafts', 'none')
      : note(area, 'held drafts', `${held.length} wait for approval`, '`client-utils conversation held` shows them.'),
    failed.length === 0
      ? ok(area, 'failed messages', 'none')
      : note(
          area,
          'failed messages',
          `${failed.length} were refused for good`,
          '`client-utils contact show` of the person tells why.',
        ),
  ]
}
