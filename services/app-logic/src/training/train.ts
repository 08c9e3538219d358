import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GROUP_WEIGHTS } from '../understand/linear-model.ts'
import { type Example, readFolder } from './dataset.ts'
import { fitModel, vectorsOfExample } from './fit-model.ts'
import { AUGMENT, FIT, FOLDS, NOT_IN_PROPORTION, PRIOR_WEIGHT } from './settings.ts'

const DATA = fileURLToPath(new URL('../../training/train', import.meta.url))
const WEIGHTS = fileURLToPath(new URL('../understand/weights.json', import.meta.url))

/** Changes when the data, the features or the settings do. */
function versionOf(examples: readonly Example[]): string {
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify({ GROUP_WEIGHTS, FIT, FOLDS, PRIOR_WEIGHT, AUGMENT, NOT_IN_PROPORTION: String(NOT_IN_PROPORTION) }),
  )
  for (const example of examples) {
    hash.update(JSON.stringify([example.intents, example.explicitOptOut]))
    hash.update(vectorsOfExample(example).whole.indices)
  }
  return hash.digest('hex').slice(0, 16)
}

const examples = readFolder(DATA)
const stored = fitModel(examples, versionOf(examples))
writeFileSync(WEIGHTS, `${JSON.stringify(stored)}\n`)
process.stderr.write(
  `${examples.length} replies, ${stored.weights.length} bytes of weights, version ${stored.version}\n`,
)
