import type { Evidence } from '../evidence.ts'
import { flatten, matches } from '../mentions/mask.ts'
import { isGivenName } from './given-names.ts'
import { isOrdinary, isSignOff } from './ordinary-capitals.ts'
import { type DraftUnderCheck, excerpt, type Rule, type Violation } from './rule.ts'
import { isSameName } from './same-name.ts'
import { unknownLinks } from './unknown-links.ts'

const CAPITALISED = /(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*/gu
/** What a sentence, a line, a quotation in brackets or a list item begins with. */
const STARTS =
  /(?:^|[.!?…:;\n]|\n\s*[-–—*•]|\p{Extended_Pictographic}\uFE0F?|^\s*[-–—*•]|[.!?…]["»”)]?)[\s"“(¿¡—–*•\d.)-]*$/u
/** "Hello", "Dear" and the like: whom they greet is a name. */
const GREETS =
  /(?:здравствуйте|добрый день|доброе утро|добрый вечер|привет|уважаем\p{L}+|hello|hi|dear|hey|good (?:morning|afternoon|evening)|hola|estimad[oa]|buenos dias|buenas tardes)[,\s]+$/u

/** Every person, company and product named stands in the evidence, whatever its case, ending or alphabet. */
export const nameRule: Rule = (draft, evidence) => {
  const known = namesIn(evidence)
  const unknown = capitalised(draft)
    .filter(({ word, from, starts }) => isUnknown(word, from, starts, draft, known))
    .map(({ from, to }): Violation => ({ rule: 'name', excerpt: excerpt(draft, from, to) }))
  return [...unknown, ...greetedWrongly(draft, evidence), ...unknownLinks('handle', 'name', draft, evidence)]
}

interface Capitalised {
  readonly word: string
  readonly from: number
  readonly to: number
  /** It begins a sentence or a line, where any word is capitalised. */
  readonly starts: boolean
}

function capitalised(draft: DraftUnderCheck): Capitalised[] {
  return matches(draft.text, CAPITALISED)
    .filter(({ from }) => !draft.links.some((link) => link.from <= from && from < link.to))
    .map(({ from, to, hit }) => ({
      word: hit[0],
      from,
      to,
      starts: beginsSentence(hit[0], from, draft),
    }))
}

/** A title ends in a full stop that ends no sentence. */
const TITLE =
  /(?:^|[^\p{L}])(?:dr|dra|sr|sra|srta|lic|ing|prof|mr|mrs|ms|st|д-р|проф|г|ул|им|гр|no|tel|тел|p\.s|т\.е|т\.к)\.\s*$/iu

function beginsSentence(word: string, from: number, draft: DraftUnderCheck): boolean {
  const before = draft.text.slice(Math.max(0, from - 16), from)
  // Latin letters in a Russian text are a name wherever they stand.
  if (draft.lang === 'ru' && /^\p{Script=Latin}/u.test(word) && word.length > 2) return false
  return from === 0 || (STARTS.test(before) && !TITLE.test(before))
}

/** What only people and companies do: their name may begin the sentence. */
const DEED =
  /^\s+(?:(?:уже|давно|тоже|also|already|has|have|ya|tambien)\s+)*(?:использу[ею]т|пользу[ею]тся|учится|работает с нами|довери\p{L}+|выбрал\p{L}*|uses?|trusts?|chose|relies|switched|lo usan?|usan?|utilizan?|confian?|eligio|свяжется|ответит|напишет|подключится|will (?:get|be|write|contact|join|answer|call|reach)|le (?:escribira|respondera|contactara|atendera|llamara))(?!\p{L})/u
const COMMON_SUBJECT =
  /^(?:компани\p{L}|клиент\p{L}*|команд\p{L}|коллег\p{L}|кто|он[аои]?|мы|многие|все|каждый|менеджер|специалист|сервис|магазин\p{L}*|сет[ьи]|it|he|she|we|they|everyone|nobody|somebody|someone|who|that|this|which|customers?|clients?|companies|teams?|people|many|most|businesses|our|your|one|nadie|alguien|quien|muchos|muchas|todos|clientes|empresas|equipos?|restaurantes|ellos|ella|el|ya|tambien|esto|se|lo|nos|les|le|los|las|la|me|te|un|una|aqui|asi)$/u

function actsAsPerson(flat: string, from: number, draft: DraftUnderCheck): boolean {
  return DEED.test(draft.flat.slice(from + flat.length)) && !COMMON_SUBJECT.test(flat) && !isKnownNoun(flat)
}

/** Nouns in their usual endings that begin such sentences: "Поддержка ответит", "Responsables usan". */
const isKnownNoun = (flat: string): boolean =>
  /(?:ение|ания|ание|ость|ция|ка|тели|ing|tion|ment|ers|ores|cion)$/u.test(flat)

function isUnknown(word: string, from: number, starts: boolean, draft: DraftUnderCheck, known: KnownNames): boolean {
  const flat = flatten(word)
  if (isOrdinary(word, flat) || isCalendarWord(from, draft)) return false
  if (hasName(known, flat) || flat.split('-').every((part) => part.length < 3 || hasName(known, part))) return false
  if (/^\p{Lu}{2,}$/u.test(word)) return word.length <= 5 || !starts
  if (!starts) return true
  return isGivenName(flat) || actsAsPerson(flat, from, draft) || standsAsSignature(word, from, draft)
}

function isCalendarWord(from: number, draft: DraftUnderCheck): boolean {
  return draft.calendar.some((mention) => mention.from <= from && from < mention.to)
}

function hasName(known: KnownNames, flat: string): boolean {
  return (isGivenName(flat) ? known.capitals : known.words).some((name) => isSameName(name, flat))
}

/** A line of its own right after a sign-off: "Best regards,\nPeter". */
function standsAsSignature(word: string, from: number, draft: DraftUnderCheck): boolean {
  const before = draft.flat.slice(0, from).trimEnd().split('\n').at(-1) ?? ''
  const after = draft.text.slice(from + word.length).split('\n')[0] ?? ''
  return (
    isSignOff(before) &&
    draft.text.slice(0, from).trimEnd() !== draft.text.slice(0, from).replace(/ +$/, '') &&
    after.length < 60
  )
}

interface KnownNames {
  /** Every word of the evidence, for a product is often written small. */
  readonly words: readonly string[]
  /** Words that stand with a capital: a person's name must, for "clara" or "rosa" is nobody. */
  readonly capitals: readonly string[]
}

function namesIn(evidence: Evidence): KnownNames {
  const written = evidence.readings.flatMap(({ text }) => text.match(/[\p{L}][\p{L}\p{M}'’]*/gu) ?? [])
  const distinct = [...new Set(written)].filter((word) => word.length > 1)
  const flat = (words: readonly string[]) => [...new Set(words.map(flatten))]
  // Addresses tell names, too: "p.lebedev@…".
  const inAddress = [...evidence.links].flatMap((link) => link.split(/[^\p{L}]+/u))
  return { words: flat(distinct), capitals: flat([...distinct.filter((word) => /^\p{Lu}/u.test(word)), ...inAddress]) }
}

/** The sender's own name in the greeting: the two people were mixed up. */
function greetedWrongly(draft: DraftUnderCheck, { prospectName, agentName }: Evidence): Violation[] {
  if (prospectName === null || agentName === null) return []
  const prospect = flatten(prospectName).split(/\s+/)
  const agent = flatten(agentName).split(/\s+/)
  return capitalised(draft).flatMap(({ word, from, to }) => {
    const flat = flatten(word)
    if (!GREETS.test(draft.flat.slice(Math.max(0, from - 30), from))) return []
    const isAgent = agent.some((part) => isSameName(part, flat)) && !prospect.some((part) => isSameName(part, flat))
    return isAgent ? [{ rule: 'name' as const, excerpt: excerpt(draft, from, to) }] : []
  })
}
