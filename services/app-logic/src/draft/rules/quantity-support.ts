import { sameWord } from '../content-words.ts'
import type { Evidence } from '../evidence.ts'
import type { KnownQuantity } from '../known-text.ts'
import type { Quantity } from '../mentions/quantities.ts'
import { sameCurrency } from '../mentions/units.ts'
import { topicsOf } from '../topics.ts'
import { type DraftUnderCheck, excerpt } from './rule.ts'
import { holdsPhone } from './unknown-links.ts'

const MONTH_MINUTES = 30 * 24 * 60
const NEAR = 1e-6

/** True where the evidence holds the same number of the same thing, however it is written. */
export function isSupported(quantity: Quantity, draft: DraftUnderCheck, evidence: Evidence): boolean {
  const supporters = evidence.quantities.filter((known) => sameQuantity(quantity, known))
  if (quantity.unit === null && quantity.values.some((value) => value >= 1e6 && holdsPhone(String(value), evidence)))
    return true
  if (quantity.unit === 'money' && supporters.length > 0 && supporters.every(({ inbound }) => inbound)) {
    const sentence = draft.flat.slice(Math.max(0, quantity.from - 90), quantity.to + 60)
    return TAKEN_UP.test(sentence) || !CLAIMED.test(sentence)
  }
  if (supporters.length > 0) return !isAboutElse(quantity, supporters, draft, evidence)
  return quantity.unit === null && quantity.values.some((value) => isDatePart(value, quantity, draft, evidence))
}

// A sum that only the prospect named may be taken up as theirs, never as our price.
const CLAIMED =
  /(?<!\p{L})(?:стоит|стоимост|цена|ценой|тариф|подтвержда|согласн|договорились|хорошо|price|costs?(?!\p{L})|agreed|confirm|deal|sure|precio|cuesta|coste|confirm|de acuerdo|trato hecho)/u
const TAKEN_UP =
  /бюджет|по вашим словам|вы (?:\p{L}+ )?(?:пис|упом|назв|говор|указ|плат|рассчит)|передам|уточн|коллег|budget|you (?:\p{L}+ )?(?:mention|said|say|wrote|write|pay|nam|gave|quot|have in mind)|colleague|presupuesto|(?:mencion|dijo|dice|indic|coment|escrib|paga)\p{L}*|companer/u

/** "A trial of 30 days" is not supported by 30 days' notice where the evidence names another length of the trial. */
function isAboutElse(
  said: Quantity,
  supporters: readonly KnownQuantity[],
  draft: DraftUnderCheck,
  evidence: Evidence,
): boolean {
  const topics = topicsOf(clauseAt(draft.flat, said.from))
  const shared = (known: KnownQuantity) => [...topics].some((topic) => known.topics.has(topic))
  if (topics.size === 0 || supporters.some((known) => known.topics.size === 0 || shared(known))) return false
  return evidence.quantities.some((rival) => kindOf(rival) === kindOf(said) && shared(rival))
}

/** The part of a sentence around an offset. */
function clauseAt(flat: string, at: number): string {
  const start = Math.max(...['. ', '! ', '? ', '\n', '; ', ', ', ': '].map((end) => flat.lastIndexOf(end, at - 1) + 1))
  const length = flat.slice(at).search(/[.!?;,:]\s|\n/)
  return flat.slice(start, length < 0 ? undefined : at + length)
}

const kindOf = ({ unit }: Quantity): string | null => (unit === 'month' ? 'minute' : unit)

function sameQuantity(said: Quantity, known: Quantity): boolean {
  // Ten locations are neither ten roubles nor ten days.
  if (known.unit === null && said.unit !== null && COUNTED_THING.test(known.after)) return false
  if (said.unit === 'minute' || said.unit === 'month') {
    if (known.unit === 'minute' || known.unit === 'month') return shares(inMinutes(said), inMinutes(known))
    return known.unit === null && shares(baseValues(said), known.values)
  }
  if (said.unit === null && (known.unit === 'minute' || known.unit === 'month'))
    return shares(said.values, baseValues(known))
  if (!shares(said.values, known.values)) return false
  if (said.unit === null || known.unit === null) return true
  return said.unit === known.unit && sameCurrency(said.currency, known.currency)
}

const COUNTED_THING =
  /^(?:\s*(?:-|—|до|to|a|и|and|y|or|или)\s*\d+)?\s*(?!(?:per|за|для|в|во|на|al|por|each|every|и|and|y|or|или|до|to|с|from|is|are|es|руб|usd|eur)(?!\p{L}))\p{L}{3,}/u

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

