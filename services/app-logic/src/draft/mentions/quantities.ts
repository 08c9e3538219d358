import { blank, matches, type Span } from './mask.ts'
import { currencyBefore, periodAfter, periodBefore, type Unit, unitAt } from './units.ts'

/** A number with what it counts. */
export interface Quantity extends Span {
  /** More than one where a mark may be a decimal point or a thousands separator. */
  readonly values: readonly number[]
  readonly unit: Unit | null
  readonly currency: string | null
  /** Of a price: `month`, `year` …; null where none is said. */
  readonly period: string | null
  /** The flattened text right after number and unit: what is counted. */
  readonly after: string
}

const NUMBER = /(?<![\p{L}\p{N}_])(?:\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?!\p{N})/gu
const SCALES: ReadonlyArray<readonly [RegExp, number]> = [
  [/^\s?(?:тыс(?:\.|яч\p{L}*)?|thousand|k|к|mil)(?![\p{L}\p{N}])/u, 1e3],
  [/^\s?(?:млн\.?|миллион\p{L}*|millions?|millon(?:es)?|mln)(?![\p{L}\p{N}])/u, 1e6],
  [/^\s?(?:млрд\.?|миллиард\p{L}*|billions?)(?![\p{L}\p{N}])/u, 1e9],
]
/** Spans said without a number. */
const SPAN_WORDS: ReadonlyArray<readonly [RegExp, Unit, number]> = [
  [/(?<!\p{L})(?:полчаса|получасов\p{L}+|half an hour|half-hour|media hora)(?!\p{L})/gu, 'minute', 30],
  [/(?<!\p{L})(?:полтора часа|an hour and a half|hora y media)(?!\p{L})/gu, 'minute', 90],
  [/(?<!\p{L})(?:полгода|полугод\p{L}+|half a year|medio ano)(?!\p{L})/gu, 'month', 6],
  [/(?<!\p{L})(?:четверт\p{L}+ часа|(?:a )?quarter of an hour|(?:un )?cuarto de hora)(?!\p{L})/gu, 'minute', 15],
  [/(?<!\p{L})(?:three quarters of an hour|tres cuartos de hora)(?!\p{L})/gu, 'minute', 45],
  [/(?<!\p{L})(?:за сутки|в течение суток|сутки)(?!\p{L})/gu, 'minute', 1440],
  [/(?<!\p{L})(?:полтора месяца|mes y medio|a month and a half)(?!\p{L})/gu, 'month', 1.5],
  [/(?<!\p{L})(?:a fortnight|quincena)(?!\p{L})/gu, 'minute', 14 * 1440],
]
const COMPOUND =
  /(?<!\p{L})(одно|двух|трех|четырех|пяти|шести|семи|восьми|десяти|четырнадцати|тридцати)(минутн|часов|дневн|недельн|месячн|летн)\p{L}+/gu
const COMPOUND_NUMBER: Readonly<Record<string, number>> = {
  одно: 1,
  двух: 2,
  трех: 3,
  четырех: 4,
  пяти: 5,
  шести: 6,
  семи: 7,
  восьми: 8,
  десяти: 10,
  четырнадцати: 14,
  тридцати: 30,
}
const COMPOUND_UNIT: Readonly<Record<string, readonly [Unit, number]>> = {
  минутн: ['minute', 1],
  часов: ['minute', 60],
  дневн: ['minute', 1440],
  недельн: ['minute', 7 * 1440],
  месячн: ['month', 1],
  летн: ['month', 12],
}

/** Shares said as fractions, in percent. */
const FRACTIONS: ReadonlyArray<readonly [RegExp, readonly number[]]> = [
  [
    /(?<!\p{L})(?:на |в )?треть(?!\p{L})|(?:by |a |one )(?:a )?third(?!s?\p{L})|(?:un|la) tercera parte|(?:un|en un) tercio/gu,
    [33, 33.3, 33.33, 34, 30 + 10 / 3],
  ],
  [
    /(?<!\p{L})(?:на |в )?четверть(?! часа)(?!\p{L})|(?:by |a |one )(?:a )?quarter(?! (?:of an|past|to))(?!\p{L})|(?:la|una) cuarta parte|un cuarto(?! de hora)/gu,
    [25],
  ],
  [/(?<!\p{L})(?:на )?пят(?:ую|ая) часть|(?:by |a |one )(?:a )?fifth(?!\p{L})|(?:la|una) quinta parte/gu, [20]],
  [/(?<!\p{L})(?:на половину|наполовину|половину|by half|(?:a|la) (?:mitad)|half of)(?!\p{L})/gu, [50]],
]

