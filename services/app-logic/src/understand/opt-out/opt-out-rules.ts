import type { Clause } from '../clauses.ts'
import type { OptOutPattern } from './pattern.ts'
import { OPT_OUT_EN } from './patterns-en.ts'
import { OPT_OUT_ES } from './patterns-es.ts'
import { OPT_OUT_OTHERS } from './patterns-others.ts'
import { OPT_OUT_RU } from './patterns-ru.ts'
import { isRefusal } from './refusal.ts'

/** What the rules found: an explicit demand to stop, a mere refusal, or neither. */
export interface OptOutReading {
  readonly explicit: boolean
  readonly refusal: boolean
  /** The clause that decided; null when nothing was found. */
  readonly clause: Clause | null
  readonly rule: string | null
  /**
   * The demand is all the reply says: it stands whatever the classifier makes of it. Among other wishes, questions and
   * stories the words may mean something else ("I almost blocked you"), and the classifier is asked.
   */
  readonly plain: boolean
}

const LONGEST_PLAIN = 12

/** Short, no question, nobody pointed at. */
function isPlain(clauses: readonly Clause[]): boolean {
  const words = clauses.reduce((sum, clause) => sum + clause.tokens.length, 0)
  return (
    words <= LONGEST_PLAIN &&
    !clauses.some((clause) => clause.asks || clause.tokens.some((token) => token.kind === 'detail'))
  )
}

const isCyrillic = (pattern: OptOutPattern) => /^(?:ru|uk)-(?!latin)/u.test(pattern.rule)
const ALL: readonly OptOutPattern[] = [...OPT_OUT_EN, ...OPT_OUT_RU, ...OPT_OUT_ES, ...OPT_OUT_OTHERS]
const IN_CYRILLIC = ALL.filter(isCyrillic)
const IN_LATIN = ALL.filter((pattern) => !isCyrillic(pattern))
const HAS_CYRILLIC = /\p{Script=Cyrillic}/u
const HAS_LATIN = /[a-z]/u

// A reply that is nothing but one of these is an opt-out; inside a sentence they are ordinary words.
const WHOLE_REPLY = new RegExp(
  `^ (?:(?:please|пожалуйста|por favor|hi|hello|no|нет|just|просто|ok|so|and|bitte|hola|здравствуйте|thanks|спасибо|gracias|me|all|it|now|уже|ya|immediately|срочно|writing|письмами) )*(?:${[
    'стоп рассылка|🛑|🖕|🚫|✋|довольно|исчезните|уйдите|блок|все блок|забаню|desist|cease desist|bajaa|bajaaa|fuera de aqui|enough already|omg enough|this is spam|spam out|stop|stopp|unsubscribe|unsubscribed|unsub|unsuscribe|unsubcribe|unsubscibe|remove|remove me|opt out|optout|cancel|quit|delete|delete me|enough|no more|take me off|end|leave me alone|fuck off|go away|stop it|stop all|stop this|stop stop stop|stopall|cease|spam|off|blocked|reported|purge|do not|not one more|enough',
    'стоп|отписка|отписаться|отпишите|отписать|отписываюсь|отпиши|отпишись|удалить|удалите|хватит|отстаньте|отвалите|прекратите|не писать|не пишите|не беспокоить|не беспокойте|спам|в спам|в бан|в чс|бан|завязывайте|достали|otpiska|otpisat|замолчите|потеряйтесь|рассылку офф',
    'baja|alto|basta|parar|pare|paren|cancelar|darse de baja|dar de baja|borrar|eliminar|remover|desuscribir|unsubscribir|unsuscribir|desinscribir|desinscribirme|desuscribirme|desuscribirse|fuera|no molestar|no mas|ya basta|largo|dejenme en paz|borrenme|baja ya|ni uno mas|ni un mas|no mas no mas|basta chicos|basta gente',
    'abmelden|abbestellen|desabonner|desinscription|descadastrar|sair|parem|cancella|cancellami|disiscrivimi|відписатися|відписка|відпишіть|arret|stopp bitte',
  ].join(
    '|',
  )})(?: (?:please|пожалуйста|por favor|thanks|спасибо|gracias|now|all|it|me|уже|ya|immediately|срочно|asap|stop|стоп|baja|unsubscribe|bitte|svp|merci|рассылка|рассылку|ok|already))* $`,
  'u',
)
const LONGEST_WHOLE_REPLY = 6

