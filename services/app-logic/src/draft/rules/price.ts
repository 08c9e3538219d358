import { contentOf, sameWord } from '../content-words.ts'
import type { Evidence } from '../evidence.ts'
import type { Quantity } from '../mentions/quantities.ts'
import { topicsOf } from '../topics.ts'
import { isSupported, quantityExcerpt } from './quantity-support.ts'
import { type DraftUnderCheck, excerpt, type Rule, sentencesOf, type Violation } from './rule.ts'

const FREE =
  /(?<!\p{L})(?:бесплатн\p{L}*|даром|безвозмездно|free of charge|for free|at no (?:extra )?(?:cost|charge)|complimentary|(?<!feel |toll[- ]|hassle[- ])free (?=\p{L}+)|gratis|gratuit\p{L}*|sin (?:coste|costo|cargo))/u
const NOT_A_PRICE =
  /free (?:time|slot|to|moment|of (?!charge)|hour|window|day|from|between|on|at|in|and|or|for|tomorrow|next|this)/u
const FREE_IN_EVIDENCE =
  /бесплатн|даром|без оплаты|(?<!\d)0 ₽|free of charge|for free|free|no (?:extra )?(?:cost|charge)|complimentary|gratis|gratuit|sin (?:coste|costo|cargo)/u
const TRIAL = /проб|триал|начать|try|trial|start|prueba|probar|empezar|comenzar/u
const DEMO = /демо|презентаци|demo|presentation|presentacion/u

/** Every price stands in the evidence, in its currency and for its period; nothing is called free that is not. */
export const priceRule: Rule = (draft, evidence) => [
  ...draft.quantities
    .filter((each) => each.unit === 'money' && !(isSupported(each, draft, evidence) && periodFits(each, evidence)))
    .map((each) => ({ rule: 'price' as const, excerpt: quantityExcerpt(each, draft) })),
  ...calledFree(draft, evidence),
]

/** "1,900 a year" is not supported by "1,900 a month". */
function periodFits(price: Quantity, evidence: Evidence): boolean {
  if (price.period === null) return true
  const known = evidence.quantities
    .filter(({ values }) => values.some((value) => price.values.includes(value)))
    .map(({ period }) => period)
  const said = known.filter((period) => period !== null)
  return said.length === 0 || said.includes(price.period)
}

function calledFree(draft: DraftUnderCheck, evidence: Evidence): Violation[] {
  return sentencesOf(draft.flat).flatMap(({ from, text }) => {
    const hit = FREE.exec(text)
    if (hit === null || NOT_A_PRICE.test(text.slice(hit.index)) || isDenied(text.slice(0, hit.index))) return []
    if (isKnownFree(text, evidence)) return []
    return [{ rule: 'price' as const, excerpt: excerpt(draft, from + hit.index, from + hit.index + hit[0].length) }]
  })
}

const isDenied = (before: string): boolean => /(?:не|not|no es|isn't|no) (?:\p{L}+ )?$/u.test(before)

/** What is free in the evidence is free in the draft; a trial is by its nature, and so is looking at a demo. */
function isKnownFree(sentence: string, evidence: Evidence): boolean {
  if (DEMO.test(sentence) || (TRIAL.test(sentence) && TRIAL.test(evidence.flat))) return true
  const rest = sentence.replace(FREE, ' ')
  const [topics, content] = [topicsOf(rest), contentOf(rest)]
  return sentencesOf(evidence.flat).some(({ text }) => {
    if (!FREE_IN_EVIDENCE.test(text)) return false
    const [knownTopics, known] = [topicsOf(text), contentOf(text)]
    const shares = content.some((word) => known.some((each) => sameWord(word, each)))
    return shares || content.length === 0 || [...topics].some((topic) => knownTopics.has(topic))
  })
}
