/** A part of a text that mentions something. Offsets are of the text as given. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Blanks spans out, so that what is read once is not read again as something else; length is kept. */
export function blank(text: string, spans: readonly Span[]): string {
  let result = text
  for (const { from, to } of spans) result = result.slice(0, from) + ' '.repeat(to - from) + result.slice(to)
  return result
}

/** All matches of a pattern with their offsets; the pattern carries the `g` flag. */
export function matches(text: string, pattern: RegExp): Array<Span & { readonly hit: RegExpExecArray }> {
  return [...text.matchAll(pattern)].map((hit) => ({ from: hit.index, to: hit.index + hit[0].length, hit }))
}

/** Lower case, no accents, ё as е, one kind of dash, space and apostrophe; every character stays where it was. */
export function flatten(text: string): string {
  let result = ''
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charAt(i)
    let flat = flatUnits.get(unit)
    if (flat === undefined) {
      flat = flatUnit(unit)
      if (flatUnits.size < MOST_UNITS) flatUnits.set(unit, flat)
    }
    result += flat
  }
  return result
}

const flatUnits = new Map<string, string>()
const MOST_UNITS = 2000

function flatUnit(unit: string): string {
  if (/[\u2010-\u2015\u2212]/.test(unit)) return unit === '\u2014' ? '—' : '-'
  if (/[\u00a0\u2000-\u200a\u202f\t]/.test(unit)) return ' '
  if (unit === '’' || unit === '‘' || unit === 'ʼ') return "'"
  const lower = unit.toLowerCase()
  if (lower === 'ё') return 'е'
  if (lower === 'й') return lower
  const plain = lower.normalize('NFD').replace(/\p{M}/gu, '')
  return plain.length === 1 ? plain : lower.length === 1 ? lower : unit
}
