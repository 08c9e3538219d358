import { type Clock, clockFrom, OutriderError, openMongoStore, type Store } from '@outrider/shared'
import { findInstallation, type Installation } from './installation.ts'
import type { Output } from './output.ts'
import { type ExitCode, WrongUseError } from './wrong-use.ts'

/** What every command is given. */
export interface Frame {
  readonly environment: NodeJS.ProcessEnv
  /** The folder the command was called in. */
  readonly folder: string
  readonly output: Output
  /** How the command ended; a machine entry of another service may have ended otherwise than 0, 1, 2. */
  exitCode: number
}

/** A command's view of the installation: its database and the time there. */
export interface Session {
  readonly store: Store
  readonly clock: Clock
  readonly output: Output
  /** Who gives commands, for the record. */
  readonly by: string
}

/**
 * The installation the command speaks to.
 *
 * @throws WrongUseError when none is named
 */
export function installationOf(frame: Frame): Installation {
  const installation = findInstallation(frame.environment, frame.folder)
  if (installation !== null) return installation
  throw new WrongUseError(
    'no database is named: set MONGODB_URI (in the environment or in .env of this folder, for example ' +
      'MONGODB_URI=mongodb://127.0.0.1:27017), or start the sandbox here with `npm start`.',
  )
}

/** Opens the store, does the work, closes it; the exit code is what the work returns. */
export async function withSession(frame: Frame, work: (session: Session) => Promise<ExitCode>): Promise<void> {
  const installation = installationOf(frame)
  const clock = clockFrom(installation.clock)
  const { uri, database, namedBy } = installation
  const store = await openMongoStore({ uri, database, clock }).catch((error: unknown) => {
    throw namedBy === 'MONGODB_URI' ? error : sandboxGone(error)
  })
  try {
    const by = frame.environment.USER || 'client-utils'
    frame.exitCode = await work({ store, clock, output: frame.output, by })
  } finally {
    await store.close()
  }
}

function sandboxGone(error: unknown): unknown {
  if (!(error instanceof OutriderError)) return error
  return new OutriderError(
    error.code,
    `${error.message} (the sandbox named in .outrider/sandbox.json; start it with \`npm start\`, or set MONGODB_URI)`,
    { cause: error },
  )
}
