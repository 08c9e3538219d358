import { styleText } from 'node:util'

/** Ways a piece of text stands out; the text itself where there is no terminal or NO_COLOR is set. */
export interface Style {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly warning: (text: string) => string
  readonly title: (text: string) => string
}

/** Where a command writes: answers to standard output, everything about them to standard error. */
export interface Output {
  /** Standard output is a terminal: somebody reads along. */
  readonly terminal: boolean
  readonly style: Style
  /** One JSON document. */
  json(value: unknown): void
  /** Lines for a person. */
  text(lines: string): void
  /** A diagnostic line. */
  note(line: string): void
  /** How far long work is, rewritten in place; nothing where standard error is no terminal. */
  progress(line: string): void
  /** Takes the progress line away. */
  progressDone(): void
}

/** The output of this process. */
export function processOutput(environment: NodeJS.ProcessEnv): Output {
  const terminal = process.stdout.isTTY === true
  const watched = process.stderr.isTTY === true
  let shown = 0
  const clear = () => {
    if (shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`)
    shown = 0
  }
  return {
    terminal,
    style: terminal && !environment.NO_COLOR ? COLOURED : PLAIN,
    json: (value) => void process.stdout.write(`${JSON.stringify(value, null, terminal ? 2 : undefined)}\n`),
    text: (lines) => void process.stdout.write(`${lines}\n`),
    note: (line) => {
      clear()
      process.stderr.write(`${line}\n`)
    },
    progress: (line) => {
      if (!watched) return
      clear()
      process.stderr.write(line)
      shown = line.length
    },
    progressDone: clear,
  }
}

const asItIs = (text: string) => text

export const PLAIN: Style = {
  strong: asItIs,
  faint: asItIs,
  good: asItIs,
  bad: asItIs,
  warning: asItIs,
  title: asItIs,
}

const COLOURED: Style = {
  strong: (text) => styleText('bold', text),
  faint: (text) => styleText('dim', text),
  good: (text) => styleText('green', text),
  bad: (text) => styleText('red', text),
  warning: (text) => styleText('yellow', text),
  title: (text) => styleText(['bold', 'cyan'], text),
}
