import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

const require = createRequire(import.meta.url)
const RESTART_MS = 200
const GRACE_MS = 5_000

/** The compiled entry of a service's package, such as `dist/main.js`. */
export function entryOf(service: string, file: string): string {
  return join(dirname(require.resolve(`@outrider/${service}/package.json`)), file)
}

export interface ServiceProcessSettings {
  readonly name: string
  readonly entry: string
  readonly environment: Readonly<Record<string, string>>
  readonly logFolder: string
  /** Each line the process writes. */
  readonly onLine?: (line: string) => void
}

/** One service as a process of its own: started again when it dies, as a container would be. */
export class ServiceProcess {
  readonly name: string
  readonly #settings: ServiceProcessSettings
  readonly #log: WriteStream
  #child: ChildProcess | null = null
  #stopping = false
  #restarts = 0

  constructor(settings: ServiceProcessSettings) {
    this.name = settings.name
    this.#settings = settings
    mkdirSync(settings.logFolder, { recursive: true })
    this.#log = createWriteStream(join(settings.logFolder, `${settings.name}.log`), { flags: 'a' })
    this.#start()
  }

  get restarts(): number {
    return this.#restarts
  }

  /** What an OOM killer or a power cut does: no time to tidy up. It is started again. */
  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
      await exited
      clearTimeout(timer)
    }
    await new Promise<void>((resolve) => this.#log.end(resolve))
  }

  #start(): void {
    const child = spawn(process.execPath, [this.#settings.entry], {
      env: { ...process.env, ...this.#settings.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (!this.#log.writableEnded) this.#log.write(`${line}\n`)
        this.#settings.onLine?.(line)
      })
    }
    child.once('exit', () => {
      if (this.#stopping) return
      this.#restarts++
      setTimeout(() => !this.#stopping && this.#start(), RESTART_MS)
    })
  }
}
