import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FEATURES_VERSION, featuresOf } from '../understand/features.ts'
import { GROUP_WEIGHTS } from '../understand/linear-model.ts'
import { readReply } from '../understand/read-reply.ts'
import { type Example, readFolder } from './dataset.ts'
import { fitModel } from './fit-model.ts'
import { FIT, FOLDS, PRIOR_WEIGHT } from './settings.ts'

const DATA = fileURLToPath(new URL('../../training/train', import.meta.url))
const WEIGHTS = fileURLToPath(new URL('../understand/weights.json', import.meta.url))

/** Changes when the data, the features or the settings do. */
function versionOf(examples: readonly Example[]): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify({ FEATURES_VERSION, GROUP_WEIGHTS, FIT, FOLDS, PRIOR_WEIGHT }))
  for (const { text, intents, explicitOptOut, lang } of examples)
    hash.update(JSON.stringify([text, intents, explicitOptOut, lang]))
  return hash.digest('hex').slice(0, 16)
}

const examples = readFolder(DATA)
const features = examples.map((example) => featuresOf(readReply(example.text, example.lang)))
const stored = fitModel(examples, features, versionOf(examples))
writeFileSync(WEIGHTS, `${JSON.stringify(stored)}\n`)
process.stderr.write(
  `${examples.length} replies, ${stored.weights.length} bytes of weights, version ${stored.version}\n`,
)
