import { matches } from '../mentions/mask.ts'
import { excerpt, type Rule, wordingRule } from './rule.ts'

const TOKENS =
  /<\|[^|<>\n]{1,40}\|>|<\/?(?:s|start_of_turn|end_of_turn|think|thinking|tool_call|tool_response|system|assistant|user|eos|bos|unk|pad)>|\[\/?INST\]|<<\/?SYS>>|```|^#{1,6}\s|<<<|>>>|<\/s>|▁|\bim_(?:start|end)\b/gmu
const ROLE_LINE =
  /^[ \t]*(?:assistant|user|system|human|ai|bot|ассистент|пользователь|система|usuario|asistente|sistema)\s*:/gimu
const HEADING =
  /^[ \t]*(?:FACTS?|TASK|OUTPUT|INPUT|RULES?|INSTRUCTIONS?|CONTEXT|THREAD|DRAFT|REPLY|RESPONSE|PERSONA|Facts|Task|Output|Rules|Instructions|Context|Факты|ФАКТЫ|Задача|ЗАДАЧА|Инструкци[яи]|ИНСТРУКЦИ[ЯИ]|Правила|Контекст|Черновик|Hechos|HECHOS|Tarea|TAREA|Instrucciones|Reglas|Contexto|Borrador|Intent|Confidence|Intents|Subject|Asunto|Тема|Answer|Ответ|Respuesta|Note|Nota|Примечание|Translation|Traducción|Перевод)\s*:/gmu
const JSON_OUTPUT =
  /^\s*[{[]\s*"[\p{L}_]+"\s*:|"(?:reply|text|subject|facts_used|unanswered|draft|answer|knowledge_used|a_\w+|b_\w+)"\s*:/gmu

const WORDS = wordingRule('prompt-leak', [
  /\b(?:system prompt|my (?:instructions|prompt|guidelines|training|programming|rules)|as (?:an? )?(?:ai|artificial intelligence|large)(?: language)? model|as an ai(?! assistant on)|language model|i (?:was|am|have been) (?:instructed|programmed|trained|told|prompted) (?:to|not|by)|according to (?:my|the) (?:instructions|prompt|system)|the (?:provided|given|supplied) (?:facts|context|knowledge|information|thread)|based on the (?:facts|context|knowledge(?: base)?|information) (?:provided|given|above|supplied)|knowledge (?:base|items?)|my knowledge cutoff|training data|prompt (?:says|tells)|context window|tokens? limit)\b/u,
  /(?:системн\p{L}+ (?:промпт|подсказк|инструкц|сообщени)|мо(?:и|их|ими|ей|я) (?:инструкци|промпт|настройк|программ)|как (?:языковая модель|ии-модель|большая языковая)|я (?:большая )?языковая модель|языков\p{L}+ модел|(?:мне|меня) (?:было )?(?:поручен|велен|велели|приказан|запрограммир|проинструктир|обучили)|согласно (?:моим |полученным |данным |системным )?(?:инструкци|промпт|предоставленн)|на основе предоставленн|в предоставленн\p{L}+ (?:факт|контекст|данн|информац)|баз[аеыу] знаний|промпт)/u,
  /\b(?:prompt del sistema|mis (?:instrucciones|reglas)|como (?:modelo de lenguaje|asistente de ia|una ia|inteligencia artificial|ia)|modelo de lenguaje|(?:me han|fui|he sido|estoy) (?:instruid|programad|entrenad)\p{L}*|segun (?:mis|las) instrucciones|(?:los hechos|la informacion|el contexto) (?:proporcionad|suministrad|dad)\p{L}*|base de conocimiento|datos de entrenamiento)/u,
  /^\s*(?:sure|certainly|of course|okay|ok|конечно|хорошо|claro|por supuesto|aqui tiene|here(?:'s| is| are)|вот)[,!.:]?\s+(?:here(?:'s| is| are) (?:the|a|your|my)|вот (?:черновик|письмо|текст|ответ|вариант|ваш)|aqui (?:tiene|esta|va)|(?:the|a|your) (?:draft|reply|response|email)|(?:черновик|вариант|текст) (?:письма|ответа)|(?:el|un) (?:borrador|correo|texto))/u,
  /\b(?:here(?:'s| is) (?:the|a|my|your) (?:draft|reply|response|revised|e-?mail)|draft (?:reply|email|response)\s*:|вот (?:черновик|текст письма|вариант ответа)|черновик (?:письма|ответа)\s*:|aqui (?:tiene|esta) (?:el|un|su) (?:borrador|correo|texto)|borrador (?:de|del) (?:correo|respuesta|mensaje))/u,
  /(?:^|[.!?]\s)(?:you are|act as|eres|actuas como|ты|вы)\s*(?:—|-)?\s*(?:\p{L}+, )?(?:a |an |the |un |una |el |la )?(?:\p{L}+ ){0,2}?(?:assistant|agent|salesperson|sales rep|chatbot|asistente|agente|vendedor\p{L}*|ассистент|помощник|агент|бот|продавец|менеджер по продажам)(?!\p{L})/u,
  /\b(?:never (?:mention|reveal|disclose)|do not (?:mention|reveal|disclose)|no (?:reveles|menciones)|nunca (?:reveles|menciones))\b|(?:никогда не|не) (?:раскрывай|упоминай|сообщай)(?:те)?(?!\p{L})/u,
  /\bnot (?:allowed|permitted|authori[sz]ed) to (?:disclose|reveal|share|discuss|say|tell)|\b(?:se me ha|me han|me) (?:indicado|pedido|prohibido|instruido|ordenado) (?:que|no)|\bmi(?:s)? (?:configuracion|directrices|programacion)|no (?:tengo|estoy) (?:permitido|autorizad[oa])|мне (?:запрещено|нельзя|не разрешено) (?:раскры|сообщ|говор|обсужд|назыв)|в моих (?:настройках|правилах)|\bmy (?:configuration|directives)\b/u,
  /\b(?:intents?|confidence|intencion|confianza)\s*[:=]\s*\S/u,
  /\b(?:chatgpt|openai|gpt-?\d|qwen|alibaba|anthropic|claude|llama ?\d|mistral|ollama|gemini|deepseek|gigachat|yandexgpt)\b/u,
  /\b(?:the prospect|the lead|this lead)\b(?! generation)|(?:пишу|ответ|письмо) (?:проспекту|лиду)|el prospecto/u,
  /\b(?:let me think|okay, so i need|i need to (?:write|draft|respond)|the user (?:wants|asks|is asking)|пользователь (?:просит|хочет|спрашивает)|el usuario (?:pide|quiere|pregunta)|(?:user's|prospect's) (?:message|question|request)|mensaje del usuario|cliente potencial|сообщени\p{L}+ пользователя|step 1:|\(note:|\[note:|note to (?:self|reviewer))/u,
])

/** Nothing of the model's workings shows: prompt, roles, template tokens, output format, thinking aloud. */
export const promptLeakRule: Rule = (draft, evidence) => [
  ...[TOKENS, ROLE_LINE, HEADING, JSON_OUTPUT].flatMap((pattern) =>
    matches(draft.text, pattern).map(({ from, to }) => ({
      rule: 'prompt-leak' as const,
      excerpt: excerpt(draft, from, to),
    })),
  ),
  ...WORDS(draft, evidence),
]
