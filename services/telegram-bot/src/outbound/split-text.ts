/** Longest text of one message, in UTF-16 units (core.telegram.org/bots/api#sendmessage). */
export const MAX_TEXT = 4_096
/** Longest caption of a document (#senddocument). */
export const MAX_CAPTION = 1_024

/** Where a text may be parted, best first; each pattern's match is dropped at the cut. */
const BORDERS = [/\n\s*\n/g, /\n/g, /(?<=[.!?…])\s+/g, /\s+/g]

/**
 * Parts a text into messages of at most `limit` UTF-16 units, in order: between paragraphs, else lines, else sentences,
 * else words, else anywhere but inside a character. Only white space at the cuts is dropped.
 */
export function splitText(text: string, limit: number = MAX_TEXT): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const { end, next } = cutWithin(rest, limit)
    parts.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(next).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}

/** The last best border that leaves at most `limit` units before it. A cut in the first quarter would leave scraps. */
function cutWithin(text: string, limit: number): { end: number; next: number } {
  for (const border of BORDERS) {
    const cuts = [...text.slice(0, limit + 1).matchAll(border)].filter(
      ({ index }) => index <= limit && index >= limit / 4,
    )
    const last = cuts.at(-1)
    if (last !== undefined) return { end: last.index, next: last.index + last[0].length }
  }
  const end = isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit
  return { end, next: end }
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
