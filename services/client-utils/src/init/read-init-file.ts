import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { OutriderError, type StoredFile } from '@outrider/shared'
import { type Campaign, type InitData, initDataSchema } from '@outrider/shared/domain'
import { type PlacedJson, parsePlacedJson } from './json-places.ts'
import { keysOf, pathText, problemsOf, type SchemaProblem } from './schema-problems.ts'

/** Everything an init file brings: its data, and the presentations beside it. */
export interface InitFile {
  readonly data: InitData
  readonly decks: readonly StoredFile[]
}

/**
 * Reads and checks an init file and the presentations it names, whole: all problems at once.
 *
 * @throws OutriderError INIT_DATA_INVALID or FILE_MISSING, each problem with file, line and JSON path
 */
export async function readInitFile(file: string): Promise<InitFile> {
  const json = parsed(file, await textOf(file))
  const read = initDataSchema.safeParse(json.value)
  if (!read.success) {
    const known = keysOf(initDataSchema)
    throw invalid(
      file,
      json,
      read.error.issues.flatMap((issue) => problemsOf(issue, json.valueAt, known)),
    )
  }
  return { data: read.data, decks: await readDecks(file, json, read.data.campaigns) }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message
    throw new OutriderError('FILE_MISSING', `${file}: ${why}`, { cause: error })
  }
}

function parsed(file: string, text: string): PlacedJson {
  const json = parsePlacedJson(text)
  if (!('problem' in json)) return json
  throw new OutriderError('INIT_DATA_INVALID', `${file}:${json.line}:${json.column}: not JSON: ${json.problem}`)
}

function invalid(file: string, json: PlacedJson, problems: readonly SchemaProblem[]): OutriderError {
  const lines = problems
    .map(({ path, problem }) => ({ ...json.placeOf(path), text: `${pathText(path)} ${problem}` }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `\n  ${file}:${line}: ${text}`)
  return new OutriderError('INIT_DATA_INVALID', `${lines.length} problem(s):${lines.join('')}`)
}

async function readDecks(file: string, json: PlacedJson, campaigns: readonly Campaign[]): Promise<StoredFile[]> {
  const decks = new Map<string, StoredFile>()
  const problems: string[] = []
  for (const [index, { settings }] of campaigns.entries()) {
    const path = ['campaigns', index, 'settings', 'deck']
    const where = `\n  ${file}:${json.placeOf(path).line}: ${pathText(path)}`
    const deck = await readDeck(file, settings.deck)
    if (typeof deck === 'string') problems.push(`${where} ${deck}`)
    else decks.set(deck.filename, deck)
  }
  if (problems.length > 0) throw new OutriderError('FILE_MISSING', `${problems.length} problem(s):${problems.join('')}`)
  return [...decks.values()]
}

/** The presentation, or what is wrong with it. */
async function readDeck(file: string, filename: string): Promise<StoredFile | string> {
  if (/[/\\]/.test(filename)) return `must be the name of a file beside ${file}, without folders, found "${filename}"`
  const path = join(dirname(file), filename)
  try {
    return { filename, contentType: contentTypeOf(filename), content: await readFile(path) }
  } catch {
    return `names "${filename}", but there is no ${path}`
  }
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odp: 'application/vnd.oasis.opendocument.presentation',
}

function contentTypeOf(filename: string): string {
  return CONTENT_TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
