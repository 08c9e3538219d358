import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { type AnswerView, draftCheckView, mailView, readingView, simulationView } from '../entries/answer-views.ts'
import { type Entry, eachAnswer, passThrough } from '../entries/run-entry.ts'
import { addCommand, type CommonOptions, gather, oneOf } from '../frame/command-line.ts'
import type { Frame } from '../frame/session.ts'

const BRAINS = ['offline', 'ollama'] as const
type Brain = (typeof BRAINS)[number]

/** `read-mail FILE…`. */
export function addReadMail(program: Command, frame: Frame): void {
  addCommand(
    program,
    'read-mail <files...>',
    'Read raw mails (RFC 5322 files): who writes, and what they newly wrote.',
    ['read-mail reply.eml', 'read-mail mails/*.eml --json | jq -r .kind'],
  )
    .option('--own <address>', "an address of the agent's own; may be given several times", gather)
    .action((files: string[], options: CommonOptions & { own?: readonly string[] }) => {
      const own = (options.own ?? []).flatMap((address) => ['--own', address])
      return runEntry(frame, { service: 'mail-worker', name: 'read-mail' }, [...own, ...files], options, mailView)
    })
}

/** `understand --in FILE|-`. */
export function addUnderstand(program: Command, frame: Frame): void {
  addCommand(
    program,
    'understand',
    'Read replies: intents, opt-out, colleague, date, evidence. JSON lines in and out.',
    [
      'understand --in replies.jsonl --brain offline --json',
      `understand --in - <<< '{"id":"1","text":"Please stop writing","now":"2026-03-02T10:00:00Z"}'`,
    ],
  )
    .requiredOption('--in <file>', 'JSON lines {id, text, now, channel?, lang?}; - reads standard input')
    .option('--brain <brain>', 'offline or ollama', oneOf(BRAINS), 'offline')
    .action((options: CommonOptions & { in: string; brain: Brain }) => {
      const words = ['--in', options.in, '--brain', options.brain]
      return runEntry(frame, { service: 'app-logic', name: 'understand' }, words, options, readingView)
    })
}

/** `check-draft --in FILE|-`. */
export function addCheckDraft(program: Command, frame: Frame): void {
  addCommand(program, 'check-draft', 'Check drafts for claims that nothing supports. JSON lines in and out.', [
    'check-draft --in drafts.jsonl --json',
  ])
    .requiredOption(
      '--in <file>',
      'JSON lines {id, lang, facts[], allowedUrls[], allowedEmails[], thread[], prospect, agent, now, draft}; - reads standard input',
    )
    .action((options: CommonOptions & { in: string }) =>
      runEntry(frame, { service: 'app-logic', name: 'check-draft' }, ['--in', options.in], options, draftCheckView),
    )
}

/** `simulate FILE…`. */
export function addSimulate(program: Command, frame: Frame): void {
  addCommand(program, 'simulate <files...>', 'Run scenarios on the real rules with a virtual clock and no network.', [
    'simulate scenario.json',
    'simulate scenarios/*.json --json',
  ])
    .option('--brain <brain>', 'offline or ollama', oneOf(BRAINS), 'offline')
    .option(
      '--init <file>',
      'where product knowledge comes from; default: init_data.json here, else the one of Outrider',
    )
    .action((files: string[], options: CommonOptions & { brain: Brain; init?: string }) => {
      const words = ['--init', options.init ?? defaultInitFile(frame.folder), '--brain', options.brain, ...files]
      return runEntry(frame, { service: 'app-logic', name: 'simulate' }, words, options, simulationView)
    })
}

/** JSON lines for programs; for a person at a terminal, the same answers as text. */
async function runEntry(
  frame: Frame,
  entry: Entry,
  words: readonly string[],
  { json }: CommonOptions,
  view: AnswerView,
): Promise<void> {
  const { output } = frame
  frame.exitCode =
    json || !output.terminal
      ? await passThrough(entry, words)
      : await eachAnswer(entry, words, (answer) => output.text(view(answer, output)))
}

function defaultInitFile(folder: string): string {
  const here = join(folder, 'init_data.json')
  return existsSync(here) ? here : fileURLToPath(new URL('../../../../init_data.json', import.meta.url))
}
