import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MemoryStore, systemClock } from '@outrider/shared'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadInitData } from './load-init-data.ts'
import { readInitFile } from './read-init-file.ts'

interface Data {
  readonly accounts: readonly [Record<string, unknown>, Record<string, unknown>]
  readonly campaigns: readonly [Record<string, unknown> & { readonly settings: Record<string, unknown> }]
}

const example = new URL('../../../../init_data.json', import.meta.url)
const exampleData = (): Data => JSON.parse(readFileSync(example, 'utf8'))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outrider-init-'))
  writeFileSync(join(folder, 'deck.pdf'), '%PDF-1.4 deck')
})
afterEach(() => rmSync(folder, { recursive: true }))

function fileOf(change: (data: Data) => void): string {
  const data = exampleData()
  change(data)
  return written(JSON.stringify(data, null, 2))
}

function written(text: string): string {
  const file = join(folder, 'init_data.json')
  writeFileSync(file, text)
  return file
}

const lineOf = (file: string, part: string) =>
  readFileSync(file, 'utf8').slice(0, readFileSync(file, 'utf8').indexOf(part)).split('\n').length

describe('a wrong init file', () => {
  it('is refused with file, line, path, what is expected and what was found', async () => {
    const file = fileOf((data) => {
      data.campaigns[0].settings.followUps = ['3 days']
    })
    await expect(readInitFile(file)).rejects.toMatchObject({
      code: 'INIT_DATA_INVALID',
      message: expect.stringContaining(
        `${file}:${lineOf(file, '"3 days"')}: campaigns[0].settings.followUps[0] must be an ISO 8601 duration longer than nothing, for example "P3D" or "PT6H", found "3 days"`,
      ),
    })
  })

  it('has all its problems told at once, in the order of the file', async () => {
    const file = fileOf((data) => {
      data.accounts[0].imap = { host: '', port: '143', secure: false }
      delete data.campaigns[0].name
      data.campaigns[0].settings.mode = 'reviw'
    })
    const problem = await readInitFile(file).catch((error: Error) => error.message)
    expect(
      String(problem)
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/^.*?: /, '')),
    ).toEqual([
      'accounts[0].imap.host must not be empty, found ""',
      'accounts[0].imap.port a number is expected, found "143"',
      'campaigns[0].name is missing: a text is expected',
      'campaigns[0].settings.mode "autopilot" or "review" is expected, found "reviw". Did you mean "review"?',
    ])
  })

  it('has an unknown key named with the one that was meant', async () => {
    const file = fileOf((data) => {
      data.campaigns[0].settings.folowUps = ['P3D']
    })
    await expect(readInitFile(file)).rejects.toThrow(
      `:${lineOf(file, '"folowUps"')}: campaigns[0].settings.folowUps is not known here. Did you mean "followUps"?`,
    )
  })

  it('that holds a secret in place of a variable name is refused without repeating the secret', async () => {
    const file = fileOf((data) => {
      data.accounts[0].auth = { kind: 'password', passwordEnv: 'hunter2!' }
    })
    const problem = await readInitFile(file).catch((error: Error) => error.message)
    expect(problem).toContain('accounts[0].auth.passwordEnv must be the NAME of an environment variable')
    expect(problem).not.toContain('hunter2')
  })

  it('that names a channel of no account is refused with the channels there are', async () => {
    const file = fileOf((data) => {
      data.accounts[1].channel = 'fax'
    })
    await expect(readInitFile(file)).rejects.toThrow(
      /accounts\[1\]\.channel .*"email" or "telegram" is expected, found "fax"/,
    )
  })

  it('that is no JSON is refused with line and column', async () => {
    const file = written('{\n  "accounts": [],\n}')
    await expect(readInitFile(file)).rejects.toThrow(`${file}:3:1: not JSON`)
  })

  it('whose presentation is not beside it is refused by the name of that file', async () => {
    const file = fileOf((data) => {
      data.campaigns[0].settings.deck = 'gone.pdf'
    })
    await expect(readInitFile(file)).rejects.toMatchObject({
      code: 'FILE_MISSING',
      message: expect.stringContaining(
        `campaigns[0].settings.deck names "gone.pdf", but there is no ${join(folder, 'gone.pdf')}`,
      ),
    })
  })

  it('cannot reach out of its folder for a presentation', async () => {
    const file = fileOf((data) => {
      data.campaigns[0].settings.deck = '../../etc/passwd'
    })
    await expect(readInitFile(file)).rejects.toThrow('must be the name of a file beside')
  })
})

describe('loading', () => {
  const changesOf = async (store: MemoryStore, file: string, dryRun = false) => {
    const changes = await loadInitData(store, systemClock, await readInitFile(file), dryRun)
    return Object.fromEntries(changes.map(({ id, change }) => [id, change]))
  }

  it('twice changes nothing, and then only what differs', async () => {
    const store = new MemoryStore(systemClock)
    const all = (change: string) => ({ 'deck.pdf': change, sales: change, 'sales-bot': change, reviews: change })
    expect(
      await changesOf(
        store,
        fileOf(() => {}),
      ),
    ).toEqual(all('new'))
    expect(
      await changesOf(
        store,
        fileOf(() => {}),
      ),
    ).toEqual(all('same'))
    writeFileSync(join(folder, 'deck.pdf'), '%PDF-1.4 a newer deck')
    const renamed = fileOf((data) => {
      data.campaigns[0].name = 'Another name'
    })
    expect(await changesOf(store, renamed)).toEqual({ ...all('same'), 'deck.pdf': 'changed', reviews: 'changed' })
    expect((await store.files.get('deck.pdf'))?.content.toString()).toBe('%PDF-1.4 a newer deck')
  })

  it('as a dry run says the same and writes nothing', async () => {
    const store = new MemoryStore(systemClock)
    expect(
      await changesOf(
        store,
        fileOf(() => {}),
        true,
      ),
    ).toMatchObject({ reviews: 'new', 'deck.pdf': 'new' })
    expect([await store.campaigns.list(), await store.accounts.list(), await store.files.has('deck.pdf')]).toEqual([
      [],
      [],
      false,
    ])
  })

  it('keeps the state and reading position of an account whose settings change', async () => {
    const store = new MemoryStore(systemClock)
    await changesOf(
      store,
      fileOf(() => {}),
    )
    await store.accounts.setState('sales', { status: 'paused', reason: 'wrong password', since: new Date(0) })
    await store.accounts.setCheckpoint('sales', 'INBOX', 42)
    await changesOf(
      store,
      fileOf((data) => {
        data.accounts[0].name = 'Another'
      }),
    )
    expect(await store.accounts.get('sales')).toMatchObject({
      settings: { name: 'Another' },
      state: { status: 'paused' },
      checkpoint: { INBOX: 42 },
    })
  })
})
