import { expect, it } from 'vitest'
import { capturedOutput } from '../testing/memory-session.ts'
import { printable, table } from './table.ts'

it('a prospect cannot act on the terminal of whoever reads them', () => {
  const hostile = 'Hi\u001b[2J\u001b]0;owned\u0007 there\u009b31m\r\u202eevil\n\tnext'
  expect(printable(hostile)).toBe('Hi[2J]0;owned there31mevil\n\tnext')
  expect(table(capturedOutput(), ['a'], [['x\u001b[31mred']])).not.toContain('\u001b')
})

it('columns stand under their headings, without borders', () => {
  const lines = table(
    capturedOutput(),
    ['name', 'stage'],
    [
      ['Анна', 'talking'],
      ['Bo', 'new'],
    ],
  ).split('\n')
  expect(lines.map((line) => line.indexOf('stage') + line.indexOf('talking') + line.indexOf('new') + 2)).toEqual([
    6, 6, 6,
  ])
})
