import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createLogger, explain, OutriderError } from '@outrider/shared'
import { type AccountSettings, type Campaign, initDataSchema } from '@outrider/shared/domain'
import { z } from 'zod'
import { chooseBrain } from '../brain/choose-brain.ts'
import { createOfflineBrain } from '../brain/offline-brain.ts'
import { type Scenario, scenarioSchema } from '../simulate/scenario.ts'
import { simulate } from '../simulate/simulate.ts'

/**
 * Process entry of `client-utils simulate`: `simulate.js --init init_data.json --brain offline|ollama FILE…`.
 * One JSON line an entry on stdout; exit code 0, or 1 when a scenario could not be read.
 */
interface Arguments {
  readonly init: string
  readonly brain: 'offline' | 'ollama'
  readonly files: readonly string[]
}

function argumentsOf(argv: readonly string[]): Arguments {
  const files: string[] = []
  let init = 'init_data.json'
  let brain: Arguments['brain'] = 'offline'
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '--init') init = argv[++index] ?? ''
    else if (word === '--brain') brain = argv[++index] === 'ollama' ? 'ollama' : 'offline'
    else files.push(word)
  }
  return { init, brain, files }
}

function installationOf(file: string): { campaign: Campaign; accounts: readonly AccountSettings[] } {
  const parsed = initDataSchema.safeParse(JSON.parse(readInput(file)))
  const campaign = parsed.data?.campaigns[0]
  if (campaign === undefined)
    throw new OutriderError('INIT_DATA_INVALID', `${file}: ${z.prettifyError(parsed.error ?? new z.ZodError([]))}`)
  return { campaign, accounts: parsed.data?.accounts ?? [] }
}

/** Every scenario of a file, with the place it stands in: one object a file, or one a line. */
async function* scenariosOf(file: string): AsyncGenerator<{ place: string; json: string }> {
  const whole = file === '-' ? null : readInput(file)
  if (whole !== null && isJson(whole)) {
    yield { place: file, json: whole }
    return
  }
  const lines = createInterface({ input: whole === null ? process.stdin : createReadStream(file) })
  let number = 0
  for await (const json of lines) {
    number++
    if (json.trim() !== '') yield { place: `${file}:${number}`, json }
  }
}

function readInput(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new OutriderError('FILE_MISSING', `${file} cannot be read: ${(error as Error).message}`)
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function scenarioFrom(json: string, place: string): Scenario {
  let data: unknown
  try {
    data = JSON.parse(json)
  } catch (error) {
    throw new OutriderError('INPUT_INVALID', `${place}: not JSON (${(error as Error).message})`)
  }
  const parsed = scenarioSchema.safeParse(data)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'scenario'}: ${issue.message}`)
  throw new OutriderError('INPUT_INVALID', `${place}: ${problems.join('; ')}`)
}

async function main(): Promise<number> {
  const { init, brain: wanted, files } = argumentsOf(process.argv.slice(2))
  const installation = installationOf(init)
  const logger = createLogger({ service: 'simulate', level: 'error' })
  const offline = createOfflineBrain()
  const brain = wanted === 'offline' ? offline : (await chooseBrain(process.env, logger)).brain
  let code = 0
  for (const file of files) {
    for await (const { place, json } of scenariosOf(file)) {
      try {
        const timeline = await simulate(scenarioFrom(json, place), { ...installation, brain, offline, logger })
        for (const entry of timeline) process.stdout.write(`${JSON.stringify(entry)}\n`)
      } catch (error) {
        process.stderr.write(`${explain(error)}\n`)
        code = 1
      }
    }
  }
  return code
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 2
}
