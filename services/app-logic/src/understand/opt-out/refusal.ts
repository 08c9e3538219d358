import type { Clause } from '../clauses.ts'

/** On what ground an offer is declined. Each is a cue of its own to the classifier, whatever the language. */
export type RefusalGround = 'declined' | 'chose-other' | 'decided-against' | 'no-need' | 'winding-down' | 'never'

const WORDINGS: Readonly<Record<RefusalGround, readonly string[]>> = {
  declined: [
    '(?:not|no longer|nor) (?:\\S+ )?(?:interested|a fit|a good fit|a match|relevant|for us|for me|something we need|our thing|in the market|what we need)',
    'no (?:interest|thanks|thank you|need for|use for|appetite|plans)',
    '(?:hard|we|i|will|gonna|going to|to) pass',
    'not (?:looking for|going to buy|buying|need (?:this|it|anything|one|your|another)|interest)',
    'happy with (?:our|what|the|my)',
    'all set|good as (?:we|i) (?:are|am)|thanks but no thanks|not today thanks',
    '(?<=^ )(?:nope|nah|nty|nop|no va|spasibo ne nado)(?= $)',
    'не (?:интересн\\p{L}*|интересует|интересуют|актуальн\\p{L}*|заинтересован\\p{L}*|наша история|наш случай|подходит|подойдет|нуждаемся|нуждаюсь)',
    '(?:неинтересно|неактуально|неактуален|отказываемся|вынуждены отказаться|вынужден отказаться|воздержимся)',
    'нет (?:и )?(?:потребности|интереса|необходимости|нужды|спасибо|благодарю)',
    '(?:нам|мне) (?:это |такое |оно )?не (?:нужно|надо|требуется)',
    'no (?:me |nos )?(?:interesa\\p{L}*|aplica|encaja|sirve|hace falta|conviene)',
    'no (?:estoy|estamos|tengo|tenemos|hay) (?:interesad\\p{L}*|interes)',
    'no gracias|declinamos|preferimos no|estamos bien (?:asi|con)|no es (?:para nosotros|lo nuestro)|no lo necesit\\p{L}*|ya tenemos (?:proveedor|quien|con quien)',
  ],
  'chose-other': [
    '(?:went|going|go|gone|stay|staying|stick|sticking) (?:with|w) (?:\\S+ )?(?:another|someone|somebody|different|competitor|other|others|own|what|existing|current)',
    '(?:chose|chosen|picked|selected|hired|signed|bought|took|choose|prefer|preferred|partnered) (?:\\S+ ){0,3}?(?:another|someone|somebody|elsewhere|others?|different|competitor\\p{L}*|rival)',
    '(?:awarded|decided|bought|gone|signed|tendered|looking|shopping|shop|buy) (?:\\S+ ){0,3}?elsewhere',
    '(?:signed|renewed|committed|contract|agreement|licence|license|tied) (?:\\S+ ){0,4}?(?:for|until|till|through|of) (?:\\S+ )?(?:years?|another|\\d+|two|three|four|five|next)',
    'already (?:got|have|use|using|signed|bought|built|chose|chosen|work|working|covered|running)|staying put|(?:built|wrote|made|developed) (?:\\S+ )?(?:our|my) own|in house',
    'unsuccessful|not (?:been )?(?:selected|successful|shortlisted)|head office (?:buys|decides|decided)',
    '(?:выбрали|выбрала|выбрал|взяли|купили|ушли к|остановились на|предпочли|заключили с|подписали с|нашли) (?:\\S+ ){0,2}?(?:друг\\p{L}*|конкурент\\p{L}*|не вас|ино\\p{L}*|сво\\p{L}*)',
    '(?:подписали|договор|контракт|лицензи\\p{L}*) (?:\\S+ ){0,3}?на (?:\\S+ )?(?:год|года|лет|годы)',
    '(?:тендер|конкурс|закупк\\p{L}*) (?:\\S+ ){0,3}?(?:разыгран\\p{L}*|завершен\\p{L}*|закрыт\\p{L}*|проигр\\p{L}*|состоял\\p{L}*)|победител\\p{L}* (?:\\S+ )?(?:есть|определ\\p{L}*)',
    'уже (?:\\S+ )?(?:есть|работаем|пользуемся|подписали|купили|выбрали|взяли|стоит|внедрили|выбрала)|(?:написали|сделали|разработали) (?:\\S+ )?(?:свой|свое|свою|сами)|самопис\\p{L}*|пойти другим путем|(?:останемся|остаемся) (?:с|на|при)',
    '(?:elegimos|elegi|escogimos|contratamos|firmamos|firme|optamos|compramos|adjudic\\p{L}*|elegido|contratado|firmado|optado|decidio|decidimos|fuimos) (?:\\S+ ){0,3}?(?:otr[oa]s?|competencia)',
    '(?:nos quedamos|me quedo|seguimos|seguiremos|continuamos) con (?:lo|el|la|los|las|nuestr\\p{L}*|mi|quien)',
    'ya (?:\\S+ )?(?:tenemos|contamos|trabajamos|usamos|firmamos|contratamos|elegimos|compramos|hicimos|tengo|uso)|no (?:ha|fue|han|ha sido|resulto) (?:sido )?(?:seleccionad\\p{L}*|elegid\\p{L}*|adjudicad\\p{L}*)',
  ],
  'decided-against': [
    '(?:decided|voted|opted|chosen|agreed) (?:\\S+ ){0,3}?(?:not|against)|decision (?:\\S+ )?(?:no|negative|not)|answer (?:\\S+ )?(?:no|negative)(?= $)',
    'not (?:\\S+ )?(?:go|going|proceed|proceeding|moving|move|taking|take|pursue|pursuing) (?:\\S+ )?(?:ahead|forward|further|up|with)',
    '(?:will|would) (?:not|never) (?:be )?(?:buy|buying|need|needing|pursu\\p{L}*|purchas\\p{L}*|subscrib\\p{L}*)|(?:have|has|had|must|going|like) to (?:decline|pass|say no)|(?:i|we|respectfully|politely) decline|no deal|not (?:convinced|sold|persuaded)|leave it(?= $)|can not justify',
    '(?:решили|решено|решение|решил|решила) (?:\\S+ ){0,3}?(?:не|против|отказ\\p{L}*|обойтись)|проголосовал\\p{L}* против|против(?= $)',
    '(?:вынужден\\p{L}*|придется|предпоч\\p{L}*|должен|должна|должны) (?:\\S+ )?отказ\\p{L}*|откажемся|откажусь|не (?:возьмем|купим|берем|внедряем|рассматриваем|потянем|зашло|планируем|впечатлил\\p{L}*)|не будем (?:брать|покупать|внедрять|менять|пользоваться|переходить|рассматривать|продолжать|участвовать)',
    'ответ (?:\\S+ )?(?:отрицательн\\p{L}*|нет)|сотрудничеств\\p{L}* (?:\\S+ )?не (?:будет|получится|состоится)|точно нет(?= $)|нет и (?:не|еще раз)|совру если',
    '(?:decidi\\p{L}*|decidid\\p{L}*|acord\\p{L}*|vot\\p{L}*|resolv\\p{L}*) (?:\\S+ ){0,2}?(?:no|en contra)|decision (?:\\S+ )?negativa|ni loc[oa]s?',
    'no (?:vamos|voy) a (?:comprar|contratar|seguir|avanzar|cambiar|necesitar|usar)|no (?:seguiremos|avanzaremos|procede\\p{L}*|contrataremos|compraremos|cambiaremos|compramos|continuaremos)|rechaz\\p{L}*|descart\\p{L}*|declin\\p{L}*|no (?:conteis|cuenten|cuentes) con|con (?:nosotros|nosotras) no|no creo que encaj\\p{L}*|mentiria si|dejalo(?= $)|dejala(?= $)|te digo que no',
  ],
  'no-need': [
    'not (?:for|at all|really for|something for) (?:us|me|our|my|people like|interested|a \\S+(?= $))|nothing (?:left|for us|here)|do not (?:really |actually )?(?:need|see (?:the|a|any) (?:need|point|use|value))|(?:have|got|has) (?:all|everything|enough) (?:\\S+ ){0,2}?need\\p{L}*',
    '(?:happy|fine|good|content|sorted|covered|comfortable|well served|served) (?:with|where|as (?:it|we|is)|without)|wrong audience|does not (?:fit|suit|apply)|too (?:small|tiny|expensive|pricey|dear)|no (?:budget|use|need|reason|point|interest|demand|room|appetite|call) (?:for|to|here|in|ever)|we are sorted',
    '(?:нам|мне|нашей|нашему|здесь|сами|самой|самому|у нас) (?:\\S+ ){0,4}?(?:не (?:нужн\\p{L}*|надо|требуется|подходит|пригодится|нужен)|без надобности|ни к чему|незачем|не к чему|и так хорошо|хватает|достаточно)',
    'не (?:ваша|наша|ваш|наш) (?:\\S+ )?(?:аудитория|клиент\\p{L}*|тема|история|формат|профиль|масштаб)|слишком дорого|дорого (?:для|нам)|вопрос (?:закрыт|снят)|чинить нечего|справляемся|обходимся|обойдемся|обойдусь|(?:нечего|некому) (?:автоматизировать|продавать|управлять|внедрять)|тоже не надо|не пользуемся',
    'no (?:es|sera|seria) (?:\\S+ )?para (?:nosotros|mi|nuestr\\p{L}*)|no (?:lo |la |le |les |nos |me )*(?:necesit\\p{L}*|usari\\p{L}*|veo (?:la |el )?(?:utilidad|sentido)|va(?= $)|encaj\\p{L}*|convence|convencio|ha gustado|gusto|interes\\p{L}*)',
    '(?:me|nos) (?:\\S+ ){0,2}?(?:alcanza|basta|sobra|apan\\p{L}*|arregl\\p{L}*)|estamos (?:\\S+ )?(?:bien|contentos|satisfechos|servidos|cubiertos|felices)|cuatro gatos|demasiado (?:grande|caro)|muy caro|(?:por|de) (?:nuestra|mi) parte no|nada que hacer|para que lo quiero',
  ],
  // A time that never comes is no "later".
  never: [
    '(?:20[4-9]\\d|2[1-9]\\d\\d)',
    '(?:when|once|after|until|till|day) (?:the )?(?:\\S+ ){0,2}?(?:pigs?|cows?|hell|elephants?|chickens|my cat|fish) (?:\\S+ ){0,2}?(?:fly|flies|freez\\p{L}*|sing|teeth|grow)',
    '(?:next|another|in my next|afterlife|over my dead) (?:life|body|lifetime)|hell freezes|blue moon|cold day in hell|when i am dead|never ever|not in (?:this|a (?:million|thousand|hundred)|my) (?:life|lifetime|years)',
    '(?:cuando|hasta que|el dia que) (?:\\S+ ){0,3}?(?:vuel[ae]n?|rana\\p{L}*|vaca\\p{L}*|gallina\\p{L}*|cerdo\\p{L}*|burro\\p{L}*|chancho\\p{L}*) (?:\\S+ ){0,2}?(?:vuel[ae]n?|pelo|crie\\p{L}*|dientes|vacas|ranas|chanchos|cerdos)|cuando las (?:ranas|vacas|gallinas)|en (?:otra|mi proxima|la otra) vida|ni en (?:mil|cien|pedo|suenos|broma)|el (?:dia del|treinta de febrero|31 de febrero)',
    'рак (?:\\S+ ){0,2}?свистн\\p{L}*|когда рак|после дождичка|в (?:следующей|другой|прошлой) жизни|второго пришествия|на том свете|никогда в жизни|ни в жизнь|ни за что|через мой труп|когда (?:коровы|свиньи|ад) (?:\\S+ )?\\p{L}+',
  ],
  'winding-down': [
    '(?:closed|closing|shut|shutting|winding|wound|sold|selling|dissolved|liquidat\\p{L}*|retiring|bankrupt\\p{L}*) (?:\\S+ )?(?:the|our|my|down|up|shop|business|company|doors|restaurant|store|for good)|out of business',
    'закрылись|закрываемся|закрываем (?:\\S+ )?(?:направление|бизнес|компанию|отдел)|закрыли (?:\\S+ )?(?:направление|бизнес|компанию|магазин|кафе)|ликвидир\\p{L}*|банкрот\\p{L}*|сворачиваем\\p{L}*|прода(?:ли|ем|л) (?:\\S+ )?бизнес',
    '(?:cerramos|cerre|cerrado|cerrando) (?:\\S+ )?(?:el|la|negocio|empresa|local|tienda)|liquidacion|en quiebra|vendimos (?:el|la)|traspas\\p{L}*|me jubilo|nos jubilamos',
  ],
}

const REFUSALS = Object.entries(WORDINGS).map(
  ([ground, wordings]) => [ground as RefusalGround, new RegExp(` (?:${wordings.join('|')})(?= )`, 'u')] as const,
)

const known = new WeakMap<Clause, readonly RefusalGround[]>()

/** The grounds on which a clause declines ("not interested, thanks"), unless it asks or makes a condition. */
export function refusalGrounds(clause: Clause): readonly RefusalGround[] {
  const cached = known.get(clause)
  if (cached) return cached
  const silent = clause.asks || clause.opener === 'condition'
  const grounds = REFUSALS.filter(([ground, match]) => (ground === 'never' || !silent) && match.test(clause.line)).map(
    ([ground]) => ground,
  )
  known.set(clause, grounds)
  return grounds
}

/** A mere refusal in plain words ("not interested, thanks"). */
export function isRefusal(clause: Clause): boolean {
  return refusalGrounds(clause).includes('declined')
}