const NEGATED_BEFORE =
  / (?:not|never|no need to|without|nor|dont|не|ни|незачем|без|no|nunca|sin|ni|tampoco)(?: (?:to|take|get|put|keep|have|be|going|asking|saying|mean|want|need|have|надо|нужно|стоит|хочу|прошу|собираюсь|хотим|hace falta|es necesario|necesito|quiero|queremos|pido|digo|estoy|pidiendo|diciendo|you|me|que|te|les|le|os|los|se|lo|la|please|чтобы|бы|меня|нас|мы|я|хотел\p{L}*|просил\p{L}*))* $/u
const NEGATED_AFTER = /^ (?:пока |вовсе |совсем )?не (?:нужно|надо|стоит|обязательно|прошу|хочу|требуется) /u
const SELF_NEGATED = /^ (?:не|no|do not|never|not|ни|никаких|больше|не хочу|нет|без|nunca|jamas|ya no)(?= )/u

// Whose stop it is: "we never stop sending invoices", "customers can unsubscribe", "when people opt out".
const SOMEBODY_ELSE =
  / (?:they|customers?|clients?|people|users|subscribers|recipients|prospects|guests|patients|someone|somebody|anyone|students|members|contacts|leads|he|she|who|the (?:vendor|previous|last|old)|клиент\p{L}*|люди|пользовател\p{L}*|подписчик\p{L}*|покупател\p{L}*|получател\p{L}*|кто то|они|он|она|многие|гости|пациент\p{L}*|clientes?|usuarios?|suscriptores|gente|personas|alguien|ellos|pacientes|ellas?|contactos|muchos) (?:(?:to|can|could|often|always|never|just|usually|will|would|do|keep|keeps|kept|telling|asking|begging|ask|asked|asks|want|wants|wanted|tells?|told|say|says|said|wrote|write|reply|replies|not|cannot|мог\p{L}*|част\p{L}*|просят|просил\p{L}*|хот\p{L}*|говор\p{L}*|пишут|пиш\p{L}*|не|может|сказал\p{L}*|писал\p{L}*|puedan?|pueden|quieren|piden|pidio|pidieron|dijo|dicen|se|no|us|me|him|her|them|нам|мне|ему|nos|que|чтоб\p{L}*|once|when) )*$/u
const WE_OURSELVES = / we (?:(?:to|can|could|often|always|never|just|usually|will|would|do|not|cannot) )*$/u
const WISH_FIRST =
  /^ (?:want|like|wish|need|ask|asking|demand|insist|request|please|prefer|not|never|no|withdraw|revoke|object) /u
const IMPOSSIBLE =
  / (?:can|could|can not|cannot|will|would|could not|must|should) not $| (?:can not|could not|will not|would not|never|hard to|impossible to|refuse to|before we|until we|we|they|i|how do you|how to|how do they|how do we|help us|helps us|lets us|want us to|forced us to|able to|trying to|have to|had to|need to|we want to) $/u

// "The previous director asked you not to write": a wish of somebody else, told as a story.
const ASKED_BY_OTHERS =
  /(?<! (?:i|we|я|мы|же|уже|ведь|раз|дважды|неоднократно|yo) | (?:i|we) (?:have|had|already|also) | (?:he|have|ya|te|os|les|le|lo) )(?: (?:told|asked|ordered|wanted|begged|instructed) (?:you|everyone|everybody|people|them|us|him|her) (?:to )?$| (?:просил\p{L}*|попросил\p{L}*|велел\p{L}*|сказал\p{L}*|требовал\p{L}*) (?:вас |тебя |вам |всех |их )?$| (?:pidio|pidieron|dijo|dijeron|ordeno) (?:que |a todos |que les |que te )*$)/u
