import { type SparseVector, sigmoid } from '../understand/linear-model.ts'
import { type FitOptions, seededRandom, shuffled } from './logistic.ts'

/** One hidden layer over the hashed features, shared by all outputs. */
export interface HiddenLayerModel {
  readonly hidden: number
  /** `size × hidden`, place by place. */
  readonly input: Float32Array
  /** `outputs × (hidden + 1)`, the last of each row the offset. */
  readonly output: Float32Array
}

/** Scores of all outputs. */
export function hiddenScores(model: HiddenLayerModel, vector: SparseVector, outputs: number): number[] {
  const units = activations(model, vector)
  return Array.from({ length: outputs }, (_, o) => outputScore(model, units, o))
}

function activations(model: HiddenLayerModel, { indices, values }: SparseVector): Float32Array {
  const units = new Float32Array(model.hidden)
  for (let i = 0; i < indices.length; i += 1) {
    const value = values[i] ?? 0
    const row = (indices[i] ?? 0) * model.hidden
    for (let h = 0; h < model.hidden; h += 1) units[h] = (units[h] ?? 0) + value * (model.input[row + h] ?? 0)
  }
  for (let h = 0; h < model.hidden; h += 1) units[h] = Math.tanh(units[h] ?? 0)
  return units
}

function outputScore(model: HiddenLayerModel, units: Float32Array, o: number): number {
  const row = o * (model.hidden + 1)
  let sum = model.output[row + model.hidden] ?? 0
  for (let h = 0; h < model.hidden; h += 1) sum += (units[h] ?? 0) * (model.output[row + h] ?? 0)
  return sum
}

/** Fits by AdaGrad; `masks[i]` holds the targets of example `i` as bits. */
export function fitHiddenLayer(
  vectors: readonly SparseVector[],
  masks: readonly number[],
  outputs: number,
  options: FitOptions & { readonly hidden: number },
): HiddenLayerModel {
  const { hidden, size, rate } = options
  const random = seededRandom(options.seed)
  const start = (scale: number) => () => (random() * 2 - 1) * scale
  const model: HiddenLayerModel = {
    hidden,
    input: Float32Array.from({ length: size * hidden }, start(0.1)),
    output: Float32Array.from({ length: outputs * (hidden + 1) }, start(0.5)),
  }
  const inputSquares = new Float32Array(size * hidden).fill(1e-2)
  const outputSquares = new Float32Array(outputs * (hidden + 1)).fill(1e-1)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const example of shuffled(vectors.length, random)) {
      const vector = vectors[example]
      if (!vector) continue
      const units = activations(model, vector)
      const back = new Float32Array(hidden)
      for (let o = 0; o < outputs; o += 1) {
        const miss = sigmoid(outputScore(model, units, o)) - (((masks[example] ?? 0) >> o) & 1)
        const row = o * (hidden + 1)
        for (let h = 0; h <= hidden; h += 1) {
          const unit = h === hidden ? 1 : (units[h] ?? 0)
          if (h < hidden) back[h] = (back[h] ?? 0) + miss * (model.output[row + h] ?? 0)
          update(model.output, outputSquares, row + h, miss * unit + options.l2 * (model.output[row + h] ?? 0), rate)
        }
      }
      for (let h = 0; h < hidden; h += 1) back[h] = (back[h] ?? 0) * (1 - (units[h] ?? 0) ** 2)
      const { indices, values } = vector
      for (let i = 0; i < indices.length; i += 1) {
        const value = values[i] ?? 0
        const row = (indices[i] ?? 0) * hidden
        for (let h = 0; h < hidden; h += 1) update(model.input, inputSquares, row + h, value * (back[h] ?? 0), rate)
      }
    }
  }
  return model
}

function update(weights: Float32Array, squares: Float32Array, at: number, gradient: number, rate: number): void {
  const square = (squares[at] ?? 0) + gradient * gradient
  squares[at] = square
  weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(square)
}
