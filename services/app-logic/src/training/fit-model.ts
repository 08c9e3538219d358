import { deflateRawSync } from 'node:zlib'
import { INTENTS } from '@outrider/shared/domain'
import { type ReplyVectors, type StoredWeights, vectorsOf } from '../understand/classifier.ts'
import { dot, sigmoid, softMaximum } from '../understand/linear-model.ts'
import { augment } from './augment.ts'
import { fitClauseModel } from './clause-model.ts'
import { type Example, readExample } from './dataset.ts'
import { fitLogistic } from './logistic.ts'
import { AUGMENT, FEATURE_BITS, FIT, FOLDS, NOT_IN_PROPORTION, PRIOR_WEIGHT } from './settings.ts'

const OUTPUT_COUNT = INTENTS.length + 1
const LEVELS = 127

/** The set of a reply as bits over the outputs: the intents in order, then `explicit`. */
export function maskOf(example: Example): number {
  const intents = INTENTS.reduce(
    (mask, intent, bit) => (example.intents.includes(intent) ? mask | (1 << bit) : mask),
    0,
  )
  return example.explicitOptOut ? intents | (1 << INTENTS.length) : intents
}

function targetsOf(masks: readonly number[], output: number): Uint8Array {
  return Uint8Array.from(masks, (mask) => (mask >> output) & 1)
}

/**
 * Which fold each example falls into. A file is one writer's and stays whole: a reply to come is by somebody new, and
 * scores held out from a known hand are surer than they will be. Largest files first, each to the emptiest fold.
 */
export function foldsOf(examples: readonly Example[], folds: number): Int32Array {
  const sizes = new Map<string, number>()
  for (const { file } of examples) sizes.set(file, (sizes.get(file) ?? 0) + 1)
  const held = new Array<number>(folds).fill(0)
  const foldOf = new Map<string, number>()
  for (const [file, size] of [...sizes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const emptiest = held.indexOf(Math.min(...held))
    foldOf.set(file, emptiest)
    held[emptiest] = (held[emptiest] ?? 0) + size
  }
  return Int32Array.from(examples, ({ file }) => foldOf.get(file) ?? 0)
}

/** Weights of both models of one output. */
interface Fitted {
  readonly whole: Float32Array
  readonly clause: Float32Array
}

function fit(replies: readonly ReplyVectors[], targets: Uint8Array, output: number): Fitted {
  const options = { ...FIT, seed: output + 1 }
  return {
    whole: fitLogistic(
      replies.map((reply) => reply.whole),
      targets,
      options,
    ),
    clause: fitClauseModel(
      replies.map((reply) => reply.clauses),
      targets,
      options,
    ),
  }
}

/** Scores of one output by both models. */
export interface Scores {
  readonly whole: Float32Array
  readonly clause: Float32Array
}

function scoresOf(fitted: Fitted, replies: readonly ReplyVectors[]): Scores {
  return {
    whole: Float32Array.from(replies, (reply) => dot(reply.whole, fitted.whole, 0)),
    clause: Float32Array.from(replies, (reply) => softMaximum(reply.clauses.map((one) => dot(one, fitted.clause, 0)))),
  }
}

/** Training and judging in one: fits on `trained`, scores `judged`, output by output. */
export function fitAndScore(trained: readonly Example[], judged: readonly Example[]): Scores[] {
  const more = [...trained, ...augment(trained, AUGMENT)]
  const vectors = more.map(vectorsOfExample)
  const masks = more.map(maskOf)
  const held = judged.map(vectorsOfExample)
  return Array.from({ length: OUTPUT_COUNT }, (_, output) =>
    scoresOf(fit(vectors, targetsOf(masks, output), output), held),
  )
}

const seen = new WeakMap<Example, ReplyVectors>()

/** Reads and hashes an example once. */
export function vectorsOfExample(example: Example): ReplyVectors {
  const known = seen.get(example)
  if (known) return known
  const vectors = vectorsOf(readExample(example), FEATURE_BITS)
  seen.set(example, vectors)
  return vectors
}

/** Scores of every output for examples that the model did not see, by cross-validation. */
export function heldOutScores(examples: readonly Example[], folds: Int32Array): Scores[] {
  const scores = Array.from({ length: OUTPUT_COUNT }, () => ({
    whole: new Float32Array(examples.length),
    clause: new Float32Array(examples.length),
  }))
  const count = Math.max(...folds) + 1
  for (let fold = 0; fold < count; fold += 1) {
    const outside = examples.filter((_, i) => folds[i] !== fold)
    const inside = examples.map((_, i) => i).filter((i) => folds[i] === fold)
    const found = fitAndScore(
      outside,
      inside.flatMap((i) => examples[i] ?? []),
    )
    found.forEach(({ whole, clause }, output) => {
      inside.forEach((i, at) => {
        const row = scores[output]
        if (!row) return
        row.whole[i] = whole[at] ?? 0
        row.clause[i] = clause[at] ?? 0
      })
    })
  }
  return scores
}

/** Newton's step overshoots where the curve is flat. */
function limited(step: number): number {
  return Math.max(-0.5, Math.min(0.5, step))
}

/** Platt scaling: slope and offset that make held-out scores probabilities (Newton's method). */
export function calibrate(scores: Float32Array, targets: Uint8Array): [number, number] {
  let slope = 1
  let offset = 0
  for (let round = 0; round < 60; round += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-6, 0, 1e-6]
    scores.forEach((score, i) => {
      const p = sigmoid(slope * score + offset)
      const miss = p - (targets[i] ?? 0)
      const weight = p * (1 - p)
      ga += miss * score
      gb += miss
      haa += weight * score * score
      hab += weight * score
      hbb += weight
    })
    const determinant = haa * hbb - hab * hab
    slope -= limited((hbb * ga - hab * gb) / determinant)
    offset -= limited((haa * gb - hab * ga) / determinant)
  }
  return [slope, offset]
}

