import { z } from 'zod'
import { suggestion } from '../frame/suggest.ts'

type Issue = z.core.$ZodIssue

/** One thing that is wrong in an init file. */
export interface SchemaProblem {
  readonly path: readonly PropertyKey[]
  readonly problem: string
}

/** `campaigns[0].intro.text`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return text === '' ? 'the file' : text.replace(/^\./, '')
}

/** A zod issue in words: what is expected and what was found there. A value that may be a secret is not repeated. */
export function problemsOf(
  issue: Issue,
  valueAt: (path: readonly PropertyKey[]) => unknown,
  known: readonly string[],
): SchemaProblem[] {
  const { path } = issue
  const found = foundText(valueAt(path), path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], problem: `is not known here.${suggestion(key, known)}` }))
    case 'invalid_type':
      return [
        {
          path,
          problem:
            found === null
              ? `is missing: ${article(issue.expected)} is expected`
              : `${article(issue.expected)} is expected${found}`,
        },
      ]
    case 'invalid_value':
      return [{ path, problem: choiceProblem(issue.values.map(String), valueAt(path), found) }]
    case 'invalid_union':
      return [{ path, problem: unionProblem(issue, found) }]
    case 'too_small':
      return [{ path, problem: `${emptyOrLess(issue)}${found ?? ''}` }]
    case 'too_big':
      return [{ path, problem: `must be at most ${issue.maximum}${found ?? ''}` }]
    default:
      return [{ path, problem: `${issue.message}${found ?? ''}` }]
  }
}

/** `: found "x"`; null when nothing stands there. */
function foundText(value: unknown, path: readonly PropertyKey[]): string | null {
  if (value === undefined) return null
  // Whoever writes a secret where its variable's name belongs should not find it in a log.
  if (/env$|password|token|secret/i.test(String(path.at(-1)))) return ', found something else'
  const text = JSON.stringify(value)
  return `, found ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`
}

function article(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list [ … ]',
    object: 'an object { … }',
    null: 'null',
  }
  return names[expected] ?? expected
}

function choiceProblem(allowed: readonly string[], value: unknown, found: string | null): string {
  const choices = allowed.map((each) => `"${each}"`).join(' or ')
  if (found === null) return `is missing: ${choices} is expected`
  return `${choices} is expected${found}.${typeof value === 'string' ? suggestion(value, allowed) : ''}`
}

function unionProblem(issue: Extract<Issue, { code: 'invalid_union' }>, found: string | null): string {
  const { discriminator, options } = issue as { discriminator?: string; options?: readonly unknown[] }
  const where = discriminator === undefined ? '' : `"${discriminator}": `
  const choices = options === undefined ? issue.message : options.map((each) => `"${String(each)}"`).join(' or ')
  return found === null ? `is missing: ${where}${choices} is expected` : `${where}${choices} is expected${found}`
}

function emptyOrLess({ minimum, origin }: Extract<Issue, { code: 'too_small' }>): string {
  if (origin === 'string' && Number(minimum) === 1) return 'must not be empty'
  if (origin === 'array') return `needs at least ${minimum} ${Number(minimum) === 1 ? 'entry' : 'entries'}`
  return `must be at least ${minimum}`
}

/** Every key a schema knows anywhere: what an unknown key may have been meant as. */
export function keysOf(schema: z.ZodType): string[] {
  const keys = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('properties' in node) for (const key of Object.keys(node.properties as object)) keys.add(key)
    for (const child of Object.values(node)) visit(child)
  }
  visit(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))
  return [...keys]
}
