import { deflateRawSync } from 'node:zlib'
import { INTENTS } from '@outrider/shared/domain'
import type { StoredWeights } from '../understand/classifier.ts'
import type { Features } from '../understand/features.ts'
import { dot, type SparseVector, sigmoid, vectorOf } from '../understand/linear-model.ts'
import type { Example } from './dataset.ts'
import { fitLogistic, seededRandom, shuffled } from './logistic.ts'
import { FEATURE_BITS, FIT, FOLDS, PRIOR_WEIGHT } from './settings.ts'

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

/** Which fold each example falls into. Near-twins stay together, so that none is judged by its twin. */
export function foldsOf(examples: readonly Example[], folds: number, seed: number): Int32Array {
  const groups = new Map<string, number[]>()
  examples.forEach((example, index) => {
    const key = example.pair === undefined ? `#${index}` : `${example.lang}:${example.pair}`
    const group = groups.get(key)
    if (group) group.push(index)
    else groups.set(key, [index])
  })
  const members = [...groups.values()]
  const assigned = new Int32Array(examples.length)
  shuffled(members.length, seededRandom(seed)).forEach((group, position) => {
    for (const index of members[group] ?? []) assigned[index] = position % folds
  })
  return assigned
}

/** Scores of every output for examples that the model did not see: `scores[output][example]`. */
export function heldOutScores(
  vectors: readonly SparseVector[],
  masks: readonly number[],
  folds: Int32Array,
): Float32Array[] {
  const scores = Array.from({ length: OUTPUT_COUNT }, () => new Float32Array(vectors.length))
  const count = Math.max(...folds) + 1
  for (let fold = 0; fold < count; fold += 1) {
    const kept = vectors.map((_, i) => i).filter((i) => folds[i] !== fold)
    const trained = kept.map((i) => vectors[i]).filter((vector) => vector !== undefined)
    const trainedMasks = kept.map((i) => masks[i] ?? 0)
    for (let output = 0; output < OUTPUT_COUNT; output += 1) {
      const weights = fitLogistic(trained, targetsOf(trainedMasks, output), { ...FIT, seed: output + 1 })
      vectors.forEach((vector, i) => {
        const row = scores[output]
        if (row && folds[i] === fold) row[i] = dot(vector, weights, 0)
      })
    }
  }
  return scores
}

/** Platt scaling: slope and offset that make held-out scores probabilities (Newton's method). */
export function calibrate(scores: Float32Array, targets: Uint8Array): [number, number] {
  let slope = 1
  let offset = 0
  for (let round = 0; round < 30; round += 1) {
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
    slope -= (hbb * ga - hab * gb) / determinant
    offset -= (haa * gb - hab * ga) / determinant
  }
  return [slope, offset]
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
  // A few weights (the bias) are much larger than all others; a softer scale keeps the small ones apart.
  const scale = largest / LEVELS
  return { bytes: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale }
}

/** Fits, calibrates and packs a model. */
export function fitModel(examples: readonly Example[], features: readonly Features[], version: string): StoredWeights {
  const vectors = features.map((one) => vectorOf(one, FEATURE_BITS))
  const masks = examples.map(maskOf)
  const heldOut = heldOutScores(vectors, masks, foldsOf(examples, FOLDS, 7))
  const bytes = new Int8Array(OUTPUT_COUNT * FIT.size)
  const scales: number[] = []
  const calibration: number[][] = []
  for (let output = 0; output < OUTPUT_COUNT; output += 1) {
    const targets = targetsOf(masks, output)
    const packed = quantised(fitLogistic(vectors, targets, { ...FIT, seed: output + 1 }))
    bytes.set(packed.bytes, output * FIT.size)
    scales.push(rounded(packed.scale))
    calibration.push(calibrate(heldOut[output] ?? new Float32Array(0), targets).map(rounded))
  }
  return {
    version,
    bits: FEATURE_BITS,
    scales,
    calibration,
    sets: setPriors(masks),
    priorWeight: PRIOR_WEIGHT,
    weights: deflateRawSync(bytes, { level: 9 }).toString('base64'),
  }
}
