/**
 * Measures the reading of mail over labelled corpora and over our own written fixtures.
 *
 *   npx tsx bench/reading.bench.ts [CORPORA_DIR] [--json] [--verbose]
 *
 * CORPORA_DIR (or the variable of that name) may hold `*.jsonl` of replies `{name, input, expected}`, `bounces.jsonl`
 * with `{file, expected: [{reason, hard}]}`, and `malformed/`. What is missing is skipped.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { cutReply } from '../services/mail-worker/src/reading/cut/cut-reply.ts'
import { joined, replyFixtures } from '../services/mail-worker/src/reading/fixtures-of-replies.ts'
import { readMailSync } from '../services/mail-worker/src/reading/read-mail.ts'

const now = new Date('2026-01-15T12:00:00Z')

interface ReplyScore {
  readonly set: string
  readonly cases: number
  readonly right: number
  /** No line of the reply is missing from the text. */
  readonly textComplete: number
  /** No line of the reply is missing from text and signature together. */
  readonly nothingLost: number
  /** No line of history is left in the text. */
  readonly nothingLeaked: number
  readonly wrong: readonly string[]
}

interface ReplyCase {
  readonly name: string
  readonly input: string
  readonly expected: string
}

function scoreReplies(set: string, cases: readonly ReplyCase[]): ReplyScore {
  const score = { set, cases: cases.length, right: 0, textComplete: 0, nothingLost: 0, nothingLeaked: 0 }
  const wrong: string[] = []
  for (const { name, input, expected } of cases) {
    const cut = cutReply({ text: input })
    const got = linesOf(cut.text)
    const wanted = linesOf(expected)
    const kept = new Set([...got, ...linesOf(cut.signature)])
    if (joined(cut.text) === joined(expected)) score.right += 1
    else wrong.push(name)
    if (wanted.every((line) => got.includes(line))) score.textComplete += 1
    if (wanted.every((line) => kept.has(line))) score.nothingLost += 1
    if (got.every((line) => wanted.includes(line))) score.nothingLeaked += 1
  }
  return { ...score, wrong }
}

function linesOf(text: string): string[] {
  return joined(text)
    .split('\n')
    .filter((line) => line !== '')
}

interface Label {
  readonly reason: string
  readonly hard: boolean
}

function scoreBounces(folder: string) {
  const rows = readLines<{ file: string; expected: Label[] }>(join(folder, 'bounces.jsonl'))
  const score = {
    bounces: 0,
    recognised: 0,
    permanenceRight: 0,
    reasonRight: 0,
    withRecipient: 0,
    complaints: 0,
    complaintsRight: 0,
    vacations: 0,
    vacationsRight: 0,
    vacationsAsBounce: 0,
  }
  const wrong: string[] = []
  for (const { file, expected } of rows) {
    const label = expected[0]
    if (!label) continue
    const mail = readMailSync(readFileSync(join(folder, file)), { now })
    if (label.reason === 'feedback' || label.reason === 'vacation') {
      const wanted = label.reason === 'feedback' ? 'complaint' : 'auto-reply'
      score[wanted === 'complaint' ? 'complaints' : 'vacations'] += 1
      if (mail.kind === wanted) score[wanted === 'complaint' ? 'complaintsRight' : 'vacationsRight'] += 1
      else wrong.push(`${file}: ${mail.kind} for ${label.reason}`)
      if (wanted === 'auto-reply' && mail.kind === 'bounce') score.vacationsAsBounce += 1
      continue
    }
    score.bounces += 1
    if (!mail.bounce) {
      wrong.push(`${file}: ${mail.kind} for ${label.reason}`)
      continue
    }
    score.recognised += 1
    if (mail.bounce.recipient !== null) score.withRecipient += 1
    if (mail.bounce.reason === label.reason) score.reasonRight += 1
    if (mail.bounce.permanent === label.hard) score.permanenceRight += 1
    else wrong.push(`${file}: ${mail.bounce.reason} (${mail.bounce.action}) for ${label.reason}`)
  }
  return { ...score, wrong }
}

function scoreMalformed(folder: string) {
  const slow: string[] = []
  let slowestMs = 0
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
  const kinds: Record<string, number> = {}
  for (const file of files) {
    const bytes = readFileSync(file)
    const start = performance.now()
    const mail = readMailSync(bytes, { now })
    const ms = performance.now() - start
    kinds[mail.kind] = (kinds[mail.kind] ?? 0) + 1
    slowestMs = Math.max(slowestMs, ms)
    if (ms >= 1_000 || mail.error !== undefined) slow.push(`${file}: ${ms.toFixed(0)} ms ${mail.error ?? ''}`)
  }
  return {
    files: files.length,
    withinASecond: files.length - slow.length,
    slowestMs: Math.round(slowestMs),
    kinds,
    wrong: slow,
  }
}

