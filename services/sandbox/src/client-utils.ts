import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { entryOf } from './service-process.ts'

const run = promisify(execFile)

/** Runs a command of sales ops against the sandbox; throws with what it printed when it fails. */
export async function runClientUtils(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const { stdout } = await run(process.execPath, [entryOf('client-utils', 'bin/client-utils.mjs'), ...words], {
      env: { ...process.env, ...environment, NO_COLOR: '1' },
    })
    return stdout
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`client-utils ${words.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error })
  }
}
