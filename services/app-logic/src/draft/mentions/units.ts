/** What a number counts, in flattened text: a span of time, money, a share, how often. */
export type Unit = 'minute' | 'month' | 'percent' | 'times' | 'money'

export interface UnitReading {
  readonly unit: Unit
  /** How many of the unit one of the written word is: a week is 10,080 minutes, a year 12 months. */
  readonly factor: number
  readonly currency: string | null
  /** Characters read. */
  readonly length: number
}

const DAY_MINUTES = 24 * 60

const DURATIONS: ReadonlyArray<readonly [string, Unit, number]> = [
  ['минут\\p{L}*|мин|minutes?|mins?|minutos?|min', 'minute', 1],
  ['час(?:а|ов|ам|ами|у|овой|овая|овое|ового)?|ч|hours?|hourly|hrs?|hs?|horas?', 'minute', 60],
  ['дн(?:я|ей|и|ям|ями|ях)|день|дневн\\p{L}+|суток|сутки|days?|dias?', 'minute', DAY_MINUTES],
  ['недел\\p{L}+|нед|weeks?|semanas?', 'minute', 7 * DAY_MINUTES],
  ['fortnights?', 'minute', 14 * DAY_MINUTES],
  ['месяц(?:а|ев|ы|у|ам|ем)?|месячн\\p{L}+|мес|months?|mes(?:es)?', 'month', 1],
  ['квартал(?:а|ов|ы)?|quarters?|trimestres?', 'month', 3],
  ['год(?:а|ы|у|ам|ом|ов)?|лет|летн\\p{L}+|years?|anos?', 'month', 12],
  ['процент\\p{L}*|percent|per cent|por ciento|pct', 'percent', 1],
  ['раз(?:а)?|times|veces', 'times', 1],
]

const CURRENCIES: ReadonlyArray<readonly [string, string]> = [
  ['₽|рублей|рубля|рубль|рублях|рублям|рублями|руб|р(?=[.\\s,/;)!?]|$)|roubles?|rubles?|rublos?|rub', 'RUB'],
  ['\\$', '$'],
  ['us\\$|usd|доллар\\p{L}*|долл|dollars?|dolar(?:es)?|bucks', 'USD'],
  ['€|евро|euros?|eur', 'EUR'],
  ['£|gbp|фунт\\p{L}*|pounds?|libras?', 'GBP'],
  ['mxn|песо|pesos?', 'MXN'],
  ['₸|kzt|тенге|tenge', 'KZT'],
]

/** One adjective may stand between: "14 рабочих дней", "14 free days". */
const QUALIFIER = '(?:(?!per|plus|users?|точ|за|для|или|and|или)\\p{L}{4,}\\s+)?'
const BEFORE_UNIT = `^[\\s-]{0,3}(?:ти|и|х|ух)?-?${QUALIFIER}`

const UNIT_PATTERNS: ReadonlyArray<readonly [RegExp, Omit<UnitReading, 'length'>]> = [
  ...CURRENCIES.map(
    ([names, currency]) =>
      [new RegExp(`^\\s{0,2}(?:${names})(?![\\p{L}])`, 'u'), { unit: 'money' as const, factor: 1, currency }] as const,
  ),
  [/^\s?%/u, { unit: 'percent', factor: 1, currency: null }],
  [/^\s?[xх×](?![\p{L}\p{N}])/u, { unit: 'times', factor: 1, currency: null }],
  ...DURATIONS.map(
    ([names, unit, factor]) =>
      [new RegExp(`${BEFORE_UNIT}(?:${names})(?![\\p{L}])`, 'u'), { unit, factor, currency: null }] as const,
  ),
]

/** The unit that a text begins with, right after a number. */
export function unitAt(rest: string): UnitReading | null {
  for (const [pattern, reading] of UNIT_PATTERNS) {
    const hit = pattern.exec(rest)
    if (hit !== null) return { ...reading, length: hit[0].length }
  }
  return null
}

const SIGN_BEFORE = new RegExp(`(${CURRENCIES.map(([names]) => names).join('|')})\\s?$`, 'u')

/** The currency written before an amount: `$1,900`, `EUR 20`. */
export function currencyBefore(text: string): { readonly currency: string; readonly length: number } | null {
  const hit = SIGN_BEFORE.exec(text.slice(-8))
  const written = hit?.[1]
  if (
    hit === null ||
    written === undefined ||
    (/^\p{L}/u.test(written) && !/^(?:us\$|usd|eur|gbp|rub|mxn|kzt)$/.test(written))
  )
    return null
  const found = CURRENCIES.find(([names]) => new RegExp(`^(?:${names})$`, 'u').test(written))
  return found === undefined ? null : { currency: found[1], length: hit[0].length }
}

const PERIODS: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /(?:в|за|на)\s+(?:один\s+|1\s+)?месяц|ежемесячно|\/\s?(?:мес|mo|month|mes)|(?:per|a|each|every)\s+month|monthly|al mes|por mes|mensual/u,
    'month',
  ],
  [
    /(?:в|за)\s+(?:один\s+|1\s+)?год(?!\p{L})|ежегодно|годов|\/\s?(?:год|yr|year|ano)|(?:per|a|each|every)\s+year|yearly|annual|al ano|por ano|anual/u,
    'year',
  ],
  [/(?:в|за)\s+недел|еженедельно|(?:per|a|each|every)\s+week|weekly|a la semana|por semana|semanal/u, 'week'],
  [/(?:в|за)\s+(?:день|сутки)|ежедневно|(?:per|a|each|every)\s+day|daily|al dia|por dia/u, 'day'],
  [/разово|единовременно|one-?time|one-?off|pago unico|once only/u, 'once'],
]

/** The period a price is for, read from the words right after it; null where none is said. */
export function periodAfter(rest: string): string | null {
  const near = rest.slice(0, 45).split(/[.;!?\n]|\d/u)[0] ?? ''
  const hits = PERIODS.flatMap(([pattern, period]) => {
    const hit = pattern.exec(near)
    return hit === null ? [] : [{ period, at: hit.index }]
  }).sort((a, b) => a.at - b.at)
  return hits[0]?.period ?? null
}

/** The period a price is for, said before it in the same breath: "при оплате за год — 48 000". */
export function periodBefore(text: string): string | null {
  const near =
    text
      .slice(-30)
      .split(/[.;!?\n,]|\d/u)
      .at(-1) ?? ''
  return PERIODS.findLast(([pattern]) => pattern.test(near))?.[1] ?? null
}

/** One money: a dollar sign alone may be any of those that use it. */
export function sameCurrency(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return true
  const [sign, other] = a === '$' ? [a, b] : [b, a]
  return sign === '$' && (other === 'USD' || other === 'MXN')
}
