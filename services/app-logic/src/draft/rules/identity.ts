import { wordingRule } from './rule.ts'

/** The assistant never says that it is a person, nor denies that it is a machine (EU AI Act art. 50). */
export const identityRule = wordingRule('identity', [
  /(?:^|[^\p{L}])(?:я|вам пишет|пишет вам|с вами|это)\s*(?:[-—:]\s*)?(?:общается |говорит |переписывается )?(?:(?:самый |абсолютно |же |точно |реальн\p{L}+|живой|настоящ\p{L}+|обычн\p{L}+|все-таки)\s*)*(?:человек|не робот|не бот|не программа|не машина|не ии|не нейросеть)(?!\p{L})/u,
  /(?:я|это|мы)\s+(?:не|вовсе не|точно не|совсем не)\s+(?:\p{L}+\s+)?(?:бот|робот|ии|нейросет|программа|машина|автомат|искусственн|чат-бот)/u,
  /(?:не (?:бот|робот|нейросеть|ии|автоответчик|программа)(?!\p{L}),? а\s)|(?:никак(?:ой|их|ие) (?:автоматик|бот|робот|нейросет|ии))/u,
  /(?<!\p{L})(?:вам (?:пишет|отвечает)|с вами (?:общается|говорит|переписывается)|это пишет|я|за (?:этим|этой) \p{L}+ стоит) (?:\p{L}+ ){0,2}?(?:живой|реальный|настоящий|обычный) (?:человек|сотрудник|менеджер)/u,
  /(?:письмо|сообщение|ответ)\p{L}* (?:\p{L}+ )?(?:не автоматическ|написан\p{L}* (?:лично|вручную|человеком)|не рассылк)|пишу (?:вам )?(?:лично|вручную|сам\p{L}? вручную)/u,
  /\b(?:i am|i'm|im|this is|you(?:'re| are) (?:talking|speaking|chatting|writing) (?:to|with))\s+(?:(?!not\b|no\b|never\b)\p{L}+,?\s+){0,2}?(?:a |an )?(?:(?:real|actual|living|live|genuine|flesh-and-blood)\s+)*(?:human(?: being)?|(?:real|actual|living|live) (?:person|human|man|woman))(?!\p{L})/u,
  /\b(?:i am|i'm|this is|we are|we're)\s+(?:definitely |certainly |really |absolutely )?not\s+(?:a |an )?(?:\p{L}+\s+)?(?:bot|robot|machine|ai|chatbot|automated|program|computer|algorithm|artificial)/u,
  /\b(?:not|isn't|never) (?:a |an )?(?:bot|robot|chatbot|automated (?:message|e-?mail|system)|ai(?: assistant)?|machine)(?!\p{L})|\bno (?:bots?|ai|automation|robots?) (?:here|involved|is|was|wrote)/u,
  /\b(?:i am|i'm) (?:as )?human|human being (?:behind|writing)|(?:written|typed|wrote this) (?:personally |by hand|myself|by a (?:real |human )?(?:person|human))|real (?:person|human) (?:here\b|writing|typing|behind)|\breal (?:person|human),? not/u,
  /(?<!\bno )\b(?:soy|le escribe|te escribe|habla con|esta hablando con)\s+(?:una? )?(?:persona(?: real| de verdad| de carne y hueso)?|humano|ser humano|humana)(?!\p{L})/u,
  /\b(?:detras de|hay|esto lo escribe|lo escribe) [^.!?\n]{0,30}(?:persona (?:real|de verdad|de carne y hueso)|un humano|una humana|ser humano)/u,
  /\b(?:no (?:soy|es|somos|hay|se trata de)|ni) (?:ni )?(?:un |una |ningun |ninguna )?(?:bot|robot|maquina|programa|ia|inteligencia artificial|asistente (?:automatico|virtual)|chatbot|mensaje automatico|correo automatico|automata)/u,
  /escrito (?:a mano|personalmente|por una persona)/u,
])
