import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { WrongUseError } from '../frame/wrong-use.ts'

/** A machine entry of another service: a program of its own, for a service never imports another one. */
export interface Entry {
  readonly service: 'app-logic' | 'mail-worker'
  readonly name: string
}

const require = createRequire(import.meta.url)

/**
 * Path of the built entry.
 *
 * @throws WrongUseError when it is not built
 */
export function entryPath({ service, name }: Entry): string {
  const root = dirname(require.resolve(`@outrider/${service}/package.json`))
  const path = join(root, 'dist', 'bin', `${name}.js`)
  if (existsSync(path)) return path
  throw new WrongUseError(`${service} has no built "${name}" here: run \`npm run build\` in the folder of Outrider`)
}

/** Runs the entry on this process's own streams, so that a slow reader slows it down; returns its exit code. */
export async function passThrough(entry: Entry, words: readonly string[]): Promise<number> {
  return ended(spawn(process.execPath, [entryPath(entry), ...words], { stdio: 'inherit' }))
}

/** Runs the entry and hands its answers over line by line; reads no faster than they are taken. */
export async function eachAnswer(
  entry: Entry,
  words: readonly string[],
  take: (answer: unknown) => void,
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  const child = spawn(process.execPath, [entryPath(entry), ...words], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const exit = ended(child)
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') take(JSON.parse(line))
  }
  return exit
}

/** Hands a request to stop on, waits for the end. A signal reads as 128 + its number, as shells have it. */
function ended(child: ChildProcess): Promise<number> {
  const stop = () => void child.kill('SIGTERM')
  // On Ctrl-C the terminal asks the child too; this process only waits for it.
  const wait = () => {}
  process.on('SIGTERM', stop).on('SIGINT', wait)
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
  }).finally(() => {
    process.off('SIGTERM', stop).off('SIGINT', wait)
  })
}
