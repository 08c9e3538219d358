import { bareText, type Line } from './line.ts'

/** Shorter lines of a footer ("Anna") could be anybody's words. */
const tellingCharacters = 12

/**
 * Marks lines that stand word for word in one of our own footers as quoted. Some programs quote without any mark; an
 * unsubscribe notice of ours must never be read as the writer's wish.
 */
export function markOwnFooters(lines: readonly Line[], footers: readonly string[]): readonly Line[] {
  const own = new Set(footers.flatMap((footer) => footer.split(/\r?\n/).map(comparable)).filter(isTelling))
  if (own.size === 0) return lines
  return lines.map((line) =>
    line.zone === 'new' && own.has(comparable(line.text)) ? { ...line, zone: 'quote' as const } : line,
  )
}

function comparable(line: string): string {
  return bareText(line.slice(0, 2_000)).replace(/\s+/g, ' ').toLowerCase()
}

function isTelling(line: string): boolean {
  return line.length >= tellingCharacters
}
