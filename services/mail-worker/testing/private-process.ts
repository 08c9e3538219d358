import { type ChildProcess, spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A port of loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (typeof address !== 'object' || address === null) throw new Error('no port was given')
  return address.port
}

/** Resolves when the server on a port greets as expected; throws after `ms`. */
export async function greeted(port: number, greeting: RegExp, ms = 10_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await greetsOnce(port, greeting))) {
    if (Date.now() > end) throw new Error(`no ${greeting} on port ${port} within ${ms} ms`)
    await sleep(15)
  }
}

function greetsOnce(port: number, greeting: RegExp): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setTimeout(500, () => socket.destroy())
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      if (!greeting.test(text)) return
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(false))
  })
}

/** A server process of a test: in a process group of its own, and never outliving the test run. */
export interface PrivateProcess {
  readonly pid: number
  /** Resolves with the exit code or signal. */
  readonly exited: Promise<number | string | null>
  /** Asks the group to stop and kills what is left after the grace time, or kills it at once. */
  stop(how?: 'gently' | 'at-once'): Promise<void>
}

const GRACE_MS = 1_500

/** Starts a program; `env` is added to the environment. */
export function startPrivateProcess(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): PrivateProcess {
  const child = spawn(program, [...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
    env: { ...process.env, ...env },
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${program} did not start`)
  const watchman = endWithUs(pid)
  const exited = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  )
  return { pid, exited, stop: (how = 'gently') => stopGroup(pid, how, exited, watchman) }
}

/** The children of a mail server outlive their master by seconds, so the whole group is signalled. */
async function stopGroup(
  pid: number,
  how: 'gently' | 'at-once',
  exited: Promise<unknown>,
  watchman: ChildProcess,
): Promise<void> {
  if (how === 'gently') {
    signalGroup(pid, 'SIGTERM')
    const end = Date.now() + GRACE_MS
    while (signalGroup(pid, 0) && Date.now() < end) await sleep(10)
  }
  signalGroup(pid, 'SIGKILL')
  await exited
  watchman.kill('SIGKILL')
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal)
  } catch {
    return false
  }
}

/** A shell that waits for the end of our pipe, which comes however this process ends, and kills the group then. */
function endWithUs(pid: number): ChildProcess {
  const watchman = spawn('/bin/sh', ['-c', `cat >/dev/null; kill -9 -${pid} 2>/dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watchman.unref()
  watchman.stdin.on('error', () => {})
  const { stdin } = watchman as unknown as { stdin: { unref?: () => void } }
  stdin.unref?.()
  return watchman
}
