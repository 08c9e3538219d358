import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Example, readExamples, readFolder } from '../src/training/dataset.ts'
import { readMoment } from '../src/understand/moment.ts'
import { type Understander, understanderOf } from '../src/understand/understanders.ts'
import { modelReport, report } from './report.ts'
import { evaluate, type Judged } from './score-readings.ts'

const USAGE = `npm run eval -- [--set FILE]… [--brain offline|ollama] [--json] [--no-texts] [--all]
  without --set: the project's own splits: dev, hard, test and fresh
  --no-texts: figures only;  --all: every misread text, not only the first 40
  without --set, texts of test and fresh are not shown: whoever reads them tunes to them
`
const SHOWN_BY_DEFAULT = 40

interface NamedSet {
  readonly name: string
  readonly examples: readonly Example[]
  /** Its texts are not shown. */
  readonly blind: boolean
}

const BLIND = new Set(['test', 'fresh'])

function splitsOfOurOwn(): NamedSet[] {
  return ['dev', 'hard', 'test', 'fresh'].map((name) => ({
    name,
    blind: BLIND.has(name),
    examples: readFolder(fileURLToPath(new URL(`../training/${name}`, import.meta.url))),
  }))
}

async function judge(understand: Understander, examples: readonly Example[]): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const { id, text, now } of examples) {
    const started = performance.now()
    const reading = await understand({ id, text, ...readMoment(now) })
    judged.push({ ...reading, ms: performance.now() - started })
  }
  return judged
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', multiple: true },
      brain: { type: 'string', default: 'offline' },
      json: { type: 'boolean', default: false },
      'no-texts': { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
    },
  })
  const sets =
    values.set?.map((path) => ({ name: path, blind: false, examples: readExamples(path) })) ?? splitsOfOurOwn()
  const confusions = values['no-texts'] ? 0 : values.all ? Number.POSITIVE_INFINITY : SHOWN_BY_DEFAULT
  const understand = await understanderOf(values.brain)
  for (const { name, blind, examples } of sets) {
    if (examples.length === 0) throw new Error(`${name} holds no replies`)
    const evaluation = evaluate(examples, await judge(understand, examples))
    const shown = values['no-texts'] || blind ? { ...evaluation, confusions: [] } : evaluation
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ set: name, brain: values.brain, ...shown, ...modelOf(understand) })}\n`
        : `${report(`${name}, ${values.brain} brain`, evaluation, { confusions: blind ? 0 : confusions })}\n`,
    )
  }
  if (understand.metrics !== undefined && !values.json) process.stdout.write(modelReport(understand.metrics))
}

/** What the model cost since the start of the eval. */
function modelOf({ metrics }: Understander): object {
  return metrics === undefined ? {} : { model: metrics }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader left (`| head`).
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 2
}
