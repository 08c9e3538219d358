import { closest, distance } from 'fastest-levenshtein'

/** The known word somebody most likely meant, or null when none is near: about a third of its letters may differ. */
export function didYouMean(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null
  const wanted = word.trim().toLowerCase()
  const byLowerCase = new Map(known.map((each) => [each.toLowerCase(), each]))
  const nearest = closest(wanted, [...byLowerCase.keys()])
  // Two letters swapped count as two, so that all but the shortest words tolerate two.
  const tolerated = nearest.length <= 3 ? 1 : Math.max(2, Math.floor(nearest.length / 3))
  return distance(wanted, nearest) <= tolerated ? (byLowerCase.get(nearest) ?? null) : null
}

/** ` Did you mean "…"?`, or nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known)
  return meant === null ? '' : ` Did you mean "${meant}"?`
}
