import { isDeepStrictEqual } from 'node:util'
import type { Clock, Store } from '@outrider/shared'
import type { InitFile } from './read-init-file.ts'

/** What loading did, or would do, to one thing. */
export interface Change {
  readonly what: 'account' | 'campaign' | 'deck'
  readonly id: string
  readonly change: 'new' | 'changed' | 'same'
}

/** Compares an init file with what is stored; writes what differs unless `dryRun`. Loading twice changes nothing. */
export async function loadInitData(
  store: Store,
  clock: Clock,
  { data, decks }: InitFile,
  dryRun: boolean,
): Promise<Change[]> {
  const changes: Change[] = []
  // Decks first: a campaign must never be there without what it attaches.
  for (const deck of decks) {
    const stored = await store.files.get(deck.filename)
    const change = compared(
      stored,
      stored?.content.equals(deck.content) === true && stored.contentType === deck.contentType,
    )
    changes.push({ what: 'deck', id: deck.filename, change })
    if (!dryRun && change !== 'same') await store.files.put(deck)
  }
  for (const settings of data.accounts) {
    const stored = await store.accounts.get(settings._id)
    const change = compared(stored, isDeepStrictEqual(plain(stored?.settings), plain(settings)))
    changes.push({ what: 'account', id: settings._id, change })
    const state = { status: 'active' as const, reason: null, since: clock.now() }
    if (!dryRun && change !== 'same')
      await store.accounts.putSettings({ _id: settings._id, settings, state, checkpoint: {} })
  }
  for (const campaign of data.campaigns) {
    const stored = await store.campaigns.get(campaign._id)
    const change = compared(stored, isDeepStrictEqual(plain(stored), plain(campaign)))
    changes.push({ what: 'campaign', id: campaign._id, change })
    if (!dryRun && change !== 'same') await store.campaigns.put(campaign)
  }
  return changes
}

function compared(stored: unknown, equal: boolean): Change['change'] {
  if (stored === null) return 'new'
  return equal ? 'same' : 'changed'
}

/** Without prototypes and key order of the driver. */
const plain = (value: unknown): unknown => (value == null ? value : JSON.parse(JSON.stringify(value)))

/** Stored campaigns and accounts that the file does not name; they stay as they are. */
export async function notInFile(store: Store, { data }: InitFile): Promise<string[]> {
  const named = new Set([...data.accounts, ...data.campaigns].map(({ _id }) => _id))
  const stored = [...(await store.accounts.list()), ...(await store.campaigns.list())]
  return stored.map(({ _id }) => _id).filter((id) => !named.has(id))
}

/** Environment variables the accounts take their secrets from. */
export function secretVariables({ data }: Pick<InitFile, 'data'>): { account: string; variable: string }[] {
  return data.accounts.map((account) => ({ account: account._id, variable: secretVariable(account) }))
}

/** The environment variable that holds the secret of an account. */
export function secretVariable(account: InitFile['data']['accounts'][number]): string {
  if (account.channel === 'telegram') return account.tokenEnv
  return account.auth.kind === 'password' ? account.auth.passwordEnv : account.auth.accessTokenEnv
}
