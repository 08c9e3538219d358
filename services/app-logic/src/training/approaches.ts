import { fileURLToPath } from 'node:url'
import { INTENTS } from '@outrider/shared/domain'
import { likeliestSet } from '../understand/classifier.ts'
import { clauseFeaturesOf, type Features, featuresOf } from '../understand/features.ts'
import {
  dot,
  GROUP_WEIGHTS,
  type GroupWeights,
  type SparseVector,
  sigmoid,
  softMaximum,
  vectorOf,
} from '../understand/linear-model.ts'
import type { ReadReply } from '../understand/read-reply.ts'
import { augment } from './augment.ts'
import { fitClauseModel } from './clause-model.ts'
import { type Example, readExample, readFolder } from './dataset.ts'
import { calibrate, foldsOf, maskOf, setPriors } from './fit-model.ts'
import { fitHiddenLayer, hiddenScores } from './hidden-layer-model.ts'
import { fitLogistic } from './logistic.ts'
import { AUGMENT, FEATURE_BITS, FIT, PRIOR_WEIGHT } from './settings.ts'

/*
 * Compares ways of classifying replies, for `docs/understanding.md`:
 * `tsx services/app-logic/src/training/approaches.ts [dev|hard|folds|languages|files]`
 */

const OUTPUTS = INTENTS.length + 1
const HIDDEN = { ...FIT, rate: 0.05, l2: 1e-5, hidden: 24, seed: 1 }

/** Scores `judged` after training on `trained`: `scores[output][example]`. */
type Approach = (trained: readonly Example[], judged: readonly Example[]) => Float32Array[]

const reads = new WeakMap<Example, { whole: Features; clauses: Features[] }>()

function featuresOfExample(example: Example) {
  const known = reads.get(example)
  if (known) return known
  const read: ReadReply = readExample(example)
  const features = { whole: featuresOf(read), clauses: read.clauses.map((_, i) => clauseFeaturesOf(read, i)) }
  reads.set(example, features)
  return features
}

function targets(examples: readonly Example[], output: number): Uint8Array {
  return Uint8Array.from(examples, (example) => (maskOf(example) >> output) & 1)
}

function forEachOutput(score: (output: number) => Float32Array): Float32Array[] {
  return Array.from({ length: OUTPUTS }, (_, output) => score(output))
}

function linear(groups: GroupWeights, grow = (examples: readonly Example[]) => examples): Approach {
  const vector = (example: Example) => vectorOf(featuresOfExample(example).whole, FEATURE_BITS, groups)
  return (trained, judged) => {
    const all = grow(trained)
    const [train, test] = [all.map(vector), judged.map(vector)]
    return forEachOutput((output) => {
      const weights = fitLogistic(train, targets(all, output), { ...FIT, seed: output + 1 })
      return Float32Array.from(test, (one) => dot(one, weights, 0))
    })
  }
}

function byClause(grow = (examples: readonly Example[]) => examples): Approach {
  const vectors = (example: Example): SparseVector[] =>
    featuresOfExample(example).clauses.map((features) => vectorOf(features, FEATURE_BITS))
  return (trained, judged) => {
    const all = grow(trained)
    const [train, test] = [all.map(vectors), judged.map(vectors)]
    return forEachOutput((output) => {
      const weights = fitClauseModel(train, targets(all, output), { ...FIT, seed: output + 1 })
      return Float32Array.from(test, (one) => softMaximum(one.map((clause) => dot(clause, weights, 0))))
    })
  }
}

const hiddenLayer: Approach = (trained, judged) => {
  const vector = (example: Example) => vectorOf(featuresOfExample(example).whole, FEATURE_BITS)
  const model = fitHiddenLayer(trained.map(vector), trained.map(maskOf), OUTPUTS, HIDDEN)
  const rows = judged.map((example) => hiddenScores(model, vector(example), OUTPUTS))
  return forEachOutput((output) => Float32Array.from(rows, (row) => row[output] ?? 0))
}

const augmented = (examples: readonly Example[]) => [...examples, ...augment(examples, AUGMENT)]

const SINGLE: Readonly<Record<string, Approach>> = {
  'characters 3–5': linear({ characters: 1.5, words: 0, concepts: 0, shape: 0.01, fields: 0 }),
  'characters and words (plain n-grams)': linear({ characters: 1.5, words: 1.5, concepts: 0, shape: 0.01, fields: 0 }),
  'concepts and shape': linear({ characters: 0, words: 0, concepts: 2, shape: 1.5, fields: 0 }),
  'concepts, shape and fields': linear({ characters: 0, words: 0, concepts: 2, shape: 1.5, fields: 1.5 }),
  'all features but the fields': linear({ ...GROUP_WEIGHTS, fields: 0 }),
  'reply model: all features': linear(GROUP_WEIGHTS),
  'hidden layer of 24 over all features': hiddenLayer,
  'clause model (multiple instances)': byClause(),
}
const SHIPPED: readonly [Approach, Approach] = [linear(GROUP_WEIGHTS, augmented), byClause(augmented)]
const BLENDS: Readonly<Record<string, readonly Approach[]>> = {
  'reply + clause model': [linear(GROUP_WEIGHTS), byClause()],
  'reply + clause model, joined replies (shipped)': SHIPPED,
  'shipped + hidden layer': [...SHIPPED, hiddenLayer],
}