/** Numbers and spans of a flattened text in which addresses, days and times are blanked out. */
export function quantitiesOf(flat: string): Quantity[] {
  const worded = [...spanWords(flat), ...compounds(flat), ...fractions(flat)]
  const rest = blank(flat, worded)
  return inheritUnits([...worded, ...matches(rest, NUMBER).map((match) => quantityAt(rest, match))], flat)
}

function spanWords(flat: string): Quantity[] {
  return SPAN_WORDS.flatMap(([pattern, unit, value]) =>
    matches(flat, pattern).map(({ from, to }) => plainQuantity(from, to, value, unit)),
  )
}

function fractions(flat: string): Quantity[] {
  return FRACTIONS.flatMap(([pattern, values]) =>
    matches(flat, pattern).map(({ from, to }) => ({
      from,
      to,
      values,
      unit: 'percent' as const,
      currency: null,
      period: null,
      after: '',
    })),
  )
}

function compounds(flat: string): Quantity[] {
  return matches(flat, COMPOUND).flatMap(({ from, to, hit }) => {
    const [unit, factor] = COMPOUND_UNIT[hit[2] ?? ''] ?? []
    const count = COMPOUND_NUMBER[hit[1] ?? '']
    return unit === undefined || factor === undefined || count === undefined
      ? []
      : [plainQuantity(from, to, count * factor, unit)]
  })
}

function plainQuantity(from: number, to: number, value: number, unit: Unit): Quantity {
  return { from, to, values: [value], unit, currency: null, period: null, after: '' }
}

function quantityAt(text: string, { from, to, hit }: Span & { hit: RegExpExecArray }): Quantity {
  let end = to
  let scale = 1
  for (const [pattern, factor] of SCALES) {
    const found = pattern.exec(text.slice(end))
    if (found === null) continue
    scale = factor
    end += found[0].length
    break
  }
  const before = currencyBefore(text.slice(0, from))
  const unit = unitAt(text.slice(end).replace(/^\s{2,}/, ' '))
  const padding = /^\s{2,}/.exec(text.slice(end))?.[0].length ?? 1
  end += unit === null ? 0 : unit.length + padding - 1
  // "$1,450 MXN": the name says which dollar sign it is.
  const currency = unit?.currency ?? before?.currency ?? null
  const values = valuesOf(hit[0]).map((value) => value * scale * (unit?.factor ?? 1))
  const after = text.slice(end, end + 60)
  return {
    from: from - (before?.length ?? 0),
    to: end,
    values,
    unit: currency === null ? (unit?.unit ?? null) : 'money',
    currency,
    period: currency === null ? null : (periodAfter(after) ?? periodBefore(text.slice(0, from))),
    after,
  }
}

/** `2 900`, `2,900.50` and `2.900` are grouped by thousands; `0,125` and `2,5` are decimals. */
function valuesOf(written: string): number[] {
  const grouped = /^[1-9]\d{0,2}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?$/.test(written)
  if (!grouped) return [Number(written.replace(',', '.'))]
  const cents = /[.,](\d{1,2})$/.exec(written)
  const whole = Number((cents === null ? written : written.slice(0, cents.index)).replace(/\D/g, ''))
  const value = whole + (cents === null ? 0 : Number(`0.${cents[1]}`))
  return [value]
}

/** In "10–15 days" and "from 10 to 15 %" the first number counts what the second does. */
function inheritUnits(quantities: readonly Quantity[], text: string): Quantity[] {
  const sorted = [...quantities].sort((a, b) => a.from - b.from)
  return sorted.map((each, index) => {
    const next = sorted[index + 1]
    if (each.unit !== null || next === undefined || next.unit === null) return each
    if (!/^\s*(?:[-—,/]|до|to|a|и|and|y|или|or|o)\s*$/u.test(text.slice(each.to, next.from))) return each
    const factor = factorOf(text, next)
    return { ...each, unit: next.unit, currency: next.currency, values: each.values.map((value) => value * factor) }
  })
}

function factorOf(text: string, quantity: Quantity): number {
  const written = /\d[\d .,']*/.exec(text.slice(quantity.from, quantity.to))?.[0].trim() ?? '1'
  const [base = 1] = valuesOf(written)
  return base === 0 ? 1 : (quantity.values[0] ?? base) / base
}
