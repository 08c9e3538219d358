import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../bin/client-utils.mjs', import.meta.url))
const require = createRequire(import.meta.url)

/** How one call of the command ended. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface CallSettings {
  /** The folder it is called in. */
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  readonly stdin?: string
}

/** Runs the built command as a process, in an environment of its own. */
export async function callClientUtils(words: readonly string[], settings: CallSettings): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...words], {
    cwd: settings.folder,
    env: { PATH: process.env.PATH, TZ: 'UTC', ...settings.environment },
  })
  child.stdin.end(settings.stdin ?? '')
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: Number(code), stdout, stderr }
}

/** A running service of a test. */
export interface RunningService {
  stop(): Promise<void>
}

/** Starts a built service and resolves with the line by which it says that it is ready. */
export async function startService(
  service: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningService & { readonly ready: Record<string, unknown> }> {
  const main = join(dirname(require.resolve(`@outrider/${service}/package.json`)), 'dist', 'main.js')
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH, ...environment } })
  const ready = await readyLine(service, child)
  return {
    ready,
    stop: async () => {
      if (child.exitCode !== null || !child.kill('SIGTERM')) return
      await once(child, 'exit')
    },
  }
}

/** Services log `"message":"ready"` on standard error; the embedded store says `"event":"ready"` on standard output. */
function readyLine(service: string, child: ChildProcessWithoutNullStreams): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const seen: string[] = []
    const read = (line: string) => {
      seen.push(line)
      if (/"(?:message|event)":"ready"/.test(line)) resolve(JSON.parse(line))
    }
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', read)
    child.once('exit', () => reject(new Error(`${service} ended before it was ready:\n${seen.join('\n')}`)))
  })
}
