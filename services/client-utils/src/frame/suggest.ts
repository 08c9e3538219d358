import { closest, distance } from 'fastest-levenshtein'

/** The known word somebody most likely meant, or null when none is near: at most a third of its letters differ. */
export function didYouMean(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null
  const wanted = word.trim().toLowerCase()
  const byLowerCase = new Map(known.map((each) => [each.toLowerCase(), each]))
  const nearest = closest(wanted, [...byLowerCase.keys()])
  const tolerated = Math.max(1, Math.floor(nearest.length / 3))
  return distance(wanted, nearest) <= tolerated ? (byLowerCase.get(nearest) ?? null) : null
}

/** ` Did you mean "…"?`, or nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known)
  return meant === null ? '' : ` Did you mean "${meant}"?`
}