const SELF_REPORTING = / (?:i|we|я|мы) (?:\S+ ){0,2}?(?:told|asked|wrote|said|просил\p{L}*|писал\p{L}*|говорил\p{L}*) /u
// Instructions of a footer: "you can unsubscribe at any time", "para dejar de recibir…".
const INSTRUCTION =
  / (?:you (?:can|may)|in order to|puedes?|pueden|podra|podran|podeis|вы (?:можете|вправе)|можете|вправе|para) $/u
const TAKEN_BACK =
  / (?:(?:was )?meant for (?:another|someone|a different|the other)|oops|whoops|by accident|wrong (?:vendor|window|thread|person|tab|company)|(?:wrote|sent) to the wrong|(?:was|is) not (?:meant )?for you|kidding|just joking|joking|jk|перепутал\p{L}*|это не вам|не вам (?:писал|адресовано)|шучу|шутка|era para otr\p{L}*|no era para (?:ustedes|ti|usted|vosotros)|me confundi|es broma|broma|bromeo|mentira) /u

const PRODUCT_QUESTION =
  /^ (?:and |but |also |so |hi |hello |а |и |но |y |pero |hola )*(?:do(?:es)?|how do(?:es)?|can (?:your|the|it|one|a|users|customers|recipients|we)|what (?:happens|if|about)|is (?:there|it|your)|are (?:you|there)|will (?:your|the|it)|could (?:your|the|it|we)|как (?:у вас|ваш\p{L}*|система|сервис|работает|вы|устроен\p{L}*|обрабатыв\p{L}*|быстро)|умеет|умеете|есть ли|а есть|можно ли|поддержив\p{L}*|что (?:будет|если|происходит)|a? ?su|como (?:gestion\p{L}*|manej\p{L}*|trat\p{L}*|funciona|hace\p{L}*|se)|tienen?|incluye|permite|puede (?:el|la|su|un)|pueden (?:los|las|mis)|que pasa|hay|se puede|es posible) /u
const OWN = / (?:me|my|us|our|i|мне|меня|нам|нас|мой|мою|мои|наш\p{L}*|mi|mis|nos|nuestr\p{L}*) /u
const OWN_VERB = /\p{L}(?:me|nos|adme|enme|eme|ame)$/u

// Only until a date, or only in one way: a wish about time or channel, not an end.
const ONLY_UNTIL =
  / (?:until|till|before|unless|over the (?:weekend|holidays)|on (?:weekends|sundays?|saturdays?)|while (?:we|i|they|our|the)|during|at (?:night|home|this hour)|after \S+ (?:pm|am)|this (?:week|month)|today|tomorrow|right now|so early|so late|до|раньше|пока|по выходным|в выходные|ночью|так рано|так поздно|сегодня|завтра|на этой|в этом|во время|до конца|for now|for (?:a|an|one|two|three|the next|several) (?:while|week|weeks|month|months|bit|few)|месяц|неделю|полгода|пару (?:недель|месяцев|дней)|недельку|un mes|una semana|unas semanas|unos meses|unos dias|dos semanas|dos meses|por un tiempo|por ahora|de momento|por el momento|пока что|hasta|antes|durante|mientras|en (?:fin|domingo|sabado|vacaciones)|los (?:fines|domingos|sabados)|hoy|manana|esta (?:semana|noche)|este mes|tan (?:tarde|temprano)) /u
const FOREVER = / (?:again|anymore|ever|never|больше|никогда|впредь|mas|nunca|jamas|more) /u
const IN_ITS_PLACE =
  / (?:instead|rather|better|just|only|ask|email|mail|write|send|call|text|use|go|talk|contact|reach|try|лучше|пишите|напишите|звоните|позвоните|обратитесь|обращайтесь|пришлите|шлите|скиньте|набер\p{L}*|сразу|только|просто|проще|можно|mejor|escrib\p{L}*|llam\p{L}*|mand\p{L}*|envi\p{L}*|habl\p{L}*|sino|contact\p{L}*|dirij\p{L}*|solo|pregunt\p{L}*) /u

