import { openMongoStore, systemClock } from '@outrider/shared'
import type { Command } from 'commander'
import type { Check } from '../doctor/check.ts'
import { checkContents } from '../doctor/check-contents.ts'
import { checkDatabase } from '../doctor/check-database.ts'
import { checkMail, mergedChecks } from '../doctor/check-mail.ts'
import { checkModel } from '../doctor/check-model.ts'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import type { Installation } from '../frame/installation.ts'
import type { Output } from '../frame/output.ts'
import { type Frame, installationOf } from '../frame/session.ts'
import { printable, table } from '../frame/table.ts'

interface Options extends CommonOptions {
  readonly mail: boolean
  readonly sendTest?: boolean
}

/** `doctor`: each thing the installation needs. */
export function addDoctor(program: Command, frame: Frame): void {
  addCommand(program, 'doctor', 'Check each thing the installation needs; exit code 1 when something is not ok.', [
    'doctor',
    'doctor --no-mail',
    'doctor --send-test',
    `doctor --json | jq '.checks[] | select(.status == "not ok")'`,
  ])
    .option('--no-mail', 'leave out the logins and DNS checks of the mail accounts')
    .option('--send-test', 'send one mail from each account to itself and wait for it')
    .action(async (options: Options) => {
      const checks = await examine(frame, installationOf(frame), options)
      const bad = checks.filter(({ status }) => status === 'not ok')
      if (options.json) frame.output.json({ ok: bad.length === 0, checks })
      else frame.output.text(checksText(frame.output, checks))
      frame.exitCode = bad.length === 0 ? 0 : 1
    })
}

async function examine(frame: Frame, installation: Installation, { mail, sendTest }: Options): Promise<Check[]> {
  const { environment, output } = frame
  output.progress('database …')
  const database = await checkDatabase(installation)
  const reachable = database.every(({ check, status }) => check !== 'reachable' || status === 'ok')
  output.progress('accounts, campaigns, services …')
  const contents = reachable ? await contentsOf(installation, environment) : []
  output.progress('model …')
  const model = await checkModel(environment)
  output.progress('mail servers …')
  const hasMail = contents.some(({ area, check }) => area === 'services' && check === 'mail-worker')
  const mailChecks = mail && hasMail ? await checkMail(installation, sendTest === true) : []
  output.progressDone()
  return mergedChecks([...database, ...contents, ...model], mailChecks)
}

async function contentsOf({ uri, database }: Installation, environment: NodeJS.ProcessEnv): Promise<Check[]> {
  const store = await openMongoStore({ uri, database, clock: systemClock })
  try {
    return await checkContents(store, environment, new Date())
  } finally {
    await store.close()
  }
}

function checksText(output: Output, checks: readonly Check[]): string {
  const { style } = output
  const shown = { ok: style.good('ok'), note: style.warning('note'), 'not ok': style.bad('not ok') }
  const rows = checks.map(({ area, check, status, detail }) => [shown[status], area, check, detail])
  const todo = checks.filter(({ remedy }) => remedy !== null)
  const bad = checks.filter(({ status }) => status === 'not ok').length
  return [
    table(output, ['', 'what', 'check', 'found'], rows),
    ...(todo.length === 0 ? [] : ['', style.strong('What to do'), ...todo.map(todoLine)]),
    '',
    bad === 0 ? style.good('Everything it needs is there.') : style.bad(`${bad} thing(s) are not ok.`),
  ].join('\n')
}

const todoLine = ({ area, check, remedy }: Check): string => printable(`  ${area}, ${check}: ${remedy}`)
