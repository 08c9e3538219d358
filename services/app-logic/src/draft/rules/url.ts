import type { Rule } from './rule.ts'
import { unknownLinks } from './unknown-links.ts'

/** Every link is allowed or stands in the evidence, host and path alike; look-alikes and added parameters are neither. */
export const urlRule: Rule = (draft, evidence) => unknownLinks('url', 'url', draft, evidence)
