import type { Command } from 'commander'
import { addCommand, type CommonOptions } from '../frame/command-line.ts'
import { type Frame, type Session, withSession } from '../frame/session.ts'
import { table } from '../frame/table.ts'
import type { ExitCode } from '../frame/wrong-use.ts'
import { loadInitData, notInFile, secretVariables } from '../init/load-init-data.ts'
import { type InitFile, readInitFile } from '../init/read-init-file.ts'

interface Options extends CommonOptions {
  readonly dryRun?: boolean
}

/** `init FILE`: accounts, product knowledge and campaigns. */
export function addInit(program: Command, frame: Frame): void {
  addCommand(
    program,
    'init <file>',
    'Load accounts, product knowledge and campaigns from a file; all of it is checked before anything is written.',
    ['init init_data.json', 'init init_data.json --dry-run'],
  )
    .option('--dry-run', 'say what is new or changed, write nothing')
    .action(async (file: string, options: Options) => {
      // A wrong file is told without a database.
      const init = await readInitFile(file)
      await withSession(frame, (session) => load(frame, session, init, options))
    })
}

async function load(
  frame: Frame,
  { store, clock, output }: Session,
  init: InitFile,
  options: Options,
): Promise<ExitCode> {
  const dryRun = options.dryRun === true
  const changes = await loadInitData(store, clock, init, dryRun)
  const kept = await notInFile(store, init)
  if (options.json) {
    output.json({ dryRun, changes, notInFile: kept })
  } else {
    output.text(
      table(
        output,
        ['what', 'id', dryRun ? 'would be' : 'is'],
        changes.map(({ what, id, change }) => [what, id, change]),
      ),
    )
    if (changes.every(({ change }) => change === 'same')) output.text('Nothing has changed.')
    if (kept.length > 0) output.note(`Stored but not in the file, left as they are: ${kept.join(', ')}.`)
  }
  for (const { account, variable } of secretVariables(init)) {
    if (!frame.environment[variable]) {
      output.note(`Account ${account} takes its secret from ${variable}, which is not set here; its service needs it.`)
    }
  }
  return 0
}
