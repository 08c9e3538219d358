import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const BIN = fileURLToPath(new URL('../../dist/bin/understand.js', import.meta.url))
const NOW = '2026-03-10T10:00:00+03:00'
const LINES = 10_000

/** Runs the process on lines, one by one as it takes them; gives what came out. */
async function run(args: readonly string[], lines: Iterable<string>) {
  const child = spawn(process.execPath, [BIN, ...args])
  const out: string[] = []
  let errors = ''
  createInterface({ input: child.stdout }).on('line', (line) => out.push(line))
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  child.stdin.on('error', () => {})
  const closed = once(child, 'close')
  for (const line of lines)
    if (!child.stdin.write(`${line}\n`)) await Promise.race([once(child.stdin, 'drain'), closed])
  child.stdin.end()
  const [code] = await closed
  return { code, out, errors }
}

describe('the understand process', () => {
  it('answers ten thousand lines in their order', async () => {
    const texts = ['Stop emailing me.', 'Пришлите презентацию.', '¿Cuánto cuesta?', 'Ok, thanks']
    function* lines() {
      for (let i = 0; i < LINES; i += 1) yield JSON.stringify({ id: `r${i}`, text: texts[i % texts.length], now: NOW })
    }
    const { code, out } = await run(['--in', '-'], lines())
    expect(code).toBe(0)
    expect(out.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(
      Array.from({ length: LINES }, (_, i) => `r${i}`),
    )
  })

  it('answers the good lines, names the bad one and ends with 1', async () => {
    const good = (id: string) => JSON.stringify({ id, text: 'stop', now: NOW })
    const { code, out, errors } = await run(['--in', '-'], [good('a'), '{"id":"b"}', good('c')])
    expect(code).toBe(1)
    expect(out.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['a', 'c'])
    expect(errors).toMatch(/line 2: text/u)
  })

  it.each([
    [['--in', '-', '--brain', 'crystal-ball'], 'crystal-ball'],
    [['--brain', 'offline'], '--in is missing'],
    [['--in', '/nonexistent/replies.jsonl'], 'ENOENT'],
    [['--unknown'], '--unknown'],
  ])('ends with 2 when used wrongly: %j', async (args, message) => {
    const { code, out, errors } = await run(args, [])
    expect([code, out]).toEqual([2, []])
    expect(errors).toContain(message)
  })
})
