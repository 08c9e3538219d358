import type { CheckDraftInput, RuleName } from '../check-draft.ts'

/** One situation with what may be said in it, and what may not. */
export interface CaseSet {
  readonly context: Omit<CheckDraftInput, 'draft'>
  readonly pass: readonly string[]
  readonly block: ReadonlyArray<readonly [RuleName, string]>
}