/** Calibrates both models of one output, then their mean: slopes of either score and an offset. */
export function calibrateBoth(scores: Scores, targets: Uint8Array): [number, number, number] {
  const [wholeSlope, wholeOffset] = calibrate(scores.whole, targets)
  const [clauseSlope, clauseOffset] = calibrate(scores.clause, targets)
  const mean = scores.whole.map(
    (score, i) => (wholeSlope * score + wholeOffset + clauseSlope * (scores.clause[i] ?? 0) + clauseOffset) / 2,
  )
  const [slope, offset] = calibrate(mean, targets)
  return [(slope * wholeSlope) / 2, (slope * clauseSlope) / 2, offset + (slope * (wholeOffset + clauseOffset)) / 2]
}

/** Sets that occur, with the logarithm of their (smoothed) frequency. */
export function setPriors(masks: readonly number[]): Array<[number, number]> {
  const counts = new Map<number, number>()
  for (const mask of masks) counts.set(mask, (counts.get(mask) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([mask, count]) => [mask, rounded(Math.log((count + 1) / masks.length))])
}

function rounded(value: number): number {
  return Number(value.toPrecision(6))
}

function quantised(weights: Float32Array): { bytes: Int8Array; scale: number } {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9)
  const scale = largest / LEVELS
  return { bytes: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale }
}

function pick(scores: Float32Array, indices: readonly number[]): Float32Array {
  return Float32Array.from(indices, (i) => scores[i] ?? 0)
}

/** Fits, calibrates and packs a model. */
export function fitModel(examples: readonly Example[], version: string): StoredWeights {
  const masks = examples.map(maskOf)
  const natural = examples.map((_, i) => i).filter((i) => !NOT_IN_PROPORTION.test(examples[i]?.file ?? ''))
  const naturalMasks = natural.map((i) => masks[i] ?? 0)
  const heldOut = heldOutScores(examples, foldsOf(examples, FOLDS))
  const more = [...examples, ...augment(examples, AUGMENT)]
  const vectors = more.map(vectorsOfExample)
  const moreMasks = more.map(maskOf)
  const bytes = new Int8Array(2 * OUTPUT_COUNT * FIT.size)
  const scales = new Array<number>(2 * OUTPUT_COUNT).fill(0)
  const calibration: number[][] = []
  for (let output = 0; output < OUTPUT_COUNT; output += 1) {
    const fitted = fit(vectors, targetsOf(moreMasks, output), output)
    for (const [table, weights] of [
      [output, fitted.whole],
      [OUTPUT_COUNT + output, fitted.clause],
    ] as const) {
      const packed = quantised(weights)
      bytes.set(packed.bytes, table * FIT.size)
      scales[table] = rounded(packed.scale)
    }
    const scores = heldOut[output]
    if (!scores) continue
    const picked = { whole: pick(scores.whole, natural), clause: pick(scores.clause, natural) }
    calibration.push(calibrateBoth(picked, targetsOf(naturalMasks, output)).map(rounded))
  }
  return {
    version,
    bits: FEATURE_BITS,
    scales,
    calibration,
    sets: setPriors(naturalMasks),
    priorWeight: PRIOR_WEIGHT,
    weights: deflateRawSync(bytes, { level: 9 }).toString('base64'),
  }
}
