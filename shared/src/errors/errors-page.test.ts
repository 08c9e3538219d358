import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CATALOGUE } from './catalogue.ts'

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')

it('docs/errors.md lists each code of the catalogue with its kind, meaning and remedy, and no other code', () => {
  const rows = Object.entries(CATALOGUE).map(
    ([code, { kind, meaning, remedy }]) => `| \`${code}\` | ${kind} | ${meaning} | ${remedy} |`,
  )
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows)
})
