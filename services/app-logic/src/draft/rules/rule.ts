import type { Evidence } from '../evidence.ts'
import type { TextReading } from '../mentions/read-text.ts'

export const RULE_NAMES = [
  'number',
  'price',
  'date',
  'url',
  'email',
  'phone',
  'name',
  'placeholder',
  'language',
  'promise',
  'identity',
  'prompt-leak',
  'injection-echo',
  'empty',
  'length',
] as const
export type RuleName = (typeof RULE_NAMES)[number]

export interface Violation {
  readonly rule: RuleName
  /** Verbatim part of the draft. */
  readonly excerpt: string
}

/** A draft with what was read from it. */
export interface DraftUnderCheck extends TextReading {
  readonly lang: string | null
  readonly channel: string | null
}

export type Rule = (draft: DraftUnderCheck, evidence: Evidence) => Violation[]

/** A part of the draft as it was written, at most 80 characters. */
export function excerpt(draft: { readonly text: string }, from: number, to: number): string {
  return draft.text.slice(from, Math.min(to, from + 80)).trim()
}

/** Sentences and lines of a text with their offsets. */
export function sentencesOf(text: string): Array<{ readonly from: number; readonly text: string }> {
  return [...text.matchAll(/[^.!?…\n]+(?:[.!?…]+(?=\S)[^.!?…\n]+)*[.!?…]*/gu)].map((hit) => ({
    from: hit.index,
    text: hit[0],
  }))
}

/** A rule that forbids wordings; a hit that `allows` accepts is none. */
export function wordingRule(
  rule: RuleName,
  patterns: readonly RegExp[],
  allows: (sentence: string, evidence: Evidence, hit: string) => boolean = () => false,
): Rule {
  return (draft, evidence) =>
    sentencesOf(draft.flat).flatMap(({ from, text }) =>
      patterns.flatMap((pattern) => {
        const hit = pattern.exec(text)
        if (hit === null || allows(text, evidence, hit[0])) return []
        return [{ rule, excerpt: excerpt(draft, from + hit.index, from + hit.index + hit[0].length) }]
      }),
    )
}
