import { dot, type SparseVector, sigmoid } from '../understand/linear-model.ts'

/** How the weights are fitted. */
export interface FitOptions {
  readonly size: number
  readonly epochs: number
  readonly rate: number
  readonly l2: number
  readonly seed: number
}

/** A small deterministic generator (mulberry32): training twice must give the same bits. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The numbers 0 … length-1 in seeded random order. */
export function shuffled(length: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = kept
  }
  return order
}

/** Fits one logistic regression by AdaGrad with L2, binary targets. */
export function fitLogistic(vectors: readonly SparseVector[], targets: Uint8Array, options: FitOptions): Float32Array {
  const weights = new Float32Array(options.size)
  const squares = new Float32Array(options.size).fill(1e-3)
  const random = seededRandom(options.seed)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const example of shuffled(vectors.length, random)) {
      const vector = vectors[example]
      if (!vector) continue
      const miss = sigmoid(dot(vector, weights, 0)) - (targets[example] ?? 0)
      step(weights, squares, vector, miss, options)
    }
  }
  return weights
}

/** One step of AdaGrad against the gradient `miss × vector`, with L2 on the weights it touches. */
export function step(
  weights: Float32Array,
  squares: Float32Array,
  vector: SparseVector,
  miss: number,
  options: FitOptions,
): void {
  const { indices, values } = vector
  for (let i = 0; i < indices.length; i += 1) {
    const index = indices[i] ?? 0
    const weight = weights[index] ?? 0
    const gradient = miss * (values[i] ?? 0) + options.l2 * weight
    const square = (squares[index] ?? 0) + gradient * gradient
    squares[index] = square
    weights[index] = weight - (options.rate * gradient) / Math.sqrt(square)
  }
}
