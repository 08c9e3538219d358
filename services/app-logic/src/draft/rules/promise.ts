import type { Evidence } from '../evidence.ts'
import { type Rule, sentencesOf, wordingRule } from './rule.ts'

/** A matter that may be promised only where the evidence speaks of it, and not against it. */
interface Matter {
  readonly said: RegExp
  /** Null: only the same words grant it. */
  readonly known: RegExp | null
}

const MATTERS: readonly Matter[] = [
  {
    said: /скидк|спеццен|промокод|акци(?:я|ю|и|ей) (?:на|для|до)|снизим цену|дешевле|уступ(?:им|лю)|discount|special (?:price|rate|offer|deal)|promo|lower (?:the|your|our) price|reduced (?:price|rate)|% off|knock (?:off|down)|descuento|rebaja|precio especial|oferta especial|promocion/u,
    known:
      /скидк|спеццен|промокод|акци|дешевле|discount|special|promo|reduced|% off|descuento|rebaja|oferta|promocion/u,
  },
  {
    said: /верн[её]м (?:вам )?(?:деньги|оплату|средства|стоимость|полную)|возврат (?:денег|средств|оплаты|полной)|(?:деньги|средства|оплат\p{L}) (?:верн|возвращ)|refund|money[- ]back|return your money|give you your money|reembols|devolv\p{L}+ (?:el |su |todo )?(?:dinero|importe|pago)|devolucion del/u,
    known: /возвра|вернем|вернут|refund|money[- ]back|paid back|reembols|devol|devuelv/u,
  },
  {
    said: /гарантир|(?:даем|дам|под|с|100%|полная|пожизненная|наша) (?:\p{L}+ )?гаранти|гарантия|guarantee|warrant(?:y|ies)|garanti[zac]|garantia/u,
    known: /гаранти|guarantee|warrant|garanti/u,
  },
  {
    said: /(?:соответствует|соответствуем|в соответствии с|по закону|согласно закону|законодательств|юридически|полностью законно|сертифицирован|сертификат\p{L}*|лицензи\p{L}+ (?:фстэк|фсб))|(?:compl(?:y|ies|iant|iance)|certified|certification|legally (?:binding|required|entitled|obliged)|by law|(?<!\p{L})(?:hipaa|soc ?2|iso|pci)(?!\p{L}))|(?:cumpl(?:e|imos|en) con (?:el|la|los|las) (?:rgpd|ley|normativa|reglamento|gdpr)|certificad|legalmente|por ley|obligad\p{L}+ por (?:la )?ley)/u,
    known: null,
  },
  {
    said: /(?:увелич|повыс|вырас|подним|удво|утро)\p{L}* (?:\p{L}+ ){0,2}(?:продаж|выручк|прибыл|рейтинг|конверси|трафик|доход|оборот)|(?:increase|boost|grow|double|triple|raise|improve|skyrocket)s? (?:your |the )?(?:\p{L}+ )?(?:sales|revenue|profit|rating|ratings|conversion|traffic|income)|(?:aument|increment|dupli|mejor|multipli)\p{L}* (?:\p{L}+ )?(?:ventas|ingresos|beneficios|calificacion|conversion|trafico|facturacion)/u,
    known: /увелич|повыс|вырас|рост|increase|boost|grow|improv|raise|aument|increment|mejor|crec/u,
  },
  {
    said: /(?:№ ?1|номер один|лидер\p{L}*) (?:на |в |по )?(?:рынк|отрасл|росси|стран|мир)|лучш(?:ий|ая|ее|ие) (?:сервис|решение|цена|на рынке|в (?:росси|отрасл|своем))|самы[йе] (?:дешев|быстр|надежн|популярн)|(?:the )?(?:#1|number one|no\. ?1|market leader|industry[- ]leading|world[- ]class|best (?:in|on) (?:the|class)|cheapest|best (?:price|solution|service))|(?:lider (?:del|en el|de) (?:mercado|sector)|numero uno|el mejor (?:servicio|precio|del)|la mejor (?:solucion|opcion del)|mas barat[oa] del)/u,
    known: /№ ?1|номер один|лидер|лучш|#1|number one|leader|best|cheapest|numero uno|mejor/u,
  },
  {
    said: /(?:ваши )?конкурент\p{L}* (?:уже|давно|тоже|пользу)|(?:your )?competitors? (?:already|are already|use|have)|(?:sus|su) competi\p{L}+ (?:ya|usan|utilizan)/u,
    known: /конкурент|competitor|competi/u,
  },
  {
    said: /продл(?:им|ю)|подар(?:им|ю|ок)|в подарок|бонус|зафиксир|заморо[зж]|доработаем|сделаю? (?:для вас )?исключение|исключение для|индивидуальн\p{L}+ (?:услови|тариф|цен)|персональн\p{L}+ (?:менеджер|услови|тариф)|waiv|extend (?:your|the) (?:trial|contract)|(?:as a|free) gift|bonus|throw in|make an exception|(?:lock|freeze) (?:in )?(?:the|your|this) (?:price|rate)|(?:could|can|will|'ll|would) (?:build|develop|customi[sz]e|tailor) |on the house|dedicated (?:account )?manager|priority support|regal[oa](?:mos|re|remos)?(?!\p{L})|de regalo|obsequi|bonific|ampliar(?:e|emos|le)|extend(?:er|emos|ere)\p{L}* (?:la|el|su) (?:prueba|contrato)|excepcion|congel|gestor personal|a (?:su|la) medida/u,
    known: null,
  },
]

// Said about a matter, but promising nothing: it is denied, or left to a colleague.
const DENIES =
  /(?<!\p{L})(?:нет|не|без|ни|никаких|нельзя|no|not|cannot|can't|don't|doesn't|isn't|aren't|won't|unable|neither|never|without|sin|ningun|ninguna|tampoco|nunca|ni)(?!\p{L})/u
const DEFERS =
  /уточн|переда[млнш]|переда[лн]|узна[юе]|спрошу|коллег|вернусь с ответом|решает|зависит|обсуд|(?:i'?ll|i will|let me|need to) (?:check|ask|find out|clarify)|colleague|get back to you|pass(?:ed)? (?:it|this|that|your|the)|depends|discuss|consult|compañer|companer|preguntar|averiguar|lo paso|trasla|depende|hablar/u

const mattersRule: Rule = (draft, evidence) =>
  MATTERS.flatMap(({ said, known }) =>
    wordingRule(
      'promise',
      [said],
      (sentence, all, hit) => promisesNothing(sentence, hit) || isGranted(known, hit, all),
    )(draft, evidence),
  )

function promisesNothing(sentence: string, hit: string): boolean {
  return DENIES.test(clauseOf(sentence, hit)) || DEFERS.test(sentence) || sentence.includes('?')
}

/** The clause a hit stands in, with the one it hangs on: "I cannot promise that …". A condition before it is no part. */
function clauseOf(sentence: string, hit: string): string {
  const clauses = sentence.split(/(?<=[,;:—])\s+|\s+(?=(?:но|but|pero|aunque|although|хотя)\s)/u)
  const at = Math.max(
    0,
    clauses.findIndex((clause) => clause.includes(hit.trim())),
  )
  const clause = clauses[at] ?? sentence
  const hangs = /^(?:что|чтобы|будет ли|that|que|whether)\s/u.test(clause.trim())
  return sentence.includes(hit.trim()) && clauses.some((each) => each.includes(hit.trim()))
    ? hangs
      ? `${clauses[at - 1] ?? ''} ${clause}`
      : clause
    : sentence
}

/** A sentence of the evidence that speaks of the matter without denying it; of a norm or law, by its name. */
function isGranted(known: RegExp | null, hit: string, evidence: Evidence): boolean {
  const stem = hit.trim().slice(0, 7)
  const speaks = (text: string) => (known === null ? beginsWord(text, stem) : known.test(text))
  return sentencesOf(evidence.flat).some(({ text }) => speaks(text) && !DENIES.test(text) && !text.includes('?'))
}

const beginsWord = (text: string, stem: string): boolean =>
  text.includes(stem) && !/\p{L}/u.test(text.charAt(text.indexOf(stem) - 1))

/** Deeds the agent cannot do, or cannot have done: it writes, attaches the deck, and books demos. */
const deedsRule = wordingRule(
  'promise',
  [
    /(?:^|[^\p{L}])(?:я |мы )?(?:уже |только что |вчера |сегодня |лично )+(?:поговорил|обсудил|созвонил|связал|позвонил|согласовал|переговорил|встретил|договорил|уладил|написал|оформил|создал|удалил|списал|вернул|перев[её]л|оплатил|активировал|подключил|настроил|забронировал|включил)\p{L}*/u,
    /(?:^|[^\p{L}])я (?:поговорил|переговорил|созвонил|позвонил|согласовал|обсудил|договорил)\p{L}* (?:с|это|вопрос|вашим|нашим|вам|ему|ей)/u,
    /\b(?:i|we)(?:'ve| have)? (?:already |just |personally |also )*(?:spoke|spoken|talked|called|phoned|discussed (?:it|this|that|your)|met with|agreed (?:it|this) with|cleared|arranged (?:it|everything) with|checked with|consulted|signed|activated|deleted|removed your|processed|paid|created (?:an|your) account|set up your|upgraded|credited|refunded|enabled)\b/u,
    /\b(?:ya )?(?:he|hemos) (?:ya )?(?:hablado|llamado|comentado|consultado|acordado|discutido|activado|eliminado|borrado|creado|pagado|reservado|firmado|procesado)\b|\bya (?:hable|llame|consulte|acorde|active|elimine|borre|comente)\b/u,
    /(?:^|[^\p{L}])(?:(?:я |мы |наш \p{L}+ |вам )?(?:перезвон|позвон|набер)(?:ю|им|ит|у|ем|ет)(?!\p{L})|приед(?:у|ем)|заед(?:у|ем)|выедем|подъед(?:у|ем))/u,
    /\b(?:i|we)(?:'ll| will| can| am going to| are going to) (?:call|phone|ring|visit|drop by|come by|come to your|text|sms)\b(?! it)/u,
    /\b(?:le|te|los|les) (?:llamar(?:e|emos)|llamo|marco|marcare|timbro|hablo por telefono|visitar(?:e|emos)|telefonear(?:e|emos))\b|\bpasar(?:e|emos) por su/u,
    /(?:догов\p{L}+|счет|акт|кп|коммерческ\p{L}+ предложени\p{L}+|смет\p{L}+|прайс\p{L}*|доступ\p{L}*|логин\p{L}*|парол\p{L}+) (?:\p{L}+ )?(?:во вложении|прикрепл|приложен|в приложении|отправлен|выслан|уже у вас)|(?:прикладываю|прикрепляю|высылаю|отправляю|направляю|отправил\p{L}*|выслал\p{L}*|пришлю|вышлю|подготовлю|выставлю|отправлю|подпишем|подпишу) (?:\p{L}+ ){0,2}(?:догов\p{L}+|счет|акт(?:ы|а)?(?!\p{L})|коммерческ\p{L}+|кп(?!\p{L})|смет|логин|доступ|парол)/u,
    /(?:догов\p{L}+|счет|акт|смет\p{L}+|доступ\p{L}*|логин\p{L}*) (?:\p{L}+ )?(?:отправил|выслал|подготовил|выставил|подписал)\p{L}*/u,
    /(?:contract|invoice|quote|proposal|agreement|nda|login|credentials|price list)s? (?:is|are|has been|have been|was) (?:attached|enclosed|sent|on (?:its|the) way)|\b(?:attach(?:ed|ing)|enclos(?:ed|ing)|sent|sending|send|prepare|draw up|sign) (?:you )?(?:is |the |a |an |our |your |my )?(?:\p{L}+ )?(?:contract|invoice|quote|proposal|agreement|nda|login|credentials|price list)\b/u,
    /(?:contrato|factura|presupuesto|propuesta|acuerdo|credenciales|acceso) (?:va |esta |queda )?(?:adjunt|enviad)|(?:adjunto|envio|enviare|mando|mandare|preparare|le envie|firmare\p{L}*) (?:\p{L}+ ){0,2}(?:contrato|factura|presupuesto|propuesta comercial|acuerdo|credenciales)/u,
    /(?:удал(?:ю|им|ил|или|ен)\p{L}*|сотр(?:у|ем)|стер\p{L}*) (?:\p{L}+ ){0,3}(?:ваш\p{L}* |персональн\p{L}* )?(?:данн|контакт|адрес)|(?:i|we)(?:'ll| will|'ve| have) (?:delete|erase|remove|deleted|erased|removed) (?:all )?your (?:data|details|contact|address|information)|(?:eliminar|borrar)(?:e|emos) (?:todos )?sus datos/u,
    /(?:как мы (?:с вами )?(?:говорили|обсуждали|обсудили)|по итогам) (?:\p{L}+ )?(?:по телефону|созвон|звонк|на встрече|лично|разговор)|(?:наш(?:ей|его|ему) (?:недавн\p{L}+ |вчерашн\p{L}+ |телефонн\p{L}+ )?(?:встреч|звонк|созвон|разговор[ау]? по телефону))|рад\p{L}? был\p{L}? (?:с вами )?(?:познакомиться|встретиться|пообщаться)/u,
    /\b(?:as (?:we )?(?:discussed|agreed|mentioned) (?:on the phone|on our call|over the phone|in person|at our meeting|when we met)|(?:after|following|from|on|during) our (?:recent |last |phone )?(?:call|phone conversation|meeting|chat on the phone)|(?:great|nice|good|lovely) (?:meeting|talking (?:to|with)|speaking (?:to|with)|seeing|chatting with) you)/u,
    /\b(?:como (?:hablamos|comentamos|acordamos) (?:por telefono|en la llamada|en persona|en nuestra)|tras nuestra (?:llamada|reunion)|en nuestra (?:ultima )?(?:llamada|reunion)|fue un placer (?:hablar|conocer|saludar))/u,
    /(?:мой|наш) (?:руководитель|директор|начальник|босс|юрист|бухгалтер)\p{L}* (?:уже )?(?:одобрил|согласен|согласовал|подтвердил|разрешил|утвердил|свяж)|\b(?:my|our) (?:boss|manager|director|ceo|lawyers?|legal team|founder) (?:has |have |already )*(?:approved|agreed|confirmed|signed off|authori[sz]ed|will (?:call|contact))|\b(?:mi|nuestro) (?:jefe|director|gerente|abogado)\p{L}* (?:ya )?(?:ha )?(?:aprob|autoriz|confirm|acept)/u,
    /(?:только|лишь) (?:сегодня|до конца (?:дня|недели|месяца)|для вас)|предложение (?:действует|сгорает|ограничено|истекает)|последний шанс|успейте|\b(?:only (?:today|until|for you|this week)|last chance|limited[- ]time|offer (?:expires|ends|valid)|act now|hurry|before it's too late|spots? (?:left|remaining))|\b(?:solo (?:hoy|por hoy|hasta|para usted|esta semana)|ultima oportunidad|oferta (?:limitada|valida|expira|termina)|aproveche (?:ahora|hoy)|plazas? limitadas?)/u,
    /(?:обязу(?:юсь|емся)|клян(?:усь|емся)|даю слово|обещаю|обещаем)(?!\p{L})|\b(?:i|we) (?:promise|swear|pledge|vow)\b|\b(?:le )?(?:prometo|prometemos|juro|me comprometo a|nos comprometemos a)\b/u,
    /(?:специалист|техник|курьер|инженер|монтажник)\p{L}* (?:приед|подъед|выед|зайд)\p{L}*|(?:пришл|направ)\p{L}+ (?:к вам )?(?:специалист|техник|курьер|инженер)\p{L}*|\b(?:send|dispatch) (?:you )?(?:a|an|our) (?:technician|engineer|courier|specialist)|\bour (?:team|technician|engineer) will (?:visit|come|drop)|\b(?:un|nuestro) (?:tecnico|equipo|compañero|companero|comercial) (?:ira|acudira|pasara|visitara|le visitara)/u,
    /(?:аккаунт|кабинет|доступ|учетная запись)\p{L}* (?:уже )?(?:создан|готов|активирован|открыт)\p{L}*|\byour (?:account|access|trial) (?:is|has been) (?:now |already )?(?:active|activated|created|ready|set up|live)|\bsu (?:cuenta|acceso|prueba) (?:ya )?(?:esta|ha sido|queda) (?:activ|cread|list|habilitad)\p{L}*/u,
    /(?:без (?:всякого |какого-либо )?риска|ничем не рискуете|с гарантией результата|уверяю|заверяю)|\b(?:risk[- ]free|no risk|zero risk|i (?:can )?assure you|rest assured)\b|\b(?:sin (?:ningun )?riesgos?|cero riesgo|le asegur(?:o|amos)|nos encargamos de todo)\b/u,
    /(?:компенсир|возмест)(?:уем|ую|им|ю)|(?:we|i)(?:'ll| will) (?:compensate|reimburse|cover (?:your|the|all) (?:costs?|expenses|losses))|(?:compensar|cubrir)(?:emos|e) (?:\p{L}+ )?(?:gastos|costes|perdidas)/u,
  ],
  (sentence, evidence, hit) => DENIES.test(clauseOf(sentence, hit)) || isDeedKnown(hit, evidence),
)

/** The same words in the evidence: a fact the company itself states, or what was really said before. */
function isDeedKnown(hit: string, evidence: Evidence): boolean {
  return evidence.flat.includes(hit.trim())
}

/** The draft promises only what code does and knowledge grants. */
export const promiseRule: Rule = (draft, evidence) => [...mattersRule(draft, evidence), ...deedsRule(draft, evidence)]
