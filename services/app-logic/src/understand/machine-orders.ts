import type { Clause } from './clauses.ts'

// The labels and stages themselves, as somebody who knows the machine would write them.
const LABELS =
  '(?:demo|stop|other|timeout|redirect|presentation|question|interested|positive|negative|hot|lead|unsubscribed|qualified|booked|opt out|opted)'
const OF_MACHINE =
  '(?:intents?|labels?|json|category|categories|explicitoptout|confidence|classification|stage|class|tag|score|schema)'

const ORDERS = [
  '(?:ignore|disregard|forget|override|bypass|skip|discard|drop) (?:all|any|the|your|my|previous|prior|above|earlier|preceding|of|these|those|everything|\\S+ )* ?(?:\\S+ ){0,2}?(?:instructions?|prompts?|guidelines|guardrails|system rules|training)',
  '(?:system|developer|admin|assistant|root|debug|maintenance) (?:prompt|message|mode|note|override|instructions?|command|notice|update|alert)',
  '(?:label|classify|categorise|categorize|reclassify|relabel) (?:this|it|me|the|my|that|as|everything|all|every|us)',
  `(?:mark|treat|log|file|flag|record|tag|count|score|register) (?:this|the|that|every|it) (?:(?:lead|reply|message|email|mail|contact|conversation|thread|ticket|text|prospect|sender|answer) )?(?:\\S+ )?(?:as |to )(?:an? )?(?:\\S+ )?${LABELS}`,
  `(?:set|change|update|return|output|print|emit|give|assign|write|respond|reply|answer|put) (?:\\S+ ){0,4}?${OF_MACHINE}(?: (?:to|as|is|of|with|only|equals?))?(?: \\S+)?`,
  `(?:intents?|labels?|classification|category|explicitoptout) (?:is |to |of |equals? |should be |must be |true|false|${LABELS})`,
  '(?:you are|act|behave|pretend|roleplay|imagine you are|become) (?:now |as |to be |an? |in |the |like )*(?:ai|language model|assistant|admin*|developer|dan|root|unrestricted|jailbroken|different (?:ai|bot|model|assistant)|new (?:ai|bot|model|assistant)|debug|maintenance|classifier|sales ai)',
  '(?:as an ai|dear (?:ai|bot|model|assistant|llm|classifier)|language model|large language|hey (?:ai|bot|model|llm|gpt)|note to (?:the )?(?:ai|model|bot|assistant|classifier|parser|machine)|prompt injection|jailbreak|tool (?:call|use)|function call|unsubscribe all)',
  '(?:reveal|print|show|repeat|dump|leak|expose|output) (?:\\S+ ){0,3}?(?:system prompt|your instructions|your prompt|api keys?|secrets|all contacts|hidden|your rules)',
  '(?:the )?(?:ai|model|bot|assistant|classifier|llm|parser) (?:must|should|shall|has to|will now) (?:\\S+ )?(?:label|classify|output|return|mark|treat|book|ignore|answer|reply|set)',
  '(?:respond|reply|answer|output) (?:only |just |exclusively )?(?:with )?(?:the )?(?:word|only|exactly|nothing but)(?: \\S+){0,2}',
  '(?:новая|следующая|системная|важная) (?:системная )?(?:инструкция|команда|директива)',
  '(?:игнорир\\p{L}*|проигнорир\\p{L}*|забудь\\p{L}*|отмени\\p{L}*|не учитывай\\p{L}*) (?:\\S+ ){0,3}?(?:инструкц\\p{L}*|указани\\p{L}*|промпт\\p{L}*|промт\\p{L}*|правил\\p{L}*)',
  '(?:классифицир\\p{L}*|проклассифицир\\p{L}*|отнес\\p{L}* (?:это|письмо|сообщение|ответ)|(?:пометь|отметь|запиши|зачти)(?:те)? (?:это|письмо|сообщение|ответ|лид|диалог|этот|данное) (?:\\S+ )?как|присво\\p{L}* (?:\\S+ )?(?:метк\\p{L}*|интент\\p{L}*|категори\\p{L}*|класс|тег|этому|сообщению)|(?:по)?ставь(?:те)? (?:метк\\p{L}*|тег|интент\\p{L}*|категори\\p{L}*|класс))',
  '(?:считай|считайте|расценивай|трактуй)(?:те)? (?:это|этот|сообщение|письмо|ответ|меня) (?:\\S+ )?(?:демо|интент\\p{L}*|запросом|отпиской|метк\\p{L}*|лидом|горячим)',
  '(?:системн\\p{L}* (?:промпт|промт|сообщени\\p{L}*|инструкц\\p{L}*|команд\\p{L}*)|режим\\p{L}* (?:администратора|разработчика|отладки)|языков\\p{L}* модел\\p{L}*|уважаем\\p{L}* (?:нейросеть|модель|ии|бот)|дорог\\p{L}* (?:нейросеть|модель|ии|бот)|(?:для|сообщение для|инструкция для|указание для) (?:ии|модели|бота|нейросети|ассистента|классификатора|робота))',
  '(?:выведи|верни|напечатай|покажи|выдай|раскрой|ответь)(?:те)? (?:\\S+ ){0,3}?(?:json|интент\\p{L}*|метк\\p{L}*|промпт\\p{L}*|свои инструкции|инструкции|только слово|одним словом|системн\\p{L}*)',
  '(?:ты|вы) (?:теперь|сейчас|отныне) (?:\\S+ ){0,2}?(?:ассистент\\p{L}*|модель\\p{L}*|администратор\\p{L}*|в режиме|бот|робот|ии)',
  '(?:модель|ии|ассистент|бот|классификатор|нейросеть) (?:должен|должна|обязан|обязана|пусть|обязательно) (?:\\S+ )?(?:пометить|классифицировать|ответить|вывести|считать|поставить|отнести|присвоить|записать)',
  '(?:интент|метка|класс|категория|вывод) (?:это |равен |равна )?(?:demo|stop|other|timeout|redirect|presentation|question|демо|стоп)',
  '(?:ignor\\p{L}*|olvid\\p{L}*|omit\\p{L}*|descart\\p{L}*|anul\\p{L}*) (?:\\S+ ){0,4}?(?:instruccion\\p{L}*|indicacion\\p{L}*|reglas|prompt|directrices)',
  '(?:clasific|etiquet|categoriz|reclasific)\\p{L}* (?:esto|este|el|la|esta|como|todo|a el|mi|ese)',
  '(?:marca|marque|marquen|registra|registre|anota|trata|considera) (?:este|esta|el|la|esto) (?:(?:correo|mensaje|respuesta|contacto|lead|conversacion|texto) )?como (?:\\S+ )?(?:demo|stop|other|timeout|redirect|presentation|question|lead|interesad\\p{L}*|positiv\\p{L}*|baja|cliente)',
  '(?:devuelve|imprime|responde|muestra|escribe|genera|pon|revela|asigna|emite) (?:\\S+ ){0,3}?(?:json|intencion\\p{L}*|etiqueta\\p{L}*|intents?|prompt|tus instrucciones|instrucciones|unicamente la palabra|solo la palabra)',
  '(?:ahora eres|eres ahora|actua como|actue como|estas en modo|modo (?:administrador|desarrollador|depuracion|mantenimiento)|modelo de lenguaje|(?:mensaje|instruccion|orden|nota|aviso) (?:de el|a el|para el|para la|a la) (?:sistema|ia|modelo|bot|asistente|clasificador)|nueva instruccion|querida ia|estimada ia|estimado (?:bot|modelo|asistente))',
  '(?:la ia|el modelo|el bot|el asistente|el clasificador) (?:debe|tiene que|debera) (?:\\S+ )?(?:etiquetar|clasificar|marcar|responder|devolver|ignorar|tratar)',
  '(?:intencion|etiqueta|salida|categoria) (?:es |igual a |debe ser )?(?:demo|stop|other|timeout|redirect|presentation|question)',
]

