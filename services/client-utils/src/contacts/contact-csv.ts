import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Transform } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { didYouMean } from '../frame/suggest.ts'
import { WrongUseError } from '../frame/wrong-use.ts'
import { CONTACT_FIELDS, type ContactField, type WrittenContact } from './contact-fields.ts'

/** One row of a contact file, or why it could not be read. */
export type CsvRow =
  | { readonly line: number; readonly contact: WrittenContact }
  | { readonly line: number; readonly problem: string }

const DELIMITERS = [',', ';', '\t'] as const
/** No header is longer. */
const HEAD_BYTES = 65_536
const REQUIRED: readonly ContactField[] = ['name', 'language', 'timezone']

/**
 * Reads a contact file row by row; memory does not grow with it. UTF-8, a header row, comma, semicolon or tab.
 *
 * @throws WrongUseError when the file or its header cannot be read: then no row means anything
 */
export async function* readContactCsv(file: string): AsyncGenerator<CsvRow> {
  const delimiter = delimiterOf(await headOf(file))
  const rows = pipeline(
    createReadStream(file),
    utf8Only(file),
    parse({ delimiter, bom: true, info: true, trim: true, relax_column_count: true, relax_quotes: true }),
    // Reading the rows throws what any of them fails with.
    () => {},
  )
  let columns: readonly ContactField[] | null = null
  let before = 0
  try {
    for await (const row of rows as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = before + 1
      before = row.info.lines
      // Not left to the parser: skipped there, an empty line would shift the number of the next row.
      if (row.record.every((field) => field === '')) continue
      if (columns === null) columns = readHeader(file, row.record)
      else yield readRow(row.record, columns, line)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    yield { line: before + 1, problem: csvWords(error) }
  }
  if (columns === null)
    throw new WrongUseError(`${file} is empty: it needs a header row such as ${CONTACT_FIELDS.join(',')}`)
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new WrongUseError(`${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`)
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The delimiter that stands most often in the header. */
export function delimiterOf(head: string): string {
  const header = head.split(/\r?\n/, 1)[0] ?? ''
  const count = (delimiter: string) => header.split(delimiter).length
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best))
}

/** Refuses bytes that are not UTF-8: names would be stored as garbage otherwise. */
function utf8Only(file: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const decode = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void) => {
    try {
      done(null, decoder.decode(chunk, { stream: chunk !== undefined }))
    } catch {
      done(new WrongUseError(`${file} is not UTF-8 text; save it as "CSV UTF-8" and try again`))
    }
  }
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => decode(chunk, done),
    flush: (done) => decode(undefined, done),
  })
}

function readHeader(file: string, header: readonly string[]): ContactField[] {
  const problems: string[] = []
  const columns = header.map((written) => {
    const name = written.toLowerCase().replace(/[\s_-]/g, '')
    const field = CONTACT_FIELDS.find((each) => each === (ALIASES[name] ?? name))
    if (field !== undefined) return field
    const meant = didYouMean(name, CONTACT_FIELDS)
    problems.push(`column "${written}" is not known.${meant === null ? '' : ` Did you mean "${meant}"?`}`)
    return 'name'
  })
  if (problems.length === 0) problems.push(...structureProblems(columns))
  if (problems.length === 0) return columns
  throw new WrongUseError(`${file}:1: ${problems.join('\n  ')}\n  Columns: ${CONTACT_FIELDS.join(', ')}`)
}

/** Spellings that mean one thing only. */
const ALIASES: Readonly<Record<string, ContactField>> = {
  email: 'email',
  mail: 'email',
  emailaddress: 'email',
  fullname: 'name',
  lang: 'language',
  tz: 'timezone',
  countrycode: 'country',
  telegramhandle: 'telegram',
  organisation: 'company',
  organization: 'company',
}

function structureProblems(columns: readonly ContactField[]): string[] {
  const repeated = columns.filter((column, index) => columns.indexOf(column) !== index)
  const missing = REQUIRED.filter((field) => !columns.includes(field))
  return [
    ...repeated.map((column) => `two columns are "${column}"`),
    ...missing.map((field) => `there is no column "${field}"`),
    ...(columns.includes('email') || columns.includes('telegram')
      ? []
      : ['there is neither a column "email" nor "telegram"']),
  ]
}

function readRow(written: readonly string[], columns: readonly ContactField[], line: number): CsvRow {
  // Spreadsheets end lines with delimiters of empty columns.
  const beyond = written.slice(columns.length).every((field) => field === '')
  const record = beyond ? written.slice(0, columns.length) : written
  if (record.length !== columns.length) {
    return {
      line,
      problem: `has ${record.length} fields, the header has ${columns.length} (a stray delimiter or quote?)`,
    }
  }
  return { line, contact: Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])) }
}

function csvWords(error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quote opened here or further down is never closed; nothing after it was read'
    : `${error.message}; nothing after it was read`
}
