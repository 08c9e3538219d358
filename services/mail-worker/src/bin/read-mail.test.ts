import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const entry = fileURLToPath(new URL('./read-mail.ts', import.meta.url))

function run(args: readonly string[]): Promise<{ code: number; lines: Record<string, unknown>[]; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', entry, ...args], (error, stdout, stderr) => {
      const lines = stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, lines, stderr })
    })
  })
}

describe('read-mail FILE…', () => {
  let folder = ''
  const file = (name: string) => join(folder, name)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-mail-'))
    await writeFile(file('reply.eml'), 'From: Peter <peter@acme.example>\nSubject: Re: hi\n\nYes.\n\n> hi\n> there\n')
    await writeFile(file('own.eml'), 'From: anna@outrider.example\n\nHi\n')
    await writeFile(file('noise.bin'), Buffer.from([0, 255, 10, 13, 200]))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('prints one JSON line a file, in their order, and ends with 0', async () => {
    const { code, lines } = await run([
      '--own',
      'anna@outrider.example',
      file('reply.eml'),
      file('own.eml'),
      file('noise.bin'),
    ])
    expect(code).toBe(0)
    expect(lines.map(({ kind }) => kind)).toEqual(['human', 'own', 'human'])
    expect(lines[0]).toMatchObject({
      file: file('reply.eml'),
      text: 'Yes.',
      quoted: '> hi\n> there',
      from: 'peter@acme.example',
    })
  })

  it('a file that cannot be read has a line with the error, the others are read, and it ends with 1', async () => {
    const { code, lines } = await run([file('missing.eml'), folder, file('reply.eml')])
    expect(code).toBe(1)
    expect(lines.map(({ error }) => typeof error)).toEqual(['string', 'string', 'undefined'])
    expect(lines.map(({ kind }) => kind)).toEqual(['human', 'human', 'human'])
  })

  it.each([[[]], [['--unknown', 'x.eml']]])('wrong use %j ends with 2 and says how', async (args) => {
    const { code, lines, stderr } = await run(args)
    expect({ code, lines }).toEqual({ code: 2, lines: [] })
    expect(stderr).toContain('Usage')
  })
})
