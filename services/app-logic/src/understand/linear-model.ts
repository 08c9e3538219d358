import { FEATURE_GROUPS, type FeatureGroup, type Features } from './features.ts'

/** A text as a sparse vector over the hashed feature space. */
export interface SparseVector {
  readonly indices: Int32Array
  readonly values: Float32Array
}

/** Length that each group of features has in the vector, whatever the number of its features. */
export type GroupWeights = Readonly<Record<FeatureGroup, number>>

export const GROUP_WEIGHTS: GroupWeights = { characters: 1.5, words: 1.5, concepts: 2, shape: 1.5, fields: 1.5 }

/** FNV-1a over UTF-16 units, with the group as seed: stable across runs and machines. */
function hash(group: number, name: string): number {
  let state = (2166136261 ^ group) >>> 0
  for (let i = 0; i < name.length; i += 1) {
    state ^= name.charCodeAt(i)
    state = Math.imul(state, 16777619) >>> 0
  }
  state ^= state >>> 15
  state = Math.imul(state, 2246822519) >>> 0
  return (state ^ (state >>> 13)) >>> 0
}

/**
 * Hashes features into a vector.
 *
 * @param bits the space has `2 ** bits` places
 */
export function vectorOf(features: Features, bits: number, weights: GroupWeights = GROUP_WEIGHTS): SparseVector {
  const mask = 2 ** bits - 1
  let total = 0
  for (const group of FEATURE_GROUPS) if (weights[group] > 0) total += features[group].size
  const indices = new Int32Array(total)
  const values = new Float32Array(total)
  let at = 0
  FEATURE_GROUPS.forEach((group, seed) => {
    if (weights[group] <= 0) return
    const value = weights[group] / Math.sqrt(Math.max(1, features[group].size))
    for (const name of features[group]) {
      indices[at] = hash(seed + 1, name) & mask
      values[at] = value
      at += 1
    }
  })
  return { indices, values }
}

/** The score of one output: weights are stored output by output. */
export function dot(vector: SparseVector, weights: Float32Array | Int8Array, offset: number): number {
  let sum = 0
  const { indices, values } = vector
  for (let i = 0; i < indices.length; i += 1) sum += (values[i] ?? 0) * (weights[offset + (indices[i] ?? 0)] ?? 0)
  return sum
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

/** `log(sum(exp(scores)))`: near the largest, a little more where several agree; low for none at all. */
export function softMaximum(scores: readonly number[]): number {
  const top = scores.reduce((most, score) => Math.max(most, score), -Infinity)
  if (top === -Infinity) return SCORE_OF_NOTHING
  return top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0))
}

const SCORE_OF_NOTHING = -4