// "Stop emailing and pick up the phone": another way is wanted, not an end.
const BY_VOICE_INSTEAD =
  /(?<! (?:not|never|or|не|ни|и не|no|ni) )(?<= )(?:call me|call us|phone me|pick up the phone|ring me|give me a (?:call|ring)|just call|just stop by|stop by|drop by|звоните|позвоните|набер\p{L}*|заезжайте|приезжайте|лучше голосом|quiero verlo|me lo (?:muestr|ensen)\p{L}*|ensenarmelo|show (?:me|us)|покажите|llamen?|llamame|llameme|llamenme|llamadme|pasen? por|pase por aca) /u
const SPEAKS_OF_VOICE = /call|phone|звон|llam|telefon/u

// A deletion is not undone by naming today or another way to call: only a term ends it.
const DELETES =
  /remov|delet|eras|unsub|wipe|purge|take|удал|уничт|сотр|стер|отпи|исключ|убер|borr|elimin|suprim|quit|saqu|baja|retir/u
const UNTIL_A_TERM = / (?:until|till|for now|hasta|por ahora|de momento|до|пока|for a) /u

// "It would be great if you could stop": a wish in the form of a condition.
const POLITE_CONDITION =
  / if you (?:\S+ )?(?:could|would|can) | si (?:pueden?|podrian?|puedes|podrias|podeis) | если (?:можно|не трудно|не сложно) /u
const GLAD_IF =
  /(?:appreciate (?:it|that)|grateful|mean a lot|would be (?:\S+ )?(?:great|nice|lovely|kind|best)|glad|obliged|agradeceria|agradecido|genial|буд\p{L}* (?:признател\p{L}*|благодар\p{L}*|рад\p{L}*)) $/u

const CONDITIONAL =
  /^ (?:and |but |so |or |и |а |но |y |pero )?(?:if|unless|whether|had i|once|when|if i|если|ежели|когда|si) /u
const HYPOTHETICAL =
  / (?:would have|i would|we would|had we|wanted to|nearly|almost|was going to|were going to|was about to|close to|thought of|я бы|мы бы|хотел бы я|чуть не|чуть было|едва не|собирал\p{L}{1,3}|хотел\p{L}? было|уже хотел\p{L}?|hubiera|habria|quisiera que|casi|casi que|por poco|iba a|ibamos a|estuve a punto|a punto de) /u
const ORDER_TO_MACHINE =
  /(?:previous|prior|above|earlier|all) instructions|system (?:prompt|message|note|override)|tool call|unsubscribe_all|classif|\blabel\b|language model|as an ai|(?:предыдущ\p{L}*|все|прошл\p{L}*) (?:инструкци|указани)|системн\p{L}* (?:промпт|сообщени)|классифиц|intent|instrucciones (?:anteriores|previas)|modelo de lenguaje|etiqueta (?:esto|este)/u

const REPORTED_PAST =
  / (?:once|years? ago|last (?:year|month|week|time)|used to|back then|когда то|год назад|раньше|в прошлом|в прошлый|тогда|hace (?:un|dos|anos|tiempo|meses)|el ano pasado|una vez) /u

/** Finds an explicit opt-out that its writer truly wants, and mere refusals. Clauses in text order. */
export function readOptOut(clauses: readonly Clause[]): OptOutReading {
  const whole = wholeReply(clauses)
  if (whole) return demand(whole, 'whole-reply', true)
  const spelled = spelledOut(clauses)
  if (spelled && bindingRule([spelled], 0)) return demand(spelled, 'spelled-out', true)
  for (let i = clauses.length - 1; i >= 0; i -= 1) {
    const clause = clauses[i]
    if (!clause) continue
    const rule = bindingRule(clauses, i)
    if (rule) return demand(clause, rule, isPlain(clauses))
    // The last word wins: what was demanded before a self-correction no longer stands.
    if (clause.opener === 'correction' && i > 0) break
  }
  const threatened = ultimatum(clauses)
  if (threatened) return demand(threatened, 'ultimatum', false)
  const refusal = clauses.findLast((clause) => isRefusal(clause))
  return {
    explicit: false,
    refusal: refusal !== undefined,
    clause: refusal ?? null,
    rule: refusal ? 'refusal' : null,
    plain: false,
  }
}