/** Years, and hours of opening times that stand without minutes: "с 9 до 19". */
function isDatePart(value: number, { from, after }: Quantity, draft: DraftUnderCheck, evidence: Evidence): boolean {
  const counts = /^\s*\p{L}{3,}/u.test(after) && !/^\s*(?:час|hour|hora|года|год)/u.test(after)
  if (evidence.today.isValid && value === evidence.today.year) return true
  if (evidence.days.some(({ year, yearSaid }) => yearSaid && value === year)) return true
  if (counts && !/(?:с|до|от|from|to|till|until|de|a|hasta|las)\s+$/u.test(draft.flat.slice(0, from))) return false
  return (
    !isCounted(after) &&
    (evidence.times.has(value * 60) ||
      (value <= 12 && evidence.times.has(value * 60 + 720)) ||
      evidence.loneDays.has(value))
  )
}

// Numbers that claim nothing: they count the parts of the message itself, or belong to a manner of speaking.
const COUNTS_ITSELF =
  /^\s*(?:(?:разн|быстр|коротк|прост|свободн|удобн|возможн|небольш|quick|short|simple|free|possible|different|available|main|rapid|sencill|brev|posibl|distint|libr)\p{L}*\s+)?(?:вариант|слот|вопрос|слов|пункт(?!\p{L}* (?:выдач|продаж))|момент|способ|строк|предложени|вещ|шаг|окн|option|slot|question|word|point|way|line|thing|step|sentence|choice|time|opcion|hueco|pregunta|palabra|punto(?!s? de)|forma|linea|cosa|paso|frase|horario|alternativa)/u
const IDIOM =
  /(?:минут\p{L}*|minutes?|minutos?|секунд\p{L}*|seconds?|segundos?)\s*(?:вашего|твоего|вашего времени|of your (?:time|day)|de su tiempo|de tu tiempo|свободного времени|внимания)/u
const SURE = /100\s?%\s*(?:\p{L}+\s)?(?:увер|соглас|понима|sure|agree|certain|seguro|de acuerdo)/u
const ASKS_MINUTES =
  /(?:удел\p{L}+|найд[её]тся|найд[её]те|выдел\p{L}+|отним\p{L}+|займ\p{L}+ у вас|spare|have|take you|give (?:me|us)|dedic\p{L}+|tiene\p{L}*|regal\p{L}+|robarle)\s+(?:\p{L}+\s){0,2}$/u
const IN_TWO_WORDS = /(?:в двух словах|в двух-трех словах|in two words|en dos palabras|за двоих|на два слова)/u

/** True for a number that makes no claim. */
export function isFigureOfSpeech(quantity: Quantity, draft: DraftUnderCheck, evidence: Evidence): boolean {
  const around = draft.flat.slice(Math.max(0, quantity.from - 12), quantity.to + 40)
  if (IDIOM.test(around) || IN_TWO_WORDS.test(around) || SURE.test(around)) return true
  if (
    quantity.unit === 'minute' &&
    Math.max(...quantity.values) <= 20 &&
    ASKS_MINUTES.test(draft.flat.slice(0, quantity.from))
  )
    return true
  const small = quantity.values.every((value) => value <= 10)
  if (quantity.unit === null && small && COUNTS_ITSELF.test(quantity.after)) return true
  if (quantity.unit === 'times') return /(?:еще|один|многих?|нескольк)\s*$/.test(draft.flat.slice(0, quantity.from))
  if (quantity.unit === null && quantity.values.includes(1)) return true
  return (
    quantity.unit === null &&
    draft.spelled.has(quantity.from) &&
    small &&
    !isCounted(quantity.after) &&
    !countsKnownThing(quantity, evidence)
  )
}

/** The evidence counts the same thing: "three doctors" is a claim where a plan holds five. */
function countsKnownThing({ after }: Quantity, evidence: Evidence): boolean {
  const noun = nounOf(after)
  return (
    noun !== null &&
    evidence.quantities.some((known) => known.unit === null && sameWord(nounOf(known.after) ?? '', noun))
  )
}

const nounOf = (after: string): string | null => /^\s*(\p{L}{4,})/u.exec(after)?.[1] ?? null

/** Things a salesperson counts to make a claim. */
function isCounted(after: string): boolean {
  return /^\s*(?:\p{L}+\s+){0,2}?(?:клиент|компан|точ[ек]|локац|филиал|пользоват|сотрудник|интеграц|площад|город|стран|офис|проект|человек|отзыв|язык|тариф|функц|отчет|client|customer|compan|location|branch|user|employee|integration|platform|cit(?:y|ies)|countr|office|project|people|review|language|plan|feature|report|team|business|restaurant|shop|store|brand|venue|cafe|магазин|бизнес|ресторан|кофе|заведен|бренд|партнер|empresa|negocio|tienda|cafeter|marca|client|local|sucursal|usuario|emplead|plataforma|ciudad|pais|oficina|proyecto|persona|resena|idioma|funcion|informe)/u.test(
    after,
  )
}

export function quantityExcerpt(quantity: Quantity, draft: DraftUnderCheck): string {
  return excerpt(draft, quantity.from, quantity.to)
}
