import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const elsewhere = mkdtempSync(join(tmpdir(), 'outrider-lint-'))
for (const name of ['biome.json', 'lint']) cpSync(join(root, name), join(elsewhere, name), { recursive: true })
afterAll(() => rmSync(elsewhere, { recursive: true }))

/** What the linter says of code if it stood in this file, tried in a folder with the project's rules and nothing else. */
function lint(file: string, code: string): string {
  const path = join(elsewhere, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code)
  const biome = join(root, 'node_modules', '.bin', 'biome')
  const { stdout, stderr } = spawnSync(biome, ['lint', '--colors=off', '--vcs-enabled=false', file], {
    cwd: elsewhere,
    encoding: 'utf8',
  })
  rmSync(path)
  return stdout + stderr
}

const CORE = 'services/app-logic/src/core/rules/example.ts'

describe('the import rules of DESIGN §2 are enforced', () => {
  it.each([
    ['core reads no file', CORE, "import { readFileSync } from 'node:fs'\nreadFileSync('x')\n"],
    ['core knows no shell', CORE, "import { relay } from '../../shell/relay.ts'\nrelay\n"],
    [
      'core at its root knows no shell either',
      'services/app-logic/src/core/example.ts',
      "import { relay } from '../shell/relay.ts'\nrelay\n",
    ],
    [
      'core knows of shared its domain alone',
      CORE,
      "import { MemoryStore } from '@outrider/shared'\nnew MemoryStore()\n",
    ],
    ['core has no clock', CORE, 'export const now = new Date()\n'],
    ['core has no clock by another name', CORE, 'export const now = Date.now()\n'],
    ['core has no randomness', CORE, 'export const dice = Math.random()\n'],
    [
      'a service never imports another',
      'services/client-utils/src/example.ts',
      "import { decide } from '@outrider/app-logic'\ndecide\n",
    ],
    [
      'the driver lives in shared/src/mongo',
      'services/app-logic/src/shell/example.ts',
      "import { MongoClient } from 'mongodb'\nnew MongoClient('')\n",
    ],
    [
      'imapflow lives in one file',
      'services/mail-worker/src/inbound/example.ts',
      "import { ImapFlow } from 'imapflow'\nnew ImapFlow()\n",
    ],
    [
      'telegraf lives in one file',
      'services/telegram-bot/src/example.ts',
      "import { Telegraf } from 'telegraf'\nnew Telegraf('')\n",
    ],
  ])('%s', (_rule, file, code) => {
    expect(lint(file, code)).toMatch(/noRestrictedImports|plugin/)
  })

  it('and allow what they should', () => {
    const code =
      "import type { Fact } from '@outrider/shared/domain'\nimport { decide } from '../decide.ts'\nexport const all = (fact: Fact) => [fact, decide, new Date(5)]\n"
    expect(lint(CORE, code)).not.toMatch(/noRestrictedImports|plugin/)
  })
})
