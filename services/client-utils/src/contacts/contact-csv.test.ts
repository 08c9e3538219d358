import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CsvRow, readContactCsv } from './contact-csv.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outrider-csv-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function rowsOf(content: string | Buffer): Promise<CsvRow[]> {
  const file = join(folder, 'people.csv')
  writeFileSync(file, content)
  return collected(readContactCsv(file))
}

async function collected(rows: AsyncIterable<CsvRow>): Promise<CsvRow[]> {
  const all: CsvRow[] = []
  for await (const row of rows) all.push(row)
  return all
}

const HEADER = 'name,email,language,timezone'

describe('a row', () => {
  it('is named by the line it begins in, over quoted line breaks and empty lines', async () => {
    const rows = await rowsOf(`${HEADER}\n"A\nA",a@x.org,en,UTC\n\nB,b@x.org,en,UTC\n`)
    expect(rows.map(({ line }) => line)).toEqual([2, 5])
  })

  it('with too many or too few fields is no guess, but empty columns at its end are nothing', async () => {
    const rows = await rowsOf(`${HEADER}\nA,a@x.org,en,UTC,,\nB,b@x.org,en\nC,c@x.org,en,UTC,more\n`)
    expect(rows.map((row) => ('problem' in row ? row.problem : row.contact.email))).toEqual([
      'a@x.org',
      expect.stringContaining('has 3 fields, the header has 4'),
      expect.stringContaining('has 5 fields, the header has 4'),
    ])
  })

  it('that opens a quote for ever ends the file there, and the rows before it are kept', async () => {
    const rows = await rowsOf(`${HEADER}\nA,a@x.org,en,UTC\n"B,b@x.org,en,UTC\nC,c@x.org,en,UTC\n`)
    expect(rows).toEqual([
      expect.objectContaining({ line: 2, contact: expect.objectContaining({ name: 'A' }) }),
      { line: 3, problem: expect.stringContaining('never closed') },
    ])
  })
})

describe('a header', () => {
  it.each([
    ['semicolons and a byte order mark', '\ufeffName;E-Mail;Language;Time zone\nA;a@x.org;en;UTC\n'],
    ['tabs', 'Full name\tmail\tlang\ttz\nA\ta@x.org\ten\tUTC\n'],
    ['commas and CRLF', 'NAME,EMAIL,LANGUAGE,TIME_ZONE\r\nA,a@x.org,en,UTC\r\n'],
  ])('with %s is understood', async (_, content) => {
    expect(await rowsOf(content)).toEqual([
      { line: 2, contact: { name: 'A', email: 'a@x.org', language: 'en', timezone: 'UTC' } },
    ])
  })

  it('with an unknown column is refused with the one that was meant', async () => {
    await expect(rowsOf('name,emial,language,timezone\n')).rejects.toThrow(
      'column "emial" is not known. Did you mean "email"?',
    )
  })

  it('without what each contact needs is refused', async () => {
    await expect(rowsOf('name,language\n')).rejects.toThrow(/no column "timezone"\s+there is neither a column "email"/)
  })

  it('with one column twice is refused', async () => {
    await expect(rowsOf(`${HEADER},mail\n`)).rejects.toThrow('two columns are "email"')
  })
})

describe('a file', () => {
  it('in another encoding than UTF-8 is refused before a garbled name is stored', async () => {
    const cp1251 = Buffer.concat([
      Buffer.from(`${HEADER}\n`),
      Buffer.from([0xc0, 0xed, 0xed, 0xe0]),
      Buffer.from(',a@x.org,ru,UTC\n'),
    ])
    await expect(rowsOf(cp1251)).rejects.toThrow('is not UTF-8')
  })

  it('that is empty or missing is refused', async () => {
    await expect(rowsOf('')).rejects.toThrow('is empty')
    await expect(collected(readContactCsv(join(folder, 'gone.csv')))).rejects.toThrow('there is no such file')
  })
})
