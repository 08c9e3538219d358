/**
 * Words before and after a person that show it to be one, on folded text.
 */

/** A title right before a name. */
export const TITLED =
  /(?:^|[\s(])(?:mr|mrs|ms|miss|mister|dr|prof|professor|doctor|doctora|father|sister|uncle|auntie|aunt|signora?|mevrouw|meneer|smt|shri|sr|sra|srta|d|dna|don|dona|ing|ingenier[oa]|lic|licenciad[oa]|profesora?|sor|tia|tio|mtra|mtro|arq|dra|c\.p|senor|senora|herr|frau|дяд[яе]|тет[яею]|г-н|г-жа|господин\p{L}*|госпож\p{L}*)\.?\s$/u

const POSSESSIVE =
  '(?:(?:our|my|the|el|la|nuestr[oa]|mi|nuestra|mis|su|нашему|нашим|нашей|наш|наша|моему|моей|коллеге|коллегой|коллега|madam)\\s+)?'
const ROLES =
  'person|deputy|other half|better half|stand-in|supervisor|principal|treasurer|registrar|lead|manager|head|director|boss|colleague|partner|owner|officer|chief|successor|replacement|assistant|buyer|sister|brother|wife|husband|cousin|friend|son|daughter|dispatcher|father|mother|dad|mum|mom|papa|nephew|niece|uncle|aunt|in-law|clerk|secretary|treasurer|operator|administrator|bookkeeper|accountant|padre|madre|mama|sobrin[oa]|suegr[oa]|cunada|nuer[oa]|yerno|tia|tio|patrona?|dueñ[oa]|duen[oa]|propietari[oa]|president[ea]|procurador|economo|secretari[oa]|gestora?|contable|tesorer[oa]|compadre|comadre|gerente|director|directora|jefe|jefa|encargado|encargada|companero|companera|colega|socio|socia|responsable|hija|hijo|hermana|hermano|administradora|administrador|mujer|marido|amigo|amiga|cunado|primo|prima|contador|contadora|директор\\p{L}*|менеджер\\p{L}*|коллег\\p{L}*|начальник\\p{L}*|руководител\\p{L}*|бухгалтер\\p{L}*|заместител\\p{L}*|закупщик\\p{L}*|зам|завуч\\p{L}*|главн\\p{L}*|брат\\p{L}*|сестр\\p{L}*|соседк?\\p{L}*|знаком\\p{L}*|партнер\\p{L}*|компаньон\\p{L}*|жен[аеуой]+|муж\\p{L}*|помощни\\p{L}*|секретар\\p{L}*|логист\\p{L}*|юрист\\p{L}*|айтишник\\p{L}*|админ\\p{L}*|отец|отцу|отцом|мать|матери|мама|маме|папа|папе|сын\\p{L}*|доч\\p{L}*|зят\\p{L}*|свекров\\p{L}*|свекр\\p{L}*|тещ\\p{L}*|тест[ью]\\p{L}*|племянни\\p{L}*|кум\\p{L}{0,2}|сват\\p{L}{0,3}|хозя\\p{L}*|старост\\p{L}*|председател\\p{L}*|бригадир\\p{L}*|механик\\p{L}*|инженер\\p{L}*|технолог\\p{L}*|управляющ\\p{L}*|администратор\\p{L}*'
const VERBS_EN =
  "(?:talk|speak|write|reach out|get in touch|coordinate|connect|agree(?: on)?|arrange \\S+|book \\S+|set (?:it|this|that|\\S+ \\S+) up|a time|directly|go|over|forward (?:it|this)?|send (?:it|this|that)?|it's|is|line something up)\\s(?:to|with)|contact|ask|call|email|e-mail|mail|ping|try|reach|see|find|message|ring|text|it's|be|consult|loop in|bother|bug|get|want|that's|that'd be|that would be|hit up|catch|chase|person is|one is|called|named|name is|name's|first name|a certain|one you want is|landed with|lands with|matter is with|attn.?|attention|for the attention of|sits with|lies with|ends up with|goes through|run by|made by|bought by|chosen by|handled by|decided by|up to"
const VERBS_ES =
  '(?:es|seria|era|con|por|a) (?:cosa de)|lleva|decide|maneja|encarga|ocupa|llama|atiende|compra|contacta|contacte|busque|busca|ahora esta|ahora|esta|es con|habl\\p{L}* con|abla con|dirij\\p{L}* a|pregunt\\p{L}* (?:por|a)|escrib\\p{L}* a|trat\\p{L}* con|pasa\\p{L}* a|cosa de|tema de|es|queda|quedo|vuelve|llamad[oa]|de nombre|apellido|un tal|una tal|firma|contesta|manda|o sea de|atencion|a nombre de|hereda|heredo|sustituye|reemplaza|releva|plante\\p{L}* a|cont\\p{L}*lo a|llegar a|dueno es|duena es|esto es|interesad[oa] es|persona es|sigan con|seguid con|sigue con'
const VERBS_RU =
  '\\p{L}{3,}(?:ите|йте|ьте|йтесь|итесь|ьтесь|ите с|йтесь с|итесь с|йтесь к|итесь к)(?:\\s(?:к|с|со|на|у|лучше|сразу|лично))?|решает|ведет|ведает|занимается|отвечает|заведует|согласует|закупает|руководит|зовут|отдать|написать|звонить|обратиться|писать|пиши|напиши|спроси|надо к|это к|вам к|теперь|нужен|нужна|лучше|лучше к|работает|вместо меня|выйдет|вышла|вышел|приходит|придет|звать|по имени|имя|некий|некая|там|пускай|пусть|через|ищите|дела'

const LED_BY_VERB = new RegExp(
  String.raw`(?:^|[^\p{L}])(?:${ROLES}|${VERBS_EN}|${VERBS_ES}|${VERBS_RU})[\s:,—–(«"-]*${POSSESSIVE}(?:(?:mr|mrs|ms|dr|sr|sra|don|dona|senor|senora|ing|lic|mtra|mtro)\.?\s)?$`,
  'u',
)
const LED_WEAKLY = new RegExp(
  String.raw`(?:^|[^\p{L}])(?:to|with|for|by|via|is|es|a|con|por|al|к|ко|с|со|у|через|на|это|только)\s+${POSSESSIVE}(?:(?:mr|mrs|ms|dr|sr|sra|don|dona|senor|senora)\.?\s)?$`,
  'u',
)

const TELLS_ROLE = new RegExp(
  String.raw`^(?:'s\s(?:the|our|your|in|a|who|taken|taking|running|gonna|handling|on|desk|team|department|dep)|'ll|'d\s|\s+(?:is|handles?|runs?|does|owns?|looks?|heads?|leads?|will|took|takes?|taking|decides?|has|knows?|deals?|manages?|would|reads?|picks?|signs?|over|should|now|left|buys?|holds?|keeps?|wears?|becomes?|becoming|sits?|says?|answers?|lives?|joins?|resumes?|covers?|chooses?|approves?|makes?|gets?|likes?|loves?|wants?|signs|pays|opens|answers|sits|might|may|could|can(?!'t)|filters?|in|from|at|and i|quit|who|said|told)(?![\p{L}])` +
    String.raw`|[\s,]+(?:lleva|llevan|es|ve|decide|maneja|se|esta|tiene|si|compra|atiende|sabe|entiende|dira|llega|quien|ya|lo|anda|entra|asume|firma|contesta|manda|paga|vuelve|responde|el que|la que|la de|el de|sera)(?![\p{L}])|,\s(?:que|quien|mi|nuestr[oa]|jefe|jefa)(?![\p{L}])` +
    String.raw`|[\s,—–]+(?:занима\p{L}*|реша\p{L}*|вед[её]т|ведает|отвеча\p{L}*|у нас|завед\p{L}*|закуп\p{L}*|соглас\p{L}*|главн\p{L}*|в теме|он|она|этим|такими|знает|курирует|руководит|сейчас|теперь|наш|наша|мой|моя|из|как раз|по|будет|выходит|открывается|думает|это|у нее|у него|его|ее|больше|уволил\p{L}*)(?![\p{L}]))`,
  'u',
)

/** A verb or a role that asks for a person stands right before. */
export function ledByVerb(before: string): boolean {
  return LED_BY_VERB.test(before)
}

/** A preposition that may lead to a person stands right before. */
export function ledWeakly(before: string): boolean {
  return LED_WEAKLY.test(before)
}

/** What follows says what the person is or does. */
export function tellsRole(after: string): boolean {
  return TELLS_ROLE.test(after)
}
