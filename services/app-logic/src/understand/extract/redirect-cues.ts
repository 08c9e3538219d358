/**
 * What the words around a person say: write to them, do not, or they are only mentioned.
 */
import type { Language } from '@outrider/shared/domain'

/** Folded text round a person; addresses masked. */
export interface Surroundings {
  /** In the same clause. */
  readonly before: string
  readonly after: string
  readonly sentenceBefore: string
  readonly sentenceAfter: string
  /** From the end of the clause on. */
  readonly next: string
  /** From the end of the sentence on. */
  readonly beyond: string
  readonly previous: string
  /** Up to the next person. */
  readonly untilNext: string
}

const L = String.raw`(?<![\p{L}])`
const R = String.raw`(?![\p{L}])`

interface Cues {
  readonly notBefore: RegExp
  readonly notAfter: RegExp
  readonly takenBack: RegExp
  readonly asideBefore: RegExp
  readonly asideAfter: RegExp
  readonly point: RegExp
}

const words = (source: string): RegExp => new RegExp(`${L}(?:${source})${R}`, 'u')
const atEnd = (source: string): RegExp =>
  new RegExp(
    `${L}(?:${source})[\\s,]*(?:(?:our|my|the|mr|ms|mrs|dr|el|la|a|al|con|don|doña|dona|к|с|со|на|мне)\\s+)?$`,
    'u',
  )
const atStart = (source: string): RegExp => new RegExp(`^['’s]*[\\s,—–(-]*(?:${source})${R}`, 'u')

