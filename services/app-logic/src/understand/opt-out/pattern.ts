/** A wording that demands an end of contact, matched inside one clause. */
export interface OptOutPattern {
  readonly rule: string
  readonly match: RegExp
  /** Binding only when nothing else is offered in its place ("don't write, call me"). */
  readonly weak: boolean
  /** A threat counts after a condition ("if you write again, I will sue"), unless negated or only thought of. */
  readonly threat: boolean
}

type Kind = 'strong' | 'weak' | 'threat'

/**
 * Builds patterns from wordings. In a wording `*` is the rest of a word, `~` up to two words in between, `§` the end
 * and a leading `^` the start of the clause; all else is a regular expression over words joined by one space.
 */
export function patterns(prefix: string, kind: Kind, wordings: readonly string[]): OptOutPattern[] {
  return wordings.map((wording, index) => ({
    rule: `${prefix}-${kind}-${index + 1}`,
    match: new RegExp(
      ` (?:${wording
        .replaceAll(' ~ ', ' (?:\\S+ ){0,2}')
        .replaceAll(/(?<=\p{L})\*/gu, '\\p{L}*')
        .replaceAll('§', '(?! \\S)')
        .replaceAll('^', '(?<=^ )')})(?= )`,
      'u',
    ),
    weak: kind === 'weak',
    threat: kind === 'threat',
  }))
}
