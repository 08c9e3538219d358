import { explain, OutriderError } from '@outrider/shared'
import { CommanderError } from 'commander'
import { createProgram } from '../program.ts'
import { loadEnvironmentFile } from './installation.ts'
import { processOutput } from './output.ts'
import type { Frame } from './session.ts'
import { type ExitCode, WrongUseError } from './wrong-use.ts'

/** Runs one command line in this process and returns its exit code. Never throws. */
export async function runClientUtils(words: readonly string[]): Promise<number> {
  const folder = process.cwd()
  try {
    loadEnvironmentFile(folder)
  } catch (error) {
    process.stderr.write(`client-utils: .env could not be read: ${explain(error)}\n`)
    return 2
  }
  const frame: Frame = { environment: process.env, folder, output: processOutput(process.env), exitCode: 0 }
  try {
    await createProgram(frame).parseAsync([...words], { from: 'user' })
    return frame.exitCode
  } catch (error) {
    return codeOf(error, frame)
  }
}

function codeOf(error: unknown, { output }: Frame): ExitCode {
  // Commander has printed its message already; its 0 is a help text that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  output.note(`client-utils: ${explain(error)}`)
  if (error instanceof WrongUseError) return 2
  return error instanceof OutriderError && error.code === 'CONFIG_INVALID' ? 2 : 1
}