const CUES: Readonly<Record<Language, Cues>> = {
  en: {
    notBefore: atEnd(
      "not|nor|neither|not to|not with|never|instead of|rather than|forget|forget about|ignore|leave|stop (?:writing|emailing|mailing)(?: to)?|(?:don't|dont|do not|no need to|never|shouldn't|should not) (?:write|e-?mail|mail|contact|bother|ask|call|ring|send|go|talk|speak|reach|waste|disturb|ping|message|use|trust|listen|involve|include|copy|try|chase)(?: (?!ask|try|write|call|email|contact|talk|speak)\\S+){0,3}|replaced|replacing|succeeded|took over from|taken over from|from|used to be|formerly|previously|was|isn't|wasn't|not|except|without|other than|skip|avoid|bypass|than",
    ),
    notAfter: atStart(
      "(?:has |had |have |just |recently |already |actually |sadly )*(?:left|leaves|retired|retiring|resigned|quit|gone|departed|moved|passed away|died|no longer|used to|gave|sent|told|forwarded|passed|recommended|referred|suggested|mentioned|pointed|asked me|only handles|only does|won't|doesn't|isn't|is not|was|is (?:no longer|gone|retired|retiring|not|only (?:in|on)|leaving|just)|is in (?:cc|copy)|in (?:cc|copy)|is cc'd|cc'd|is copied|copied|bounces|is on (?:maternity|paternity))|who (?:left|used to|gave|sent|has left|is no longer|forwarded|was)",
    ),
    takenBack:
      /^[\s.,…—–-]*(?:(?:sorry|oops|hmm|wait|actually|ah)[,.…\s]*)*(?:scratch that|no[,.…]|nope|ignore that|strike that|wait[,.\s]no|no wait|wrong(?! (?:domain|address|mail|email|e-mail|number|one|spelling))|correction|not (?:him|her|them)(?![\p{L}])|(?:he|she)(?:'s| is| has| was)? (?:left|gone|no longer|retired|moved)|forget (?:that|it|him|her))/u,
    asideBefore: words(
      "if (?:he|she|they|that|this|i|no one|nobody)[^,.]*?(?:not|n't|fails?|bounces?|unavailable|away|out)|otherwise|as a backup|backup|failing that|in case|alternatively|cc|cc'd|cc'ing|copying|copied|in copy|in cc|adding|looping|heard (?:of you )?from|got your|spoke (?:to|with)|forwarded (?:this|it)|my (?:boss|manager)|reports to|on behalf of|sent by|worst case|second choice",
    ),
    asideAfter: words(
      'in (?:cc|copy)|on cc|just (?:watching|observing)|for information|for your info|fyi|is (?:just|merely) (?:copied|informed)|as (?:a )?backup|if (?:he|she|they|that|\\p{L}+)(?:.s| is| are)? ?(?:doesn.t|isn.t|away|out|busy|off|not|unavailable|don.t)',
    ),
    point: words(
      'talk|speak|write|reach|contact|ask|e-?mail|mail|ping|message|call|ring|text|try|forward|send|direct|address|get in touch|hit (?:up)?|connect|coordinate|arrange|set up|book|person|charge|responsible|handles?|runs?|owns?|looks after|heads?|decides?|leads?|takes? over|took over|the one|instead|deals? with|does|best|your man|your contact|goes? to|go to|use|point of contact|belongs|sits with|manages?|concerned|new|will take|line something up|has the|drop|share|copy to|consult|see|is who|man for|proposal|questions',
    ),
  },
  es: {
    notBefore: atEnd(
      'no|no a|no con|ni|nunca|en lugar de|en vez de|olvid\\p{L}*|ignor\\p{L}*|(?:no|nunca|dejen? de|dejad de) (?:les? |lo |la |me )?(?:escrib|habl|llam|contact|busqu|molest|mand|envi|pregunt|insist|reenvi)\\p{L}*(?: (?!habl|escrib|llam|pregunt|mejor)\\S+){0,2}|antes (?:era|estaba|lo llevaba)|era|(?<!(?:me|nos|lo|la|les|le) )(?:reemplaz\\p{L}*|sustituy\\p{L}*|releva\\p{L}*)|de parte de|gracias a|excepto|salvo|menos|por parte de|me lo paso|me paso|me dio|me dijo',
    ),
    notAfter: atStart(
      '(?:ya |se |ha |nos )*(?:no |fue|marcho|jubil\\p{L}*|renuncio|dejo|era|murio|fallecio|salio|me (?:dijo|paso|dio|reenvio|comento)|esta en copia|en copia|va en copia|solo (?:lleva|ve|esta)|cambio de|(?:se )?paso a|se pasa a|estaba|llevaba|esta de (?:baja|vacaciones|permiso|licencia|luna)|ya no)|que (?:ya no|se fue|me (?:dio|paso|dijo|reenvio))',
    ),
    takenBack:
      /^[\s.,…—–-]*(?:(?:ay|uy|perdon|espera|disculp\p{L}*|bueno)[,.\s]*)*(?:no[,.…;]|perdon,? no|mejor no|digo[,\s]|corrijo|miento|ese no|esa no|olvid\p{L}*|me equivoque|(?:ese|esa|este) es el viejo|no (?:espera|para|perdon)|no,? para)/u,
    asideBefore: words(
      'si (?:el|ella|no)[^,.]*?(?:no|falla|contesta|responde)|de lo contrario|en su defecto|como alternativa|en copia|copio a|copiando|con copia|pongo en copia|si no (?:contesta|responde|esta)|reporta a|si hubiera|ya te pasaria|me hablo|supe por|me paso tu',
    ),
    asideAfter: words(
      'en copia|solo (?:mira|observa)|para (?:su|que este) (?:informacion|al tanto|enterad[oa])|ya te pasaria|como respaldo|si (?:el|ella|esta|este|\\p{L}+)? ?no (?:contesta|responde|esta|puede)',
    ),
    point: words(
      'escrib\\p{L}*|habl\\p{L}*|contact\\p{L}*|pregunt\\p{L}*|llam\\p{L}*|marqu?\\p{L}*|mand\\p{L}*|envi\\p{L}*|reenvi\\p{L}*|pas[aeá]\\p{L}*|coordin\\p{L}*|agend\\p{L}*|dirij\\p{L}*|dirig\\p{L}*|remit\\p{L}*|consult\\p{L}*|busc\\p{L}*|busqu\\p{L}*|convers\\p{L}*|trat\\p{L}*|lleva|lo ve|ve|maneja|decide|encarg\\p{L}*|responsable|indicad[oa]|ocupa|mejor|compra|atiende|toca|ubic\\p{L}*|canal|prueb\\p{L}*|proba|entiende|quien|quede[nd]?|quedad|vea\\p{L}*|vean|cuent\\p{L}*|ahora|pon|ponga\\p{L}*|corta|esta|el que|la que|haz\\p{L}*|hag\\p{L}*|acerc\\p{L}*|es con|es a|locali\\p{L}*|jef[ea]|gerente',
    ),
  },
  ru: {
    notBefore: atEnd(
      'не|не к|ни|вместо|кроме|только не|(?:не (?:надо|нужно|стоит|пиши\\p{L}*|звони\\p{L}*|беспок\\p{L}*|трога\\p{L}*|отправля\\p{L}*|шлите|направля\\p{L}*))(?: (?!\\S+(?:те|тесь)\\s)\\S+){0,2}|раньше (?:этим )?(?:был[аи]?|занимал\\p{L}*|вел[аи]?|отвечал\\p{L}*)(?: \\S+)?|был[аи]?|от имени|от|через знаком\\p{L}*|забудьте(?: про| о)?|исключите|сменил[аи]?|заменил[аи]?|посоветовал[аи]?|порекомендовал[аи]?|дал[аи]?|переслал[аи]?|передал[аи]?|прислал[аи]?|рассказал[аи]?|благодаря|думал[аи]? (?:направить|отправить)(?: вас)?|мимо',
    ),
    notAfter: atStart(
      '(?:у нас |уже |с марта |теперь |больше |там |тут |недавно |вчера |давно |просто )*(?:не |уволил\\p{L}*|ушел|ушла|ушли|уехал\\p{L}*|умер\\p{L}*|скончал\\p{L}*|раньше|перешел|перешла|в декрете|на пенси\\p{L}*|больше не|в копии|дал мне|дала мне|переслал\\p{L}*|посоветовал\\p{L}*|прислал\\p{L}*|порекомендовал\\p{L}*|передал\\p{L}*|сказал\\p{L}*|был[аи]?(?: у нас)?|уже не|стоит в копии|у нас с \\p{L}+ не|это финансы|покинул\\p{L}*|писать не|звонить не|не надо|не пишите|надо не)|котор(?:ый|ая) (?:уволил\\p{L}*|ушел|ушла|был[аи]?)',
    ),
    takenBack:
      /^[\s.,…—–-]*(?:(?:ой|ах|стоп|простите|извините|тьфу|а|вру)[,.…\s]*)*(?:хотя нет|нет[,.…]|нет (?:стоп|не)|а нет|не (?:он|она|туда|ему|ей)[,.…\s]|ошиб\p{L}*|стоп|отставить|вру|(?:он|она) (?:уже |же )?(?:уволил\p{L}*|в декрете|больше не|ушел|ушла|теперь не|в \p{L}+ теперь|там не)|забудьте)/u,
    asideBefore: words(
      'если (?:(?:он|она|тот|та|вдруг) )*(?:не|нет|недоступ\\p{L}*|занят\\p{L}*)|в крайнем случае|иначе|запасн\\p{L}*|в копии|в копию|ставлю в копию|добавил[аи]? в копию|подчиня\\p{L}*|на всякий|на крайний|либо|узнал[аи]? (?:о вас )?от|говорил[аи]? с|контакт дал',
    ),
    asideAfter: words(
      'в копии|для информации|для сведения|просто наблюда\\p{L}*|в курсе|запасн\\p{L}*|если (?:его|ее|он|она|та|тот|\\p{L}+)? ?(?:нет|не (?:ответит|отвечает|возьмет|на месте)|занят[аы]?|в отпуске)',
    ),
    point: words(
      'напиш\\p{L}*|пиш\\p{L}*|писать|написать|свяж\\p{L}*|связ\\p{L}*|обрат\\p{L}*|обращ\\p{L}*|звон\\p{L}*|позвон\\p{L}*|набер\\p{L}*|спрос\\p{L}*|спраш\\p{L}*|отправ\\p{L}*|пришл\\p{L}*|шлите|слать|направ\\p{L}*|скин\\p{L}*|перешл\\p{L}*|адрес\\p{L}*|говор\\p{L}*|поговор\\p{L}*|общай\\p{L}*|общат\\p{L}*|договар\\p{L}*|договор\\p{L}*|соглас\\p{L}*|занима\\p{L}*|реша\\p{L}*|вед[её]т|отвеча\\p{L}*|завед\\p{L}*|курир\\p{L}*|закуп\\p{L}*|лучше|теперь|сейчас|нужен|нужна|надо|к|это|вопрос\\p{L}*|компетенц\\p{L}*|главн\\p{L}*|стуч\\p{L}*|вам|контакт\\p{L}*|выясн\\p{L}*|у нас|перенаправ\\p{L}*|передай\\p{L}*|кому|зовут|с ней|с ним|ей и|ему и|пробуйте|попробуйте|попытайте|маякн\\p{L}*|показ\\p{L}*|покаж\\p{L}*|руковод\\p{L}*|согласу\\p{L}*|принима\\p{L}*|на имя',
    ),
  },
}

/** The text says not to write to them: gone, negated, taken back, a source. */
export function cancels(around: Surroundings, lang: Language): boolean {
  const cues = CUES[lang]
  if (STRONG_BACK.test(around.untilNext)) return true
  if (cues.notBefore.test(around.before) || cues.notAfter.test(around.after.replace(/^[\s\ue000]+/, ' '))) return true
  if (around.after.replace(/[\s\ue000]/g, '') === '' && cues.takenBack.test(around.next)) return true
  return (
    around.sentenceAfter.length < 60 &&
    cues.takenBack.test(around.beyond) &&
    /^[\s.!?]*(?:\p{L}+[,\s]*){1,4}/u.test(around.beyond) &&
    isShortFix(around.beyond, cues)
  )
}

function isShortFix(beyond: string, cues: Cues): boolean {
  return cues.takenBack.test(beyond.replace(/^[.!?\s…]+/, ''))
}

/** The person is only copied, informed, a fallback or a source. */
export function isAside(around: Surroundings, lang: Language): boolean {
  const cues = CUES[lang]
  if (TAKES_OVER.test(around.sentenceAfter) || TAKES_OVER.test(around.beyond.slice(0, 50))) return false
  return cues.asideBefore.test(around.sentenceBefore.slice(-60)) || cues.asideAfter.test(around.after)
}

// "I put Lucía in copy, who takes it from here": copied, and the one to write to.
const TAKES_OVER = words(
  "(?:will|'ll|can|is going to) (?:take|handle|pick|look after|help|assist|run|carry|sort)|takes? (?:it|this|over)|taking (?:it|this|over)|from here|coge el testigo|tom\\p{L}* (?:el relevo|la posta|el tema)|se (?:encarga\\p{L}*|ocupa\\p{L}*|hace cargo|hara cargo)|te (?:atiende|atendera|ayuda|ayudara|responde)|les? (?:atiende|atendera|ayudara)|lleva (?:esto|el tema|todo)|seguir\\p{L}* (?:con|contigo|ustedes)|подхватит|подключится|возьм[её]т|примет|ответит|дальше (?:с|ведет|вед[её]т|она|он)|продолжит|поможет|займ[её]тся|ведет|занимается",
)

/** The text says to write to them, or that the matter is theirs. */
export function pointsTo(around: Surroundings, lang: Language): boolean {
  const cues = CUES[lang]
  return (
    cues.point.test(around.sentenceBefore) ||
    cues.point.test(around.sentenceAfter) ||
    cues.point.test(around.beyond.slice(0, 40))
  )
}

const STRONG_BACK =
  /(?:^|[^\p{L}])(?:no,? ignore that|ignore that|scratch that|strike that|no wait|wait,? no|forget that one|хотя нет|нет,? стоп|отставить|не,? не (?:он|она|туда)|вру,|mejor no|no,? (?:espera|perdon|miento)|perdon,? no)(?![\p{L}])/u
const TAKEN_BACK_ANY = Object.values(CUES).map((cues) => cues.takenBack)
const DEAD_AFTER =
  /^[\s,)]*(?:but |и |а |y |pero |— |- |, )*(?:(?:that's|it's|that one|is|which is|that|that address|has been)[\s]+(?:switched off|dead|old|closed|not active|inactive|bouncing|no longer|off|defunct|deactivated)|bounces|no longer works|doesn't work|не работает|больше не работает|неактуал\p{L}*|неактивн\p{L}*|не действу\p{L}*|закрыт\p{L}*|уже не|больше не|ya no|no funciona|no existe|esta (?:dado de baja|inactivo)|es el viejo|rebota)/u
const OLD_BEFORE =
  /(?:^|[^\p{L}])(?:not|no|не|old|ya no|antes|стар\p{L}*|instead of|rather than|forget|olvid\p{L}*)[\s:]*(?:(?:to|at|a|al|на|address|one|email|mail|correo|номер|phone|number|el|la)[\s:]*)*$/u

/** An address taken back: "not ivan@…", "…, sorry, wrong, it is …". */
export function takesBack(before: string, after: string): boolean {
  return (
    OLD_BEFORE.test(before) ||
    DEAD_AFTER.test(after) ||
    TAKEN_BACK_ANY.some((pattern) => pattern.test(after.replace(/^[.…)\s]+/, '')))
  )
}