const ORDER = new RegExp(` (?:${ORDERS.join('|')})(?= )`, 'u')
const ADDRESSED =
  /^ (?:system|assistant|developer|tool|user|admin|instruction|instructions|prompt|система|системе|ассистент|помощник|sistema|asistente|prompt del sistema|ai|ии|ia|output|override|role|content|end|end of prompt|end of instructions|intents?|label|salida|вывод|метка|etiqueta|begin|конец|fin) $/u
/** After an address ("SYSTEM:") or an order, a clause that goes on with what the machine is to do. */
const GOES_ON =
  /^ (?:and |then |и |а затем |затем |y |luego )?(?:the (?:lead|user|prospect|customer|contact)|lead|user|prospect|confidence|(?:unsubscribe|suppress|delete|book|approve|archive|promote) (?:this|the) (?:contact|lead|user|prospect|sender|thread)|set|output|label|mark|book|proceed|answer|лид|пользовател\p{L}*|клиент|продолжай|выведи|поставь|запиши|el (?:contacto|lead|usuario|cliente)|continua|marca|agenda|responde|salida|вывод|demo|stop|other|redirect|timeout|presentation|question)(?= )/u

/**
 * The clauses that speak to the prospect's true reader. What orders the machine about (labels, instructions, roles)
 * is no wish of a prospect, and is not read at all.
 */
export function withoutMachineOrders(clauses: readonly Clause[]): readonly Clause[] {
  const kept: Clause[] = []
  let ordering = -1
  for (const clause of clauses) {
    const addressed = ADDRESSED.test(clause.line)
    const orders = addressed || ORDER.test(clause.line)
    if (orders) {
      ordering = clause.sentence
      continue
    }
    if (ordering === clause.sentence && GOES_ON.test(clause.line)) continue
    kept.push(clause)
  }
  return kept.length === clauses.length ? clauses : kept
}
