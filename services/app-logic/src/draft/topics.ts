/**
 * What business questions are about, by the words they are asked with. A topic ties a question to the knowledge items
 * whose `about` phrases speak of it; a topic that no item speaks of leaves the question open.
 * Patterns match folded text (lower case, no accents, ё as е) from a word's beginning.
 */
const TOPICS: Readonly<Record<string, string>> = {
  price:
    'how much is|how much are|how much would|how much will|what is it worth|цен[аыуео]|цен$|ценник|стоит|стоят|стоимост|стоить|обойдет|обходит|почем|тариф|прайс|расценк|price|prices|pricing|cost|costs|rate|rates|tariff|fee|fees|charge|charges|quote|budget|expensive|pay per|plans?$|precio|cuesta|cuestan|costo|costos|coste|tarifa|cobran|vale$|valen$|planes|plan$|presupuesto',
  trial:
    'пробн|попробов|триал|тестов|протестир|бесплатн|trial|try$|try it|trying|test access|free|prueba|probar|gratis|gratuit',
  discount:
    'скидк|акци[яию]|промокод|дешевле|уступ|торг|discount|cheaper|promo|deal|rebate|descuento|rebaja|promocion|oferta especial|mas barato',
  integration:
    'интеграц|интегрир|подключить к|подключается к|подключение к|синхрониз|выгруз|площадк|integrat|connect|connects|connector|sync|plug into|plugin|compatible|platforms|integra|conecta|sincroniz|compatib|plataformas',
  api: 'api|апи$|вебхук|webhook',
  'address-source':
    'откуда|взяли|нашли|нашел|обо мне|(?:get|got|have|find|found) my (?:work )?(?:e-?mail|address|contact|data|details|number|name)|get my|got my|find me|found me|my address|my contact|my email|my details|mi correo|mi contacto|mis datos|mi direccion|consigui|encontr|sacado|sacaron',
  identity:
    'кто вы|что за компан|чем занимаетесь|чем вы занимаетесь|о компании|о себе|who are you$|about your company|what does your company|what do you do|quienes son ustedes|quienes sois|quien es usted|a que se dedica|sobre su empresa',
  protection:
    'защит|безопасн|хранят|хранени|хранится|персональн|152|конфиденц|шифр|protect|security|secure|safe$|stored|storage|store the|gdpr|privacy|personal data|encrypt|hosted|proteccion|seguridad|segur[oa]|guardan|almacen|rgpd|privacidad|cifra',
  contract:
    'договор|контракт|расторг|минимальный срок|обязательств|contract|commitment|minimum term|notice period|lock-in|notice|предупрежд|уведомлен|preaviso|aviso$|locked in|terminate|agreement|contrato|permanencia|rescind|compromiso',
  cancel: 'отменить подписк|отказаться|прекратить|уйти|cancel|leave$|quit|cancelar|darse de baja|dar de baja|baja$',
  onboarding:
    'внедр|запуск|запуст|подключение$|подключени|настро|как быстро|начать|старт[ау]?$|обучен|onboard|setup|set up|implement|rollout|go live|get started|start|started|training|implant|puesta en marcha|empezar|arrancar|configur|formacion|instal',
  support:
    'поддержк|техподдержк|помога|помощ|саппорт|support|helpdesk|help desk|help if|customer service|assistance|soporte|atencion|asistencia|ayuda',
  references:
    'клиент|кейс|референс|рекоменд|пользует|пользуют|customer|customers|clients|case stud|case studies|references|testimonial|who uses|using it|clientes|casos|referencias|quien lo usa|quienes lo usan|usan',
  language: 'язык|английск|испанск|русск|language|languages|english|spanish|russian|idioma|ingles|espanol|ruso',
  refund: 'возврат|вернете|вернут|верне[тм]|refund|money back|paid back|reembols|devolu|devuelv',
  payment: 'оплат|счет|закрывающ|ндс|платить|платеж|payment|pay$|paying|invoice|vat|billing|pago|pagar|factura|iva$',
  removal:
    'накрут|удаля|удалить|удалит|фейк|плохие|негативн|delete|remove|removal|fake|bad reviews|negative|elimin|borra|falsas|malas|negativas',
  features:
    'функци|умеет|как (?:это )?работает|возможност|как устроен|features?|functionality|how does it work|capabilit|funciones|funcionalidad|como funciona|caracteristicas',
  guarantee: 'гаранти|guarantee|warranty|sla$|garanti',
  hosting: 'on-prem|on prem|self-host|self host|свой сервер|своем сервер|локальн|own server|servidor propio|en local',
  mobile: 'мобильн|приложени|android|ios$|iphone|mobile|app$|movil|aplicacion',
  certificate: 'сертифик|iso$|soc|certif|аккредит',
  change:
    'продл|заморо|приостанов|перенести|перейти|сменить|расшир|измени|увелич|extend|prolong|freeze|pause|transfer|switch|change|upgrade|downgrade|increase|ampliar|prorrog|extender|pausar|cambiar|congelar|aumentar',
  legal: 'юрид|закон|штраф|иск$|суд|legal|lawful|fine$|law$|court|multa|ley$',
  demo: 'демо|созвон|встреч|demo|demos|meeting|videollamada|reunion',
  staff: 'сотрудник|пользовател|команд|employees|users?$|seats|headcount|empleados|usuarios',
}

const PATTERNS = Object.entries(TOPICS).map(
  ([name, pattern]) =>
    [name, new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.replace(/\$/g, '(?![\\p{L}\\p{N}])')})\\p{L}*`, 'gu')] as const,
)

/** The topics that a folded text speaks of, each with the words that say so. */
export function topicHits(folded: string): Map<string, string[]> {
  const hits = new Map<string, string[]>()
  for (const [name, pattern] of PATTERNS) {
    const words = (folded.match(pattern) ?? []).flatMap((said) => said.match(/[\p{L}\p{N}]+/gu) ?? [])
    if (words.length > 0) hits.set(name, words)
  }
  return hits
}

/** Names of the topics that a folded text speaks of. */
export function topicsOf(folded: string): Set<string> {
  return new Set(topicHits(folded).keys())
}