/** A way to split: pairs of what is trained on and what is judged. */
type Split = ReadonlyArray<readonly [name: string, trained: readonly Example[], judged: readonly Example[]]>

function folder(name: string): Example[] {
  return readFolder(fileURLToPath(new URL(`../../training/${name}`, import.meta.url)))
}

function leaveOut(examples: readonly Example[], keyOf: (example: Example) => string): Split {
  const keys = [...new Set(examples.map(keyOf))].sort()
  return keys.map((key) => [
    key,
    examples.filter((one) => keyOf(one) !== key),
    examples.filter((one) => keyOf(one) === key),
  ])
}

function splitNamed(name: string): Split {
  const [train, dev] = [folder('train'), folder('dev')]
  const folds = foldsOf(train, 5)
  if (name === 'folds') return leaveOut(train, (example) => String(folds[train.indexOf(example)]))
  if (name === 'languages') return leaveOut(train, (example) => example.lang)
  if (name === 'files') return leaveOut(train, (example) => example.file)
  if (name === 'hard') return [['hard', train, folder('hard')]]
  return [['dev', train, dev]]
}

function calibrated(scores: readonly Float32Array[], judged: readonly Example[]): Float32Array[] {
  return scores.map((row, output) => {
    const [slope, offset] = calibrate(row, targets(judged, output))
    return row.map((score) => slope * score + offset)
  })
}

function mean(rows: ReadonlyArray<readonly Float32Array[]>): Float32Array[] {
  const first = rows[0] ?? []
  return first.map((row, output) =>
    row.map((_, i) => rows.reduce((sum, other) => sum + (other[output]?.[i] ?? 0), 0) / rows.length),
  )
}

function figures(scores: readonly Float32Array[], judged: readonly Example[]): string {
  const final = calibrated(scores, judged)
  const sets = setPriors(judged.map(maskOf))
  const found = judged.map(
    (_, i) =>
      likeliestSet(
        final.map((row) => sigmoid(row[i] ?? 0)),
        sets,
        PRIOR_WEIGHT,
      ).mask,
  )
  const masks = judged.map(maskOf)
  const all = 2 ** INTENTS.length - 1
  const exact = found.filter((mask, i) => (mask & all) === ((masks[i] ?? 0) & all)).length / judged.length
  const rate = (output: number) => {
    const both = found.filter((mask, i) => (mask >> output) & ((masks[i] ?? 0) >> output) & 1).length
    const claimed = found.filter((mask) => (mask >> output) & 1).length
    const labelled = masks.filter((mask) => (mask >> output) & 1).length
    return {
      p: both / Math.max(1, claimed),
      r: both / Math.max(1, labelled),
      f: (2 * both) / Math.max(1, claimed + labelled),
    }
  }
  const macro = INTENTS.reduce((sum, _, output) => sum + rate(output).f, 0) / INTENTS.length
  const [stop, explicit] = [rate(0), rate(INTENTS.length)]
  return [exact, macro, stop.p, stop.r, explicit.p, explicit.r].map((value) => value.toFixed(3)).join(' | ')
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const wanted = process.argv[2] ?? 'dev'
const split = splitNamed(wanted)
const judgedAll = split.flatMap(([, , judged]) => judged)
print(`| ${wanted} | exact set | macro-F1 | stop P | stop R | explicit P | explicit R |`)
print('|---|---|---|---|---|---|---|')
if (wanted === 'languages' || wanted === 'files') {
  for (const [name, trained, judged] of split) {
    const scores = mean(SHIPPED.map((approach) => calibrated(approach(trained, judged), judged)))
    print(`| without ${name} | ${figures(scores, judged)} |`)
  }
} else {
  const known = new Map<Approach, Float32Array[]>()
  const scoresOf = (approach: Approach) => {
    const cached = known.get(approach)
    if (cached) return cached
    const parts = split.map(([, trained, judged]) => approach(trained, judged))
    const joined = forEachOutput((output) => Float32Array.from(parts.flatMap((part) => [...(part[output] ?? [])])))
    const scores = calibrated(joined, judgedAll)
    known.set(approach, scores)
    return scores
  }
  for (const [name, approach] of Object.entries(SINGLE))
    print(`| ${name} | ${figures(scoresOf(approach), judgedAll)} |`)
  for (const [name, parts] of Object.entries(BLENDS))
    print(`| ${name} | ${figures(mean(parts.map(scoresOf)), judgedAll)} |`)
}
