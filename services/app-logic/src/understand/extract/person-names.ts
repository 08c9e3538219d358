/**
 * Names of people in a reply: capitalised words that the words around them, a list of names or an address beside them
 * show to be people.
 */
import { fold } from './fold.ts'
import { isRussianFamilyPart, isRussianName, LATIN_NAMES } from './given-names.ts'

export interface PersonName {
  /** As written, without title. */
  readonly name: string
  readonly start: number
  readonly end: number
}

interface Word {
  readonly text: string
  readonly folded: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
  readonly opens: boolean
}

const WORD = /\p{L}+(?:['’-]\p{L}+)*/gu
const PARTICLES = new Set('de del la van von der den da di bin al el dos le'.split(' '))
const TITLES = new Set(
  'mr mrs ms miss dr prof sr sra srta don dona d dna ing lic mtra mtro arq cp senor senora senorita sir madam г-н г-жа господин господину господином госпожа госпоже госпожой'.split(
    ' ',
  ),
)
// Words that are written with a capital and are no people.
const NEVER = new Set(
  (
    'i january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday ' +
    'telegram whatsapp linkedin slack zoom teams google hubspot salesforce crm erp hr it ceo cfo cto coo cio ciso ops rrhh r&d b2b saas pdf ppt faq api gdpr rgpd eofy fy q1 q2 q3 q4 ' +
    'easter christmas diwali thanksgiving ramadan eid english spanish russian hi hello hey dear thanks thank regards cheers ok okay yes no not please sorry sure well but and so if when while once this that these those there here he she it we you they my our your his her their its the a an all any some someone nobody nothing who what where why how which ' +
    'que el la los las lo le les un una no si yo tu su mi me nos por para con pero cuando como donde quien este esta eso esto ese hola buenas buenos gracias saludos buen estimado estimada estimados ' +
    'telefono correo cel tel email mail phone mobile office company team department sales marketing finance purchasing procurement support legal compliance ' +
    'в на и а но с к у о по за до из от я мы вы он она они это то как что кто где когда если для не ни да нет вот уже так там тут здесь все всё наш ваш мой его ее их ' +
    'добрый здравствуйте привет спасибо день пожалуйста извините коллеги уважаемые уважаемый уважаемая доброе утро вечер телеграм телеграме телега тг ватсап почта тел телефон моб ' +
    'semana santa navidad madrid mexico espana valencia barcelona bogota lima argentina chile manchester perth london berlin'
  ).split(' '),
)
const VERB_START =
  /^(?:talk|speak|write|reach|contact|ask|call|email|e-mail|mail|ping|message|try|go|forward|send|direct|address|get|hit|connect|coordinate|arrange|set|book|best|use|ring|text|drop|share|loop|check|see|find|line|kindly|pls|plz|just|maybe|perhaps|better|also|then|instead|actually|now|only|because|since|until|unless|leave|forget|ignore|scratch|wrong|cancel|tell|give|keep|put|add|copy|cc|let|do|don't|dont|is|are|was|can|could|would|should|will|may|happy|good|great|new|old|current|currently|for|from|to|with|at|in|on|by|of|or|as|about|after|before|both|either|neither|nope|escrib\w*|habl\w*|contact\w*|pregunt\w*|llam\w*|marc\w*|mand\w*|envi\w*|reenvi\w*|pas\w+|coordin\w*|agend\w*|dirij\w*|diri\w*|consult\w*|busc\w*|convers\w*|trat\w*|ponga\w*|ponte|pongase|mejor|ahora|antes|despues|igual|solo|tambien|ademas|entonces|aqui|alli|desde|hasta|a|al|en|de|del|es|son|esta|fue|ya|muy|mas|bueno|perdon|quit\w+|borr\w+|elimin\w+|cancel\w*|favor|quien|todo|todos|cualquier|ni|y|o|e|u|sobre|segun|recien|via|haga|hagan|hable|vea|vean|quedo|quedad|quede|\p{L}+(?:йте|ите|ьте|айте|ать|ить|еть|уйте))$/u
const DIRECT_BEFORE =
  /(?:\b(?:to|with|contact|ask|call|email|mail|ping|try|reach|meet|see|find|message|ring|text|via|it's|its|is|be|want|need|through|towards|on|by|and|up|after|for|consult|loop in|loop|pinging|bother|copying|cc|cc'ing|person|lead|manager|head|director|boss|colleague|partner|owner|officer|chief|successor|replacement|assistant)|(?:^|[\s(])(?:a|con|es|por|esta|ahora|don|dona|señor|senor|sra?\.?|lleva|ve|decide|maneja|encarga|ocupa|llama|seria|atiende|compra|director|directora|jefe|jefa|gerente|encargado|encargada|companer[oa]|colega|socio|socia|responsable|contacta|busque|busca|pregunte|al)|(?:^|[\s(])(?:с|со|к|ко|у|на|через|это|теперь|лучше|нужен|нужна|есть|сразу|директор\p{L}*|менеджер\p{L}*|коллег\p{L}*|начальник\p{L}*|руководител\p{L}*|бухгалтер\p{L}*|заместител\p{L}*|закупщик\p{L}*|зам\p{L}*|главн\p{L}*|наш\p{L}*|мо[йеяюи]\p{L}*|\p{L}+(?:ите|йте|ьте)|решает|ведет|ведает|занимается|отвечает|заведует|согласует|закупает|руководит|зовут|отдать|написать|звонить|обратиться|писать))[\s:—–(«"-]*(?:(?:our|my|the|el|la|nuestr[oa]|mi|нашему|нашим|наш\p{L}*|моему)\s+)?$/u
const ROLE_AFTER =
  /^(?:'s|’s)?[\s,]*(?:is|handles?|runs?|does|owns?|looks|heads?|leads?|will|took|takes|decides?|has|knows|deals|manages?|would|reads|can|in|from|who|only|picks|signs|over|should|at|on|left|no longer|lleva|llevan|es|ve|decide|maneja|se|está|esta|tiene|sí|si|que|compra|atiende|sabe|entiende|lo|la|занима\p{L}*|реша\p{L}*|вед\p{L}*|отвеча\p{L}*|у нас|завед\p{L}*|закуп\p{L}*|соглас\p{L}*|главн\p{L}*|в теме|из|он|она|этим|такими|её|ее|его|уволил\p{L}*|больше|в декрете|теперь|сейчас|знает|курирует|руководит)(?![\p{L}])/u

/** Finds the people named in a text. `marks` are spans of addresses: a capitalised word beside one is its owner. */
export function findNames(
  text: string,
  marks: readonly { readonly start: number; readonly end: number }[],
): PersonName[] {
  const words = wordsOf(text, marks)
  const names: PersonName[] = []
  for (let index = 0; index < words.length; index++) {
    const length = sequenceAt(words, index, text)
    if (length === 0) continue
    const name = nameAt(text, words, index, length, marks)
    if (name) names.push(name)
    index += length - 1
  }
  return names
}

function wordsOf(text: string, marks: readonly { readonly start: number; readonly end: number }[]): Word[] {
  const folded = fold(text)
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const start = match.index
    const end = start + match[0].length
    if (marks.some((mark) => start < mark.end && end > mark.start)) continue
    const first = match[0].charAt(0)
    // A possessive is no part of the name.
    const cut = /['’]s$/.test(match[0]) ? 2 : 0
    words.push({
      text: match[0].slice(0, match[0].length - cut),
      folded: folded.slice(start, end - cut),
      start,
      end: end - cut,
      capital: first !== first.toLowerCase(),
      opens: start === 0 || /(?:[.!?…:;\n"«(]|[-–—])\s*$/.test(text.slice(Math.max(0, start - 4), start)),
    })
  }
  return words
}

function isListed(word: Word): boolean {
  return /[а-я]/.test(word.folded) ? isRussianName(word.folded) : LATIN_NAMES.has(word.folded)
}

// How many words from `index` on form one name; 0 where none begins.
function sequenceAt(words: readonly Word[], index: number, text: string): number {
  const first = words[index]
  if (!first || !couldBeName(first)) return 0
  let length = 1
  while (length < 4) {
    const before = words[index + length - 1]
    const next = words[index + length]
    if (!before || !next || !/^(?:[ \u00a0]|\.\s?)$/.test(text.slice(before.end, next.start))) break
    if (text.slice(before.end, next.start).includes('.') && before.text.length > 1) break
    const particle = PARTICLES.has(next.folded) && !next.capital
    const after = words[index + length + 1]
    if (particle && after?.capital && couldBeName(after) && /^\s$/.test(text.slice(next.end, after.start))) length += 2
    else if (next.capital && couldBeName(next)) length += 1
    else break
  }
  return length
}

function couldBeName(word: Word): boolean {
  if (NEVER.has(word.folded) || TITLES.has(word.folded)) return false
  if (!word.capital) return isListed(word) && word.folded.length > 3
  return !(word.text.length > 1 && word.text === word.text.toUpperCase() && word.text.length < 5 && !isListed(word))
}

function nameAt(
  text: string,
  words: readonly Word[],
  index: number,
  length: number,
  marks: readonly { readonly start: number; readonly end: number }[],
): PersonName | null {
  let from = index
  let size = length
  while (size > 0) {
    const first = words[from]
    if (!first?.opens || isListed(first) || !VERB_START.test(first.folded)) break
    from++
    size--
  }
  const first = words[from]
  const last = words[from + size - 1]
  if (size === 0 || !first || !last) return null
  const score = likeness(text, words.slice(from, from + size), marks)
  return score >= 2 ? { name: text.slice(first.start, last.end), start: first.start, end: last.end } : null
}

function likeness(
  text: string,
  words: readonly Word[],
  marks: readonly { readonly start: number; readonly end: number }[],
): number {
  const first = words[0]
  const last = words.at(-1)
  if (!first || !last) return 0
  const before = fold(text.slice(Math.max(0, first.start - 40), first.start))
  const after = fold(text.slice(last.end, last.end + 30))
  const russian = /[а-я]/.test(first.folded)
  const titled =
    /(?:^|\s)(?:mr|mrs|ms|dr|sr|sra|srta|don|dona|ing|lic|mtra|mtro|senor|senora|г-н|г-жа|господин\p{L}*|госпож\p{L}*)\.?\s$/u.test(
      before,
    )
  let score = 0
  if (!first.capital)
    return isListed(first) && (DIRECT_BEFORE.test(before) || besideMark(text, first.start, last.end, marks)) ? 2 : 0
  if (isListed(first)) score += 2
  if (titled) score += 2
  if (russian && words.some((word) => isRussianFamilyPart(word.folded)))
    score += words.length > 1 || !first.opens ? 2 : 1
  if (DIRECT_BEFORE.test(before)) score += first.opens ? 1 : 2
  if (ROLE_AFTER.test(after)) score += first.opens && words.length === 1 && !isListed(first) ? 1 : 1.5
  if (besideMark(text, first.start, last.end, marks)) score += 2
  if (words.length > 1) score += 1
  if (
    /(?:\b(?:in|at|from|de|en|desde|of)|(?:^|\s)(?:в|из|от|во))\s+(?:the\s+|la\s+|el\s+)?$/u.test(before) &&
    !isListed(first)
  )
    score -= 3
  if (/[«"]$/.test(text.slice(0, first.start)) && !isListed(first)) score -= 2
  if (words.length === 1 && first.opens && VERB_START.test(first.folded) && !isListed(first)) score -= 4
  return score
}

function besideMark(
  text: string,
  start: number,
  end: number,
  marks: readonly { readonly start: number; readonly end: number }[],
): boolean {
  return marks.some((mark) => {
    const after = mark.start >= end ? text.slice(end, mark.start) : null
    const before = mark.end <= start ? text.slice(mark.end, start) : null
    if (after !== null)
      return (
        after.length <= 14 &&
        /^[\s,:;(—–-]*(?:(?:on|at|al|en|на|по|тел\.?|tel\.?|cel\.?|почта|mail|email|correo|su correo es|,)[\s:]*)*[(]?$/iu.test(
          after,
        )
      )
    return before !== null && before.length <= 4 && /^[\s,:;(—–-]+$/.test(before)
  })
}
