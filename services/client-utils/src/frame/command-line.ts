import { type Command, InvalidArgumentError } from 'commander'
import { suggestion } from './suggest.ts'

/** Options every command has. */
export interface CommonOptions {
  readonly json?: boolean
}

/** A subcommand with `--json` and examples in its help. */
export function addCommand(
  parent: Command,
  nameAndArguments: string,
  description: string,
  examples: readonly string[],
): Command {
  return parent
    .command(nameAndArguments)
    .description(description)
    .option('--json', 'print JSON instead of text')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ client-utils ${example}`).join('\n')}\n`)
}

/** A parser of an option that is one of a few words; near misses are named. */
export function oneOf<Word extends string>(words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const found = words.find((word) => word === value)
    if (found === undefined) {
      throw new InvalidArgumentError(`It must be one of: ${words.join(', ')}.${suggestion(value, words)}`)
    }
    return found
  }
}

/** A parser of a count. */
export function positiveCount(value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number above 0.')
  return count
}

/** Gathers an option that may be given several times. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