function demand(clause: Clause, rule: string, plain: boolean): OptOutReading {
  return { explicit: true, refusal: false, clause, rule, plain }
}

// "One more and I'll…", "keep it up and…", «ещё одно письмо, и…», "siguen así y…".
const GO_ON =
  /^ (?:(?:just |so |send |write |me |hay |si |mandan |llega |if )*(?:(?:one|another) more(?: \S+){0,3}|keep (?:going|it up|this up|at it|writing|sending)(?: \S+)?|carry on|(?:un|otro|una|otra) (?:solo |sola )?(?:correo|mensaje|mail|email|llamada|correito)(?: mas)?(?: \S+)?|una vez mas|sig\p{L}*(?: asi| escribiendo| mandando| insistiendo)|(?:seguid|sigan) (?:asi|escribiendo|mandando))|(?:ну |да |вот )*(?:еще (?:одно|хоть одно|один) ?(?:такое )?(?:письмо|сообщение|звонок)?(?: от вас)?|еще раз(?:ок)?|продолжайте(?: в том же духе)?)) $/u
const AND_THEN_I =
  /^ (?:(?:and|then|or|y|o|и|то|а) )+(?:i|we|you|your|my|our|it|они|я|мы|вы|на вас|ваш\p{L}*|наш\p{L}*|мо\p{L}+|узнаете|жал\p{L}*|пойд\p{L}*|сделаю|блок\p{L}*|бан\p{L}*|los|las|te|os|le|les|nos|subo|publico|llamo|vas|van|vais|veran|veras|mi|me|se|bloqueo|denuncio|aviso) /u
const NO_THREAT =
  /(?:buy|sold|deal|book|demo|meet|talk|sign|win|won|купл|созвон|встреч|показ|демо|договор|compr|reuni|agend|llamamos)/u

/** To go on is named as what brings consequences. */
function ultimatum(clauses: readonly Clause[]): Clause | null {
  const at = clauses.findIndex(({ line, asks }, i) => {
    const next = clauses[i + 1]
    return !asks && GO_ON.test(line) && next !== undefined && AND_THEN_I.test(next.line) && !NO_THREAT.test(next.line)
  })
  return clauses[at] ?? null
}

function wholeReply(clauses: readonly Clause[]): Clause | null {
  const said = clauses.flatMap((clause) => clause.tokens.map((token) => token.word))
  // A sign or word said again and again is said once.
  const words = said.filter((word, i) => word !== said[i - 1])
  if (words.length === 0 || words.length > LONGEST_WHOLE_REPLY || clauses.at(-1)?.asks) return null
  return WHOLE_REPLY.test(` ${words.join(' ')} `) ? (clauses[0] ?? null) : null
}

/** "Never. Write. To. Me." is one clause, said with a fist on the table. */
function spelledOut(clauses: readonly Clause[]): Clause | null {
  const [first] = clauses
  const last = clauses.at(-1)
  if (!first || !last || clauses.length < 3 || clauses.length > 8) return null
  if (clauses.some((clause) => clause.tokens.length > 1)) return null
  const tokens = clauses.flatMap((clause) => clause.tokens)
  return { ...first, tokens, line: ` ${tokens.map((token) => token.word).join(' ')} `, to: last.to }
}

function bindingRule(clauses: readonly Clause[], index: number): string | null {
  const clause = clauses[index]
  if (!clause) return null
  const cyrillic = HAS_CYRILLIC.test(clause.line)
  const candidates = !cyrillic ? IN_LATIN : HAS_LATIN.test(clause.line) ? ALL : IN_CYRILLIC
  for (const pattern of candidates) {
    const hit = pattern.match.exec(clause.line)
    if (hit && binds(pattern, hit, clauses, index)) return pattern.rule
  }
  return null
}

