import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clock, openMongoStore, type Store, systemClock } from '@outrider/shared'
import { type CallSettings, callClientUtils, type Ended, startService } from './cli-process.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

/** A database, a folder with the example init file, and the command called in it. */
export interface Installation {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly store: Store
  call(words: readonly string[], settings?: Partial<CallSettings>): Promise<Ended>
  /** Writes a file into the folder. */
  write(name: string, content: string): void
  /** The example init file, changed. */
  writeInit(change: (data: InitData) => void): void
  close(): Promise<void>
}

export interface InitData {
  readonly accounts: readonly [Record<string, unknown>, Record<string, unknown>]
  readonly campaigns: readonly [Record<string, unknown> & { readonly settings: Record<string, unknown> }]
}

/** Starts an installation of its own on free ports; `clock` is the text form of its fast clock and that clock. */
export async function startInstallation(clock?: {
  readonly text: string
  readonly clock: Clock
}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-cli-'))
  const database = await startService('embedded-store', {
    EMBEDDED_STORE_DIR: join(folder, 'store'),
    EMBEDDED_STORE_PORT: '0',
    EMBEDDED_STORE_DURABILITY: 'os',
  })
  const uri = String(database.ready.uri)
  const environment = { MONGODB_URI: uri, ...(clock === undefined ? {} : { OUTRIDER_CLOCK: clock.text }) }
  const store = await openMongoStore({ uri, clock: clock?.clock ?? systemClock })
  for (const file of ['init_data.json', 'deck.pdf']) cpSync(join(ROOT, file), join(folder, file))
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
  return {
    folder,
    environment,
    store,
    call: (words, settings = {}) => callClientUtils(words, { folder, environment, ...settings }),
    write,
    writeInit: (change) => {
      const data: InitData = JSON.parse(readFileSync(join(ROOT, 'init_data.json'), 'utf8'))
      change(data)
      write('init_data.json', JSON.stringify(data, null, 2))
    },
    close: async () => {
      await store.close()
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
