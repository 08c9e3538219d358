import { type CheckDraftInput, checkDraftInputSchema } from './check-input.ts'
import { evidenceOf } from './evidence.ts'
import { readText } from './mentions/read-text.ts'
import { dateRule } from './rules/date.ts'
import { emailRule } from './rules/email.ts'
import { emptyRule } from './rules/empty.ts'
import { identityRule } from './rules/identity.ts'
import { injectionEchoRule } from './rules/injection-echo.ts'
import { languageRule } from './rules/language.ts'
import { lengthRule } from './rules/length.ts'
import { nameRule } from './rules/name.ts'
import { numberRule } from './rules/number.ts'
import { phoneRule } from './rules/phone.ts'
import { placeholderRule } from './rules/placeholder.ts'
import { priceRule } from './rules/price.ts'
import { promiseRule } from './rules/promise.ts'
import { promptLeakRule } from './rules/prompt-leak.ts'
import type { Rule, Violation } from './rules/rule.ts'
import { urlRule } from './rules/url.ts'

export type { CheckDraftInput } from './check-input.ts'
export type { RuleName, Violation } from './rules/rule.ts'

export interface DraftVerdict {
  readonly verdict: 'pass' | 'block'
  readonly violations: readonly Violation[]
}

/** Cheap to explain first: what a person should read first stands first. */
const RULES: readonly Rule[] = [
  emptyRule,
  lengthRule,
  placeholderRule,
  promptLeakRule,
  injectionEchoRule,
  languageRule,
  identityRule,
  promiseRule,
  priceRule,
  numberRule,
  dateRule,
  urlRule,
  emailRule,
  phoneRule,
  nameRule,
]

/**
 * Decides whether a draft may leave: everything it states stands in the facts, the thread or what is known of the two
 * people, and nothing in it may not be said (DESIGN §6.7). Pure.
 *
 * @throws ZodError where the input has no draft
 */
export function checkDraft(input: CheckDraftInput): DraftVerdict {
  const parsed = checkDraftInputSchema.parse(input)
  const evidence = evidenceOf(parsed)
  const lang = parsed.lang?.slice(0, 2).toLowerCase() ?? null
  const draft = { ...readText(parsed.draft), lang, channel: parsed.channel ?? null }
  const violations = RULES.flatMap((rule) => rule(draft, evidence))
  const distinct = [...new Map(violations.map((each) => [`${each.rule} ${each.excerpt}`, each])).values()]
  return { verdict: distinct.length === 0 ? 'pass' : 'block', violations: distinct }
}
