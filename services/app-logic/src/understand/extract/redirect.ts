/**
 * The person a reply points to: who is to be written to now, and who is not.
 */
import type { Language, RedirectTarget } from '@outrider/shared/domain'
import { type Detail, type DetailKind, findDetails } from './contact-details.ts'
import { fold } from './fold.ts'
import { spellsName } from './name-spelling.ts'
import { findNames, type PersonName } from './person-names.ts'
import { cancels, isAside, pointsTo, type Surroundings, takesBack } from './redirect-cues.ts'
import { bodyEnd } from './signature.ts'

export interface RedirectContext {
  readonly lang: Language
  /** Address of the writer: pointing to oneself is no redirect. */
  readonly senderEmail?: string
  /** Our own addresses. */
  readonly agentEmails?: readonly string[]
}

export interface RedirectReading {
  readonly target: RedirectTarget | null
  /** Everybody who may be written to, the target first. */
  readonly all: readonly RedirectTarget[]
  /** Verbatim part of the text that names the target. */
  readonly evidence: string | null
  /** People and addresses that are named and are not to be written to. */
  readonly cancelled: readonly RedirectTarget[]
}

interface Person {
  name: PersonName | null
  details: Detail[]
  start: number
  end: number
  /** How plainly the text points to them; addresses not counted. */
  cue: number
  off: boolean
}

/** Reads who is to be written to instead. Every detail stands literally in the text. Pure; never throws. */
export function extractRedirect(text: string, context: RedirectContext): RedirectReading {
  const body = text.slice(0, Math.min(bodyEnd(text), 6000))
  const details = findDetails(body)
  const plain = masked(body, details)
  const people = group(findNames(body, details), details, body, plain, context.lang)
  for (const [index, person] of people.entries()) weigh(person, plain, body, context, people[index + 1]?.start)
  mergeSame(people)
  for (const person of people) if (person.off) restore(person, plain, context.lang)
  const open = people
    .filter((person) => !person.off && scoreOf(person) > -2)
    .sort((a, b) => scoreOf(b) - scoreOf(a) || b.start - a.start)
  const best = open[0]
  return {
    target: best ? targetOf(best, body) : null,
    all: open.map((person) => targetOf(person, body)),
    evidence: best ? sentenceAround(body, plain, best) : null,
    cancelled: people.filter((person) => person.off).map((person) => targetOf(person, body)),
  }
}

function scoreOf(person: Person): number {
  return person.cue + (person.details.length > 0 ? 1.5 : 0)
}

const HIDDEN = '\ue000'

