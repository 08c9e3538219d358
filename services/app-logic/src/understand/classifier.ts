import { inflateRawSync } from 'node:zlib'
import { INTENTS, type Intent } from '@outrider/shared/domain'
import { featuresOf } from './features.ts'
import { dot, type SparseVector, sigmoid, vectorOf } from './linear-model.ts'
import type { ReadReply } from './read-reply.ts'
import stored from './weights.json' with { type: 'json' }

/** What the model scores: the intents, and whether the reply demands an end in so many words. */
export const OUTPUTS = [...INTENTS, 'explicit'] as const
export type Output = (typeof OUTPUTS)[number]

/** The form of `weights.json`. */
export interface StoredWeights {
  /** Hash of training data, features and settings. */
  readonly version: string
  readonly bits: number
  /** Weight of one step of the stored bytes, by output. */
  readonly scales: readonly number[]
  /** Slope and offset that turn a score into a probability, by output. */
  readonly calibration: ReadonlyArray<readonly number[]>
  /** Sets that occur, as bit masks over the outputs, with the logarithm of their frequency. */
  readonly sets: ReadonlyArray<readonly number[]>
  readonly priorWeight: number
  /** Deflated signed bytes, output by output, base64. */
  readonly weights: string
}

/** A model in memory. */
export interface Model extends Omit<StoredWeights, 'weights'> {
  readonly table: Int8Array
}

/** What the classifier makes of a reply. */
export interface Classification {
  /** In the order of the intents; `other` stands alone. Never empty. */
  readonly intents: readonly Intent[]
  readonly explicitOptOut: boolean
  /** Probability of this very set among all sets. */
  readonly confidence: number
  /** Calibrated probability of each output by itself. */
  readonly probability: Readonly<Record<Output, number>>
}

/** Unpacks stored weights. */
export function loadModel({ weights, ...rest }: StoredWeights): Model {
  const bytes = inflateRawSync(Buffer.from(weights, 'base64'))
  return { ...rest, table: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

const MODEL = loadModel(stored)

/** Version of the weights in use. */
export const WEIGHTS_VERSION = MODEL.version

/** Calibrated probability of each output, in the order of {@link OUTPUTS}. */
export function probabilities(model: Model, vector: SparseVector): number[] {
  return OUTPUTS.map((_, output) => {
    const score = dot(vector, model.table, output * 2 ** model.bits) * (model.scales[output] ?? 0)
    const [slope = 1, offset = 0] = model.calibration[output] ?? []
    return sigmoid(slope * score + offset)
  })
}

/** The likeliest set, given the outputs one by one and how often each set occurs. */
export function likeliestSet(
  chances: readonly number[],
  sets: ReadonlyArray<readonly number[]>,
  priorWeight: number,
): { mask: number; confidence: number } {
  const logs = chances.map((p) => [Math.log(Math.max(1e-6, 1 - p)), Math.log(Math.max(1e-6, p))] as const)
  let best = -Infinity
  let mask = 0
  const scores = sets.map(([candidate = 0, prior = 0]) => {
    const score = logs.reduce((sum, pair, bit) => sum + (pair[(candidate >> bit) & 1] ?? 0), priorWeight * prior)
    if (score > best) {
      best = score
      mask = candidate
    }
    return score
  })
  const total = scores.reduce((sum, score) => sum + Math.exp(score - best), 0)
  return { mask, confidence: 1 / total }
}

/** Classifies a reply that was taken apart. */
export function classify(reply: ReadReply, model: Model = MODEL): Classification {
  const chances = probabilities(model, vectorOf(featuresOf(reply), model.bits))
  const { mask, confidence } = likeliestSet(chances, model.sets, model.priorWeight)
  const probability = Object.fromEntries(OUTPUTS.map((output, i) => [output, chances[i] ?? 0])) as Record<
    Output,
    number
  >
  return {
    intents: INTENTS.filter((_, bit) => (mask >> bit) & 1),
    explicitOptOut: ((mask >> INTENTS.length) & 1) === 1,
    confidence,
    probability,
  }
}