/** Inputs that make backtracking and re-scanning readers take minutes; each must stay below a second. */
function scoreHostile() {
  const quote = `Hi\n\nOn Tue, 1 Jan 2019 at 10:00, Ann <ann@a.example> wrote:\n${'> some quoted words in a line\n'.repeat(26_500)}`
  const nested = Array.from(
    { length: 3_000 },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n`,
  ).join('')
  const inputs: readonly (readonly [string, () => unknown])[] = [
    ['100 000 dashes', () => cutReply({ text: '-'.repeat(100_000) })],
    ['"On " 20 000 times', () => cutReply({ text: 'On '.repeat(20_000) })],
    ['"On" on 20 000 lines', () => cutReply({ text: 'On\n'.repeat(20_000) })],
    ['767 KB quoted mail', () => cutReply({ text: quote })],
    ['80 000 lines of From:', () => cutReply({ text: 'From: a@b.example\n'.repeat(80_000) })],
    ['quote and answer 100 000 times', () => cutReply({ text: '> q\n\na\n'.repeat(100_000) })],
    ['100 000 nested elements', () => cutReply({ html: `${'<div>'.repeat(100_000)}hi` })],
    ['3 000 nested multiparts', () => readMailSync(Buffer.from(nested), { now })],
    ['200 000 header lines', () => readMailSync(Buffer.from(`${'A: b\n'.repeat(200_000)}\nhi`), { now })],
  ]
  return inputs.map(([name, run]) => {
    const start = performance.now()
    run()
    return { name, ms: Math.round(performance.now() - start) }
  })
}

function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

function ownFixtures(): ReplyScore {
  const fixtures = replyFixtures()
  const wrong = fixtures.filter(
    ({ plain, html, sender, text }) => joined(cutReply({ text: plain, html, sender }).text) !== joined(text),
  )
  const right = fixtures.length - wrong.length
  return {
    set: 'own fixtures',
    cases: fixtures.length,
    right,
    textComplete: right,
    nothingLost: right,
    nothingLeaked: right,
    wrong: wrong.map(({ name }) => name),
  }
}

function measure(folder: string | undefined) {
  const files = folder && existsSync(folder) ? readdirSync(folder) : []
  const sets = files.filter((file) => file.endsWith('.jsonl') && file !== 'bounces.jsonl')
  const replies = sets.map((file) =>
    scoreReplies(file.replace('.jsonl', ''), readLines<ReplyCase>(join(folder ?? '', file))),
  )
  return {
    replies: [ownFixtures(), ...replies],
    bounces: folder && files.includes('bounces.jsonl') ? scoreBounces(folder) : null,
    malformed: folder && files.includes('malformed') ? scoreMalformed(join(folder, 'malformed')) : null,
    hostile: scoreHostile(),
  }
}

function print(result: ReturnType<typeof measure>, verbose: boolean): void {
  const out = (line: string) => process.stdout.write(`${line}\n`)
  const list = (wrong: readonly string[]) => {
    if (verbose) for (const one of wrong) out(`    ${one}`)
  }
  out('Replies: right / text complete / nothing lost (signature counted) / nothing leaked')
  for (const one of result.replies) {
    out(`  ${one.set}: ${one.right}/${one.cases} · ${one.textComplete} · ${one.nothingLost} · ${one.nothingLeaked}`)
    list(one.wrong)
  }
  if (result.bounces) {
    const { bounces, recognised, permanenceRight, reasonRight, withRecipient, ...rest } = result.bounces
    const share = (part: number) => `${part}/${bounces} (${((100 * part) / bounces).toFixed(1)} %)`
    out(
      `Bounces: recognised ${share(recognised)}, permanent or not ${share(permanenceRight)}, reason ${share(reasonRight)}, recipient ${share(withRecipient)}`,
    )
    out(
      `  complaints ${rest.complaintsRight}/${rest.complaints}, vacations ${rest.vacationsRight}/${rest.vacations}, vacations taken for bounces ${rest.vacationsAsBounce}`,
    )
    list(result.bounces.wrong)
  }
  if (result.malformed) {
    out(
      `Malformed: ${result.malformed.withinASecond}/${result.malformed.files} read within a second, slowest ${result.malformed.slowestMs} ms`,
    )
    list(result.malformed.wrong)
  }
  out('Hostile input')
  for (const { name, ms } of result.hostile) out(`  ${name}: ${ms} ms`)
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, verbose: { type: 'boolean' } },
  allowPositionals: true,
})
const result = measure(positionals[0] ?? process.env['CORPORA_DIR'])
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`)
else print(result, values.verbose ?? false)
