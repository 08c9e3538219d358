import type { Rule } from './rule.ts'
import { unknownLinks } from './unknown-links.ts'

/** Every telephone number stands in the evidence, however it is grouped. */
export const phoneRule: Rule = (draft, evidence) => unknownLinks('phone', 'phone', draft, evidence)
