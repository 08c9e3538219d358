import type { Evidence } from '../evidence.ts'
import type { Quantity } from '../mentions/quantities.ts'
import { type DraftUnderCheck, excerpt } from './rule.ts'

const MONTH_MINUTES = 30 * 24 * 60
const NEAR = 1e-6

/** True where the evidence holds the same number of the same thing, however it is written. */
export function isSupported(quantity: Quantity, evidence: Evidence): boolean {
  if (evidence.quantities.some((known) => sameQuantity(quantity, known))) return true
  return quantity.unit === null && quantity.values.some((value) => isDatePart(value, evidence))
}

function sameQuantity(said: Quantity, known: Quantity): boolean {
  if (said.unit === 'minute' || said.unit === 'month') {
    if (known.unit === 'minute' || known.unit === 'month') return shares(inMinutes(said), inMinutes(known))
    return known.unit === null && shares(baseValues(said), known.values)
  }
  if (!shares(said.values, known.values)) return false
  if (said.unit === null || known.unit === null) return true
  return said.unit === known.unit && (said.currency ?? known.currency) === (known.currency ?? said.currency)
}

function shares(a: readonly number[], b: readonly number[]): boolean {
  return a.some((x) => b.some((y) => Math.abs(x - y) < NEAR))
}

function inMinutes({ values, unit }: Quantity): number[] {
  return values.flatMap((value) => (unit === 'month' ? [value * MONTH_MINUTES, ...yearInDays(value)] : [value]))
}

const yearInDays = (months: number): number[] => (months % 12 === 0 ? [(months / 12) * 365 * 1440] : [])

/** The number as it was written, for evidence that names no unit. */
function baseValues({ values, unit }: Quantity): number[] {
  const factors = unit === 'month' ? [1, 3, 12] : [1, 60, 1440, 10_080]
  return values.flatMap((value) => factors.map((factor) => value / factor))
}

function isDatePart(value: number, evidence: Evidence): boolean {
  if (evidence.today.isValid && value === evidence.today.year) return true
  if (evidence.times.has(value * 60) || evidence.loneDays.has(value)) return true
  return evidence.days.some(({ year, yearSaid }) => yearSaid && value === year)
}

// Numbers that claim nothing: they count the parts of the message itself, or belong to a manner of speaking.
const COUNTS_ITSELF =
  /^\s*(?:(?:разн|быстр|коротк|прост|свободн|удобн|возможн|небольш|quick|short|simple|free|possible|different|available|main|rapid|sencill|brev|posibl|distint|libr)\p{L}*\s+)?(?:вариант|слот|вопрос|слов|пункт|момент|способ|строк|предложени|вещ|шаг|окн|option|slot|question|word|point|way|line|thing|step|sentence|choice|time|opcion|hueco|pregunta|palabra|punto|forma|linea|cosa|paso|frase|horario|alternativa)/u
const IDIOM =
  /(?:минут\p{L}*|minutes?|minutos?|секунд\p{L}*|seconds?|segundos?)\s*(?:вашего|твоего|вашего времени|of your (?:time|day)|de su tiempo|de tu tiempo|свободного времени|внимания)/u
const IN_TWO_WORDS = /(?:в двух словах|в двух-трех словах|in two words|en dos palabras|за двоих|на два слова)/u

/** True for a number that makes no claim. */
export function isFigureOfSpeech(quantity: Quantity, draft: DraftUnderCheck): boolean {
  const around = draft.flat.slice(Math.max(0, quantity.from - 12), quantity.to + 40)
  if (IDIOM.test(around) || IN_TWO_WORDS.test(around)) return true
  const small = quantity.values.every((value) => value <= 10)
  if (quantity.unit === null && small && COUNTS_ITSELF.test(quantity.after)) return true
  if (quantity.unit === 'times') return /(?:еще|один|многих?|нескольк)\s*$/.test(draft.flat.slice(0, quantity.from))
  if (quantity.unit === null && quantity.values.includes(1)) return true
  return quantity.unit === null && draft.spelled.has(quantity.from) && small && !isCounted(quantity.after)
}

/** Things a salesperson counts to make a claim. */
function isCounted(after: string): boolean {
  return /^\s*(?:\p{L}+\s+){0,2}?(?:клиент|компан|точ[ек]|локац|филиал|пользоват|сотрудник|интеграц|площад|город|стран|офис|проект|человек|отзыв|язык|тариф|функц|отчет|client|customer|compan|location|branch|user|employee|integration|platform|cit(?:y|ies)|countr|office|project|people|review|language|plan|feature|report|team|empresa|local|sucursal|usuario|emplead|plataforma|ciudad|pais|oficina|proyecto|persona|resena|idioma|funcion|informe)/u.test(
    after,
  )
}

export function quantityExcerpt(quantity: Quantity, draft: DraftUnderCheck): string {
  return excerpt(draft, quantity.from, quantity.to)
}
