import type { FitOptions } from './logistic.ts'

/** The hashed space has `2 ** FEATURE_BITS` places an output. */
export const FEATURE_BITS = 17

/** How the shipped weights are fitted. */
export const FIT: Omit<FitOptions, 'seed'> = { size: 2 ** FEATURE_BITS, epochs: 12, rate: 0.3, l2: 1e-6 }

/** How much the frequency of a set counts against what its outputs say. */
export const PRIOR_WEIGHT = 0.4

/** Weights below this share of the largest of their output are dropped: they cost bytes and decide nothing. */
export const DROPPED_BELOW = 1 / 254

export const FOLDS = 5
