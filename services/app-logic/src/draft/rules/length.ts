import type { Rule } from './rule.ts'

/** Characters a message may have: an e-mail that is read, a Telegram message that is accepted in one (Bot API: 4096). */
const LIMITS: Readonly<Record<string, number>> = { email: 4000, telegram: 4000 }
const DEFAULT_LIMIT = 4000
/** One line that goes on and on, or one phrase over and over, is a model that ran away. */
const REPEATS = /(?<![\p{L}])(\p{L}[^.!?\n]{14,}[.!?])(?:\s*\1){2,}/u

/** The message fits its channel, and does not repeat itself without end. */
export const lengthRule: Rule = ({ text, channel }) => {
  const limit = LIMITS[channel ?? ''] ?? DEFAULT_LIMIT
  if ([...text].length > limit) return [{ rule: 'length', excerpt: text.trim().slice(0, 80) }]
  const repeated = REPEATS.exec(text)
  return repeated === null ? [] : [{ rule: 'length', excerpt: repeated[0].slice(0, 80) }]
}
