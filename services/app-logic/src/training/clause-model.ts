import { dot, type SparseVector, sigmoid, softMaximum } from '../understand/linear-model.ts'
import { type FitOptions, seededRandom, shuffled, step } from './logistic.ts'

/**
 * Fits the clause model of one output by AdaGrad. A reply holds an intent when one of its clauses does: the clauses
 * are scored by one linear model and pooled by a soft maximum, and only the label of the whole reply is known
 * (multiple-instance learning). `replies[i]` are the clauses of reply `i`.
 */
export function fitClauseModel(
  replies: ReadonlyArray<readonly SparseVector[]>,
  targets: Uint8Array,
  options: FitOptions,
): Float32Array {
  const weights = new Float32Array(options.size)
  const squares = new Float32Array(options.size).fill(1e-3)
  const random = seededRandom(options.seed)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const example of shuffled(replies.length, random)) {
      const clauses = replies[example] ?? []
      const scores = clauses.map((clause) => dot(clause, weights, 0))
      const pooled = softMaximum(scores)
      const miss = sigmoid(pooled) - (targets[example] ?? 0)
      clauses.forEach((clause, i) => {
        step(weights, squares, clause, miss * Math.exp((scores[i] ?? 0) - pooled), options)
      })
    }
  }
  return weights
}
