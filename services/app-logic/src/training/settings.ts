import type { AugmentOptions } from './augment.ts'
import type { FitOptions } from './logistic.ts'

/** The hashed space has `2 ** FEATURE_BITS` places an output. */
export const FEATURE_BITS = 17

/** How the shipped weights are fitted. */
export const FIT: Omit<FitOptions, 'seed'> = { size: 2 ** FEATURE_BITS, epochs: 8, rate: 0.3, l2: 1e-4 }

/** Replies made of written ones, for training only; see `docs/understanding.md` for what they bring. */
export const AUGMENT: AugmentOptions = { joined: 0.7, spoken: 0, misspelt: 0, seed: 5 }

/** How much the frequency of a set counts against what its outputs say. */
export const PRIOR_WEIGHT = 0.1

/** Folds of the cross-validation that calibrates. */
export const FOLDS = 4

/** Written for hard classes, not in the proportions of mail: trained on, but neither calibrated nor counted on. */
export const NOT_IN_PROPORTION = /^seed\.jsonl$|-(?:bank|plain|sets|stops|twins)-/
