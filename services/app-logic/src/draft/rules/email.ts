import type { Rule } from './rule.ts'
import { unknownLinks } from './unknown-links.ts'

/** Every e-mail address is allowed or stands in the evidence. */
export const emailRule: Rule = (draft, evidence) => unknownLinks('email', 'email', draft, evidence)
