import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Example, readExamples, readFolder } from '../src/training/dataset.ts'
import { readMoment } from '../src/understand/moment.ts'
import { understanderOf } from '../src/understand/understanders.ts'
import { report } from './report.ts'
import { evaluate, type Judged } from './score-readings.ts'

const USAGE = `npm run eval -- [--set FILE]… [--brain offline|ollama] [--json] [--no-texts] [--all]
  without --set: the project's own dev and test splits
  --no-texts: figures only;  --all: every confusion, not only the first 40
`
const SHOWN_BY_DEFAULT = 40

interface NamedSet {
  readonly name: string
  readonly examples: readonly Example[]
}

function splitsOfOurOwn(): NamedSet[] {
  return ['dev', 'test'].map((name) => ({
    name,
    examples: readFolder(fileURLToPath(new URL(`../training/${name}`, import.meta.url))),
  }))
}

async function judge(brain: string, examples: readonly Example[]): Promise<Judged[]> {
  const understand = await understanderOf(brain)
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
  const sets = values.set?.map((path) => ({ name: path, examples: readExamples(path) })) ?? splitsOfOurOwn()
  const confusions = values['no-texts'] ? 0 : values.all ? Number.POSITIVE_INFINITY : SHOWN_BY_DEFAULT
  for (const { name, examples } of sets) {
    const evaluation = evaluate(examples, await judge(values.brain, examples))
    const shown = values['no-texts'] ? { ...evaluation, confusions: [] } : evaluation
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ set: name, brain: values.brain, ...shown })}\n`
        : `${report(`${name}, ${values.brain} brain`, evaluation, { confusions })}\n`,
    )
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 2
}
