import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import type { Frame } from './frame/session.ts'
import { createProgram } from './program.ts'
import { capturedOutput } from './testing/memory-session.ts'

const frame: Frame = { environment: {}, folder: '/', output: capturedOutput(), exitCode: 0 }

function leaves(command: Command, path: readonly string[] = []): { path: string; command: Command }[] {
  const name = [...path, command.name()]
  return command.commands.length === 0
    ? [{ path: name.slice(1).join(' '), command }]
    : command.commands.flatMap((each) => leaves(each, name))
}

function helpOf(command: Command): string {
  const parts: string[] = []
  command.configureOutput({ writeOut: (part) => void parts.push(part) }).outputHelp()
  return parts.join('')
}

const manual = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8')

/** `conversation approve | discard | held` covers `conversation approve`. */
function headingCovers(heading: string, path: string): boolean {
  const [group, name] = path.split(' ')
  const words = heading.split(/[ |]+/)
  return words[0] === group && (name === undefined || words.includes(name))
}

describe('every command', () => {
  const commands = leaves(createProgram(frame))

  it('is one of these', () => {
    expect(commands.map(({ path }) => path)).toEqual([
      'init',
      'contact add',
      'contact import',
      'contact list',
      'contact show',
      'conversation restart',
      'conversation take-over',
      'conversation hand-back',
      'conversation suppress',
      'conversation approve',
      'conversation discard',
      'conversation held',
      'conversation why',
      'suppression list',
      'suppression add',
      'stats',
      'doctor',
      'account list',
      'account pause',
      'account resume',
      'dead list',
      'dead show',
      'dead retry',
      'read-mail',
      'understand',
      'check-draft',
      'simulate',
    ])
  })

  it.each(commands)('$path has --json, and examples of itself in its help', ({ path, command }) => {
    const help = helpOf(command)
    expect(help).toContain('--json')
    expect(help).toMatch(new RegExp(`Examples:\n  \\$ client-utils ${path}`))
  })

  it.each(commands)('$path stands in docs/cli.md with each of its options', ({ path, command }) => {
    const section = manual.split(/^#+ /m).find((each) => headingCovers(each.split('\n', 1)[0] ?? '', path))
    const undocumented = command.options.map(({ long }) => long).filter((option) => !section?.includes(option ?? ''))
    expect(undocumented).toEqual([])
  })
})
