import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs, styleText } from 'node:util'
import { loadPersonas, PERSONAS_FOLDER } from './persona.ts'
import { type Sandbox, startSandbox, VISITOR } from './sandbox.ts'
import type { Verdict } from './settle.ts'
import { Timeline } from './timeline.ts'

const HELP = `npm start [-- options]

Runs all of Outrider on this machine, with a mail server and prospects that answer. No account, no Docker, no database.

  --once              end when the prospects are done; exit code 0 only if every conversation ended as it should
  --day-seconds N     real seconds of a simulated day (default: 1.5, longer on a busy machine)
  --smtp-port N       port of the sandbox's mail server (default: any free one)
  --init FILE         accounts, knowledge and campaigns (default init_data.json)

Examples:
  npm start
  npm start -- --once
`
/** A stop that hangs on a connection must not keep the terminal. */
const STOP_DEADLINE_MS = 10_000
/** The longest story takes about twenty simulated days. */
const ONCE_DEADLINE_DAYS = 80
const write = (line = ''): void => void process.stdout.write(`${line}\n`)

function options() {
  try {
    const { values } = parseArgs({
      options: {
        once: { type: 'boolean', default: false },
        'day-seconds': { type: 'string' },
        'smtp-port': { type: 'string' },
        init: { type: 'string', default: 'init_data.json' },
        help: { type: 'boolean', default: false },
      },
    })
    const daySeconds = values['day-seconds'] === undefined ? null : Number(values['day-seconds'])
    if (daySeconds !== null && !(daySeconds > 0))
      throw new Error(`--day-seconds is "${values['day-seconds']}": it must be a number above 0`)
    if (!existsSync(values.init)) throw new Error(`--init: there is no file ${resolve(values.init)}`)
    return { ...values, daySeconds }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`)
    process.exit(2)
  }
}

/** Where client-utils finds a running sandbox. */
const ANNOUNCEMENT = join('.outrider', 'sandbox.json')

function announce({ environment }: Sandbox): void {
  const { MONGODB_URI: mongodbUri, MONGODB_DATABASE: database, OUTRIDER_CLOCK: clock } = environment
  writeFileSync(ANNOUNCEMENT, JSON.stringify({ mongodbUri, database, clock, pid: process.pid }))
}

/** Two sandboxes in one folder would take each other's data away. */
function refuseSecond(): void {
  if (!existsSync(ANNOUNCEMENT)) return
  const { pid } = JSON.parse(readFileSync(ANNOUNCEMENT, 'utf8')) as { pid: number }
  if (!isRunning(pid)) return
  process.stderr.write(
    `A sandbox already runs in this folder (process ${pid}). Stop it first, or start this one elsewhere.\n`,
  )
  process.exit(2)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function welcome(sandbox: Sandbox): void {
  const { mail, agentAddress } = sandbox
  write(styleText('bold', '\nMeet the agent yourself (in another terminal)'))
  write(`  npx client-utils contact add --name "You" --email ${VISITOR} --language en --timezone Europe/London`)
  write(`  read its mail over IMAP 127.0.0.1:${mail.imapPort(VISITOR)} (user ${VISITOR}, password sandbox)`)
  write(`  reply to ${agentAddress} over SMTP 127.0.0.1:${mail.smtpPort} (no TLS, no password), from ${VISITOR}`)
  write('  A fresh mail instead of a reply is tied to you by its sender alone: the answer is held until')
  write('  npx client-utils conversation approve you@sandbox.test --yes')
  write(styleText('bold', 'Look around'))
  write('  npx client-utils contact list · npx client-utils contact show you@sandbox.test · npx client-utils stats')
  write(styleText('dim', `Logs: ${join('.outrider', 'sandbox', 'logs')}. Stop with Ctrl-C.\n`))
}

function report(verdicts: readonly Verdict[]): void {
  write()
  for (const { persona, ok, stage, sent } of verdicts) {
    const mark = ok ? styleText('green', '✓') : styleText('red', '✗')
    const got = ok ? '' : `  expected ${persona.ends.stage} after ${persona.ends.sent.join(', ') || 'nothing'}`
    write(`${mark} ${persona.id.padEnd(22)} ${persona.shows.padEnd(44)} ${stage}: ${sent.join(', ') || '–'}${got}`)
  }
  const good = verdicts.filter(({ ok }) => ok).length
  write(`\n${good} of ${verdicts.length} conversations ended where they should.`)
}

async function main(): Promise<number> {
  const settings = options()
  if (settings.help) {
    write(HELP)
    return 0
  }
  refuseSecond()
  const personas = loadPersonas(PERSONAS_FOLDER)
  write('Outrider sandbox: starting the database, the mail server and the services …')
  const onLine = (service: string, line: string) => {
    if (service === 'app-logic' && line.includes('"brain"') && !line.includes('decided'))
      write(styleText('dim', messageOf(line)))
  }
  const sandbox = await startSandbox({
    personas,
    folder: join('.outrider', 'sandbox'),
    initFile: settings.init,
    ...(settings.daySeconds === null ? {} : { dayMs: settings.daySeconds * 1_000 }),
    ...(settings['smtp-port'] === undefined ? {} : { smtpPort: Number(settings['smtp-port']) }),
    onLine,
  })
  announce(sandbox)
  write(styleText('dim', sandbox.databaseWhy))
  write(
    styleText('dim', `A simulated day takes ${(sandbox.dayMs / 1_000).toFixed(1)} s. → sent, ← received, · changed`),
  )
  if (!settings.once) welcome(sandbox)
  const timeline = new Timeline(sandbox.store, write)
  timeline.start()
  const interrupted = new Promise<false>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done(false))
  })
  const finished = sandbox.finished(settings.once ? ONCE_DEADLINE_DAYS * sandbox.dayMs : Number.MAX_SAFE_INTEGER)
  const done = await Promise.race([interrupted, finished])
  if (done && !settings.once) {
    await timeline.look()
    report(await sandbox.verdicts())
    write(styleText('dim', 'The prospects are done; the agent goes on. Stop with Ctrl-C.'))
    await interrupted
  }
  timeline.stop()
  if (settings.once) {
    await timeline.look()
    report(await sandbox.verdicts())
  } else write('\nStopping …')
  rmSync(ANNOUNCEMENT, { force: true })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
  await Promise.race([sandbox.stop(), new Promise((resolve) => setTimeout(resolve, STOP_DEADLINE_MS))])
  return settings.once && !done ? 1 : 0
}

function messageOf(line: string): string {
  try {
    return String((JSON.parse(line) as { message?: string }).message ?? line)
  } catch {
    return line
  }
}

try {
  process.exit(await main())
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
