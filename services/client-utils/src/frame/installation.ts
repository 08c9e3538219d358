import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commonSettings, loadConfig } from '@outrider/shared'
import { z } from 'zod'

/** Where the database of this installation is, and the clock its processes agree on. */
export interface Installation {
  readonly uri: string
  readonly database: string
  readonly clock: string | undefined
  /** What named it, for `doctor` and for messages. */
  readonly namedBy: string
}

const settings = z.object({
  MONGODB_URI: commonSettings.MONGODB_URI.optional(),
  MONGODB_DATABASE: commonSettings.MONGODB_DATABASE,
  OUTRIDER_CLOCK: commonSettings.OUTRIDER_CLOCK,
})

/** What a running sandbox leaves in `.outrider/sandbox.json`. */
const sandboxSchema = z.looseObject({
  mongodbUri: z.string(),
  database: z.string().optional(),
  clock: z.string().optional(),
})

const SANDBOX_FILE = join('.outrider', 'sandbox.json')

/**
 * Reads `.env` of the folder into the environment; what is set already stays.
 *
 * @throws Error when it is there and cannot be read, and nothing else names the database
 */
export function loadEnvironmentFile(folder: string, environment: NodeJS.ProcessEnv = process.env): void {
  const file = join(folder, '.env')
  // A container is given its settings from outside, and its user may not read the file they stand in.
  if (environment.MONGODB_URI && !isReadable(file)) return
  if (existsSync(file)) process.loadEnvFile(file)
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/**
 * MONGODB_URI of the environment (or `.env`), else the sandbox that runs in this folder; null when there is neither.
 *
 * @throws OutriderError CONFIG_INVALID, naming the variable
 */
export function findInstallation(environment: NodeJS.ProcessEnv, folder: string): Installation | null {
  const { MONGODB_URI, MONGODB_DATABASE, OUTRIDER_CLOCK } = loadConfig(settings, environment)
  if (MONGODB_URI !== undefined) {
    return { uri: MONGODB_URI, database: MONGODB_DATABASE, clock: OUTRIDER_CLOCK, namedBy: 'MONGODB_URI' }
  }
  const sandbox = readSandbox(join(folder, SANDBOX_FILE))
  if (sandbox === null) return null
  return {
    uri: sandbox.mongodbUri,
    database: sandbox.database ?? MONGODB_DATABASE,
    clock: OUTRIDER_CLOCK ?? sandbox.clock,
    namedBy: SANDBOX_FILE,
  }
}

function readSandbox(file: string): z.infer<typeof sandboxSchema> | null {
  try {
    return sandboxSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Not there, or half written: then no sandbox is known.
    return null
  }
}