// Addresses hidden, so that their dots end no sentence and their letters are no words.
function masked(body: string, details: readonly Detail[]): string {
  let plain = fold(body)
  for (const { start, end } of details) {
    const bracketed = plain[start - 1] === '(' && plain[end] === ')' ? 1 : 0
    plain =
      plain.slice(0, start - bracketed) + HIDDEN.repeat(end - start + 2 * bracketed) + plain.slice(end + bracketed)
  }
  return plain.replace(
    /(?<=(?:^|[\s(])(?:mr|mrs|ms|dr|sr|sra|srta|ing|lic|mtra|mtro|arq|тел|доб|ext|tel|cel|моб|г|ул|no|д))\./g,
    ' ',
  )
}

function group(
  names: readonly PersonName[],
  details: readonly Detail[],
  body: string,
  plain: string,
  lang: Language,
): Person[] {
  const people: Person[] = names.map((name) => ({
    name,
    details: [],
    start: name.start,
    end: name.end,
    cue: 0,
    off: isGreeted(name, body) || isWriter(name, body),
  }))
  for (const [index, person] of people.entries())
    if (cancels(surroundingsOf(person, plain, people[index + 1]?.start), lang)) person.off = true
  for (const detail of details) {
    const owner = ownerOf(detail, people, body)
    if (!owner) people.push({ name: null, details: [detail], start: detail.start, end: detail.end, cue: 0, off: false })
    else {
      owner.details.push(detail)
      owner.end = Math.max(owner.end, detail.end)
    }
  }
  return people.sort((a, b) => a.start - b.start)
}

// An address belongs to the name it spells, else to the nearest person named before it, else to one just after it.
function ownerOf(detail: Detail, people: readonly Person[], body: string): Person | null {
  const named = people.filter((person) => person.name !== null)
  const spelled =
    detail.kind === 'phone'
      ? undefined
      : named.filter((person) => spellsName(detail.value, person.name?.name ?? '')).at(-1)
  if (spelled && (spelled.start < detail.start || detail.end > spelled.start - 60)) return spelled
  const before = people.filter((person) => person.start < detail.start && !leavesToOthers(person, detail, body)).at(-1)
  if (before && reaches(body.slice(before.end, detail.start), before, detail, people.length === 1)) return before
  const after = named.find((person) => person.start >= detail.end)
  return after && !after.off && after.start - detail.end <= 60 && leadsBack(body.slice(detail.end, after.start))
    ? after
    : null
}

// "Not Noreen. The shared box is office@…": whoever is out of it owns no address named in a later sentence.
function leavesToOthers(person: Person, detail: Detail, body: string): boolean {
  return person.off && /[.!?\n;]\s|\n/.test(body.slice(person.end, detail.start))
}

// "zam@firm.ru, это Степану", "600 123 456, doña Gladys", "…, he is called Emeka".
const LEADS_BACK =
  /^[\s,:;()—–-]*(?:это|там|is|this is|thats|that's|that is|es|que es|(?:and |y |и )?(?:ask for|pregunt\p{L}* por|спрос\p{L}*))?\s*(?:do[nñ]a?|sra?\.?|mr\.?|mrs\.?|ms\.?)?\s*$/iu
const CALLED =
  /(?:called|named|name is|name's|se llama|llamad[oa]|atenci[oó]n|attn|a la atenci[oó]n de|ask for|for the attention of|preguntar por|pregunt\p{L} por|зовут|звать|спросить|на имя|вниманию)[\s:,]*$/iu

function leadsBack(between: string): boolean {
  return (between.length <= 24 && LEADS_BACK.test(between)) || CALLED.test(between)
}

function reaches(between: string, before: Person, detail: Detail, alone: boolean): boolean {
  if (before.details.some((other) => other.kind === detail.kind) && before.name === null) return false
  const stops = between.match(/[.!?\n](?=\s|$)/g)?.length ?? 0
  return between.length < 160 && stops <= (detail.kind === 'email' || alone ? 2 : 1)
}

function weigh(person: Person, plain: string, body: string, context: RedirectContext, next?: number): void {
  const around = surroundingsOf(person, plain, next)
  person.off = false
  const own = person.details.filter((detail) => detail.kind === 'email' && isOwn(detail.value, context))
  person.details = person.details.filter((detail) => !own.includes(detail))
  dropTakenBack(person, plain)
  if (person.details.length === 0 && (own.length > 0 || person.name === null)) person.off = true
  if (person.details.length === 0 && person.name && isVocative(person.name, body)) person.off = true
  if (cancels(around, context.lang)) person.off = true
  person.cue = (pointsTo(around, context.lang) ? 2 : 0) - (isAside(around, context.lang) ? 3 : 0)
}

// "Don't ring Noreen. Send it to noreen@…": an address asked for later brings its owner back.
function restore(person: Person, plain: string, lang: Language): void {
  const detail = person.details.at(-1)
  if (!person.name || !detail || !/[.!?\n]/.test(plain.slice(person.name.end, detail.start))) return
  const around = surroundingsOf({ ...person, name: null, details: [detail] }, plain)
  if (pointsTo(around, lang) && !cancels(around, lang) && !isAside(around, lang)) person.off = false
}

function isOwn(email: string, { senderEmail, agentEmails = [] }: RedirectContext): boolean {
  const wanted = email.toLowerCase()
  return wanted === senderEmail?.toLowerCase() || agentEmails.some((own) => own.toLowerCase() === wanted)
}

// "kirsty@old.com. Sorry, wrong domain, it's kirsty@new.com": of several addresses of a kind the last not taken back counts.
function dropTakenBack(person: Person, plain: string): void {
  person.details = person.details.filter((detail) => {
    const before = plain.slice(Math.max(0, detail.start - 30), detail.start)
    const after = plain.slice(detail.end, detail.end + 45)
    return !takesBack(before, after)
  })
}

const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|day|evening)|hola|buen(?:os|as)? (?:dias|tardes|dia)|estimad[oa]|querid[oa]|привет|здравствуй(?:те)?|добрый (?:день|вечер)|доброе утро|уважаем\p{L}+|thanks|thank you|thx|gracias|спасибо|ok|okay)?[,!]?(?:\s?(?:sra?|mr|mrs|ms|dr)\.?)?$/iu

/** The name is called out to: "Hi Anna,". */
function isGreeted(name: PersonName, body: string): boolean {
  const before = fold(body.slice(0, name.start)).trim()
  const after = body.slice(name.end).trimStart()
  return before !== '' && before.length < 30 && GREETING.test(before) && /^[,!:.—–-]|^\n/.test(after)
}

/** The writer says the name of their own: "I'm Sam". */
function isWriter(name: PersonName, body: string): boolean {
  const before = fold(body.slice(0, name.start)).trim()
  return /(?:my name is|i am|i'm|this is|(?<!no )soy|me llamo|habla|меня зовут|^я|(?:kind |best |warm )?regards,|many thanks,|saludos,|un saludo,|atentamente,|atte\.?,|с уважением,)[\s,—–-]*$/u.test(
    before,
  )
}

function isVocative(name: PersonName, body: string): boolean {
  const before = body.slice(0, name.start)
  const alone =
    /(?:^|\n)[ \t—–-]*$/.test(before) &&
    /^(?:$|\n)/.test(body.slice(name.end).replace(/^[ \t.,!]+/, '')) &&
    before.trim() !== ''
  return alone || isGreeted(name, body) || isWriter(name, body)
}

function surroundingsOf(person: Person, plain: string, next = plain.length): Surroundings {
  const anchor = person.name ?? person.details[0] ?? person
  const sentenceStart = lastBreak(plain, anchor.start, /[.!?\n;](?=\s)|\n/g)
  const sentenceEnd = nextBreak(plain, Math.max(anchor.end, person.name ? anchor.end : person.end), /[.!?\n;](?=\s|$)/g)
  const clauseStart = Math.max(sentenceStart, lastBreak(plain, anchor.start, CLAUSE))
  const clauseEnd = Math.min(sentenceEnd, nextBreak(plain, anchor.end, CLAUSE))
  return {
    before: plain.slice(clauseStart, anchor.start),
    after: plain.slice(anchor.end, clauseEnd),
    sentenceBefore: plain.slice(sentenceStart, anchor.start),
    sentenceAfter: plain.slice(anchor.end, sentenceEnd),
    next: plain.slice(clauseEnd, clauseEnd + 70),
    beyond: plain.slice(sentenceEnd, sentenceEnd + 90),
    previous: plain.slice(Math.max(0, sentenceStart - 90), sentenceStart),
    untilNext: plain.slice(anchor.end, Math.min(next, anchor.end + 60)),
  }
}

const CLAUSE = /[,;:()—–]|\s-\s|\s(?:but|and|so|а|но|pero|y|sino)\s/g

function lastBreak(plain: string, at: number, pattern: RegExp): number {
  let last = 0
  for (const match of plain.slice(0, at).matchAll(pattern)) last = match.index + match[0].length
  return last
}

function nextBreak(plain: string, at: number, pattern: RegExp): number {
  const match = new RegExp(pattern.source).exec(plain.slice(at))
  return match ? at + match.index : plain.length
}

// One person named twice is one person: what is said of them later counts, and their details belong together.
function mergeSame(people: Person[]): void {
  for (let index = people.length - 1; index > 0; index--) {
    const later = people[index]
    if (!later?.name) continue
    const earlier = people
      .slice(0, index)
      .find((person) => person.name && samePerson(person.name.name, later.name?.name ?? ''))
    if (!earlier?.name) continue
    const keep = later.details.length > 0 || later.name.name.length > earlier.name.name.length ? later : earlier
    const drop = keep === later ? earlier : later
    keep.details = [...earlier.details, ...later.details]
    keep.cue = Math.max(earlier.cue, later.cue)
    keep.off = later.off || (earlier.off && later.cue < 2)
    people.splice(people.indexOf(drop), 1)
  }
}

function samePerson(a: string, b: string): boolean {
  const [one = '', other = ''] = [fold(a).split(/\s/)[0], fold(b).split(/\s/)[0]]
  if (one === other) return true
  const shared = Math.min(one.length, other.length)
  return (
    /[а-я]/.test(one) &&
    shared >= 3 &&
    one.slice(0, Math.max(3, shared - 2)) === other.slice(0, Math.max(3, shared - 2))
  )
}

function lastOf(person: Person, kind: DetailKind): string | null {
  return person.details.filter((detail) => detail.kind === kind).at(-1)?.value ?? null
}

function targetOf(person: Person, body: string): RedirectTarget {
  return {
    name: person.name && titled(person.name, body),
    email: lastOf(person, 'email'),
    telegram: lastOf(person, 'telegram'),
    phone: lastOf(person, 'phone'),
  }
}

const TITLE =
  /(?<![\p{L}])(?:mrs?|ms|miss|dra?|prof|professor|sra?|srta|don|doña|dona|ing|lic|arq|herr|frau|господин\p{L}*|госпож\p{L}*|г-н\p{L}*|г-ж\p{L}*)\.?\s$/iu

// Nobody is to be written to as "Hello Brown": one name alone keeps its title.
function titled({ name, start }: PersonName, body: string): string {
  if (/\s/.test(name)) return name
  return `${TITLE.exec(body.slice(Math.max(0, start - 14), start))?.[0] ?? ''}${name}`
}

function sentenceAround(body: string, plain: string, person: Person): string {
  const start = lastBreak(plain, person.start, /[.!?](?=\s)|\n/g)
  const end = nextBreak(plain, person.end, /[.!?](?=\s|$)|\n/g)
  return body.slice(start, end).trim()
}