function binds(pattern: OptOutPattern, hit: RegExpExecArray, clauses: readonly Clause[], index: number): boolean {
  const clause = clauses[index]
  if (!clause) return false
  const before = clause.line.slice(0, hit.index + 1)
  const sentence = clauses.filter((other) => other.sentence === clause.sentence)
  const said = sentence.map((other) => other.line).join(' ')
  if (isMentioned(clause, hit) || ORDER_TO_MACHINE.test(said)) return false
  const demandsNothing = SELF_NEGATED.test(hit[0])
  if (!demandsNothing && NEGATED_BEFORE.test(before)) return false
  if (hit[0].endsWith('nothing') && / (?:but|except) /u.test(clauses[index + 1]?.line.slice(0, 9) ?? '')) return false
  if (NEGATED_AFTER.test(clause.line.slice(hit.index + hit[0].length))) return false
  if (ASKED_BY_OTHERS.test(before) && !SELF_REPORTING.test(before)) return false
  if (!demandsNothing && INSTRUCTION.test(before)) return false
  if (clauses.slice(index + 1).some((later) => TAKEN_BACK.test(later.line))) return false
  const wishes = WISH_FIRST.test(`${hit[0]} `)
  if (!wishes && WE_OURSELVES.test(before)) return false
  if (SOMEBODY_ELSE.test(before) || (REPORTED_PAST.test(said) && SOMEBODY_ELSE.test(`${before} `))) return false
  if (pattern.threat)
    return (
      !clause.asks &&
      !HYPOTHETICAL.test(`${before}${hit[0]}`.replaceAll('  ', ' ')) &&
      !/^ (?:once|when|как только|cuando) /u.test(clause.line)
    )
  if (!demandsNothing && !wishes && IMPOSSIBLE.test(before)) return false
  if (demandsNothing && / (?:i|we|they|я|мы|они|yo) $/u.test(before) && !/^ (?:не хо|не жел|не дав|no )/u.test(hit[0]))
    return false
  if (CONDITIONAL.test(clause.line) && !isPoliteCondition(clause, clauses[index - 1])) return false
  if (clause.asks && isAboutProduct(sentence, clause)) return false
  const deletes = DELETES.test(hit[0])
  const limit = deletes ? UNTIL_A_TERM : ONLY_UNTIL
  if (limit.test(clause.line) && !FOREVER.test(clause.line)) return false
  if (
    !deletes &&
    !SPEAKS_OF_VOICE.test(hit[0]) &&
    clauses.slice(index).some((later) => BY_VOICE_INSTEAD.test(later.line))
  )
    return false
  return !pattern.weak || !offersInstead(clauses, index, hit)
}

function isPoliteCondition(clause: Clause, before: Clause | undefined): boolean {
  if (POLITE_CONDITION.test(clause.line)) return true
  return before !== undefined && before.sentence === clause.sentence && GLAD_IF.test(before.line)
}

/** The words stand between quotation marks, in a clause that says something else around them. */
function isMentioned(clause: Clause, hit: RegExpExecArray): boolean {
  if (clause.quoted.size === 0 || clause.quoted.size === clause.tokens.length) return false
  const first = clause.line.slice(0, hit.index + 1).split(' ').length - 2
  const words = hit[0].trim().split(' ').length
  for (let i = first; i < first + words; i += 1) if (clause.quoted.has(i)) return true
  return false
}

// What is asked about is our mail itself.
const OUR_MAIL =
  / (?:esto|this stop|make this|these (?:emails|mails|messages)|estos (?:correos|mensajes)|эти письма|от вас) /u

function isAboutProduct(sentence: readonly Clause[], clause: Clause): boolean {
  if (OUR_MAIL.test(clause.line)) return false
  const opening = sentence.find((other) => PRODUCT_QUESTION.test(other.line))
  if (!opening) return false
  return !OWN.test(clause.line) && !clause.tokens.some((token) => OWN_VERB.test(token.word))
}

function offersInstead(clauses: readonly Clause[], index: number, hit: RegExpExecArray): boolean {
  const clause = clauses[index]
  if (!clause) return false
  const around = clauses.slice(Math.max(0, index - 1), index + 3)
  return around.some((other) => {
    const rest = other === clause ? ` ${other.line.slice(hit.index + hit[0].length)} ` : other.line
    return IN_ITS_PLACE.test(rest) || other.tokens.some((token) => token.kind === 'detail' && token.word !== '<time>')
  })
}
