/**
 * Reads damaged mail without end: no crash, no hang, no growth of memory.
 *
 *   node --expose-gc --import tsx bench/reading-fuzz.ts [CORPORA_DIR] [--rounds 20000] [--seed 1]
 *
 * Starts from our own fixtures, and from the raw mails below CORPORA_DIR (or the variable of that name) when there are
 * any. Exit code 1 when a mail gave an error, took a second or more, or memory grew.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { fixtureMails, mutateMail, seededRandom } from '../services/mail-worker/src/reading/mail-mutations.ts'
import { readMailSync } from '../services/mail-worker/src/reading/read-mail.ts'

/** Larger mails would make most rounds a copy of bytes. */
const largestSeedBytes = 200_000
/** Growth of the used heap, after warming up and a collection, that counts as a leak. */
const allowedGrowthMb = 30

function rawMails(folder: string | undefined): Buffer[] {
  if (!folder || !existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(
      (file) => /\.(?:eml|msg|txt)$/.test(file) && statSync(file).isFile() && statSync(file).size <= largestSeedBytes,
    )
    .map((file) => readFileSync(file))
}

function heapMb(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_048_576
}

function run(rounds: number, seed: number, mails: readonly Buffer[]) {
  const random = seededRandom(seed)
  const pick = () => mails[Math.floor(random() * mails.length)] ?? Buffer.alloc(0)
  const now = new Date('2026-01-15T12:00:00Z')
  const outcome = {
    rounds,
    seeds: mails.length,
    errors: 0,
    slow: 0,
    slowestMs: 0,
    firstError: '',
    kinds: {} as Record<string, number>,
  }
  let warmMb = 0
  for (let round = 0; round < rounds; round += 1) {
    const damaged = mutateMail(pick(), pick(), random)
    const start = performance.now()
    const mail = readMailSync(damaged, { now })
    const ms = performance.now() - start
    outcome.slowestMs = Math.max(outcome.slowestMs, Math.round(ms))
    outcome.kinds[mail.kind] = (outcome.kinds[mail.kind] ?? 0) + 1
    if (ms >= 1_000) outcome.slow += 1
    if (mail.error !== undefined) {
      outcome.errors += 1
      outcome.firstError ||= `round ${round}: ${mail.error}`
    }
    if (round === Math.floor(rounds / 4)) warmMb = heapMb()
  }
  return { ...outcome, grownMb: Math.round(heapMb() - warmMb) }
}

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
})
const start = performance.now()
const mails = [...fixtureMails(), ...rawMails(positionals[0] ?? process.env['CORPORA_DIR'])]
const outcome = run(Number(values.rounds ?? 20_000), Number(values.seed ?? 1), mails)
process.stdout.write(`${JSON.stringify({ ...outcome, seconds: Math.round((performance.now() - start) / 1_000) })}\n`)
if (outcome.errors > 0 || outcome.slow > 0 || outcome.grownMb > allowedGrowthMb) process.exitCode = 1
