import { flatten } from './mentions/mask.ts'

/** Sentences written for a machine instead of a salesperson, in flattened text. */
const INSTRUCTION: readonly RegExp[] = [
  /(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:instruction|prompt|rule|previous|above|prior|guideline|system|everything)/u,
  /(?:игнорир|проигнорир|забуд|отмен|обойди)\p{L}*[^.!?\n]{0,40}(?:инструкц|правил|промпт|предыдущ|указани|систем|все,? что)/u,
  /(?:ignor|olvid|descart|omit)\p{L}*\b[^.!?\n]{0,40}(?:instruccion|regla|prompt|anterior|indicacion|sistema|todo lo)/u,
  /\b(?:you are now|act as|pretend (?:to be|you)|from now on you|new instructions?|system prompt|developer mode|jailbreak|as an ai)\b/u,
  /(?:ты теперь|вы теперь|отныне ты|притворись|новые инструкции|новая инструкция|системн\p{L}+ (?:промпт|сообщен|инструкц)|режим разработчика)/u,
  /(?:ahora eres|actua como|a partir de ahora eres|nuevas instrucciones|prompt del sistema|haz como si)/u,
  /\b(?:reply|respond|answer|say|write|include|append|add|print|output|repeat|confirm|end)\b[^.!?\n]{0,30}(?:exactly|only with|the following|the (?:word|phrase|line|text|code|link)|in your (?:reply|answer|response|next)|your (?:reply|answer|response|email) (?:with|by)|verbatim|word for word|this (?:link|text|code|sentence))/u,
  /(?:ответь|напиши|включи|добавь|выведи|повтори|скажи|подтверди|вставь|закончи)(?:те)?[^.!?\n]{0,30}(?:ровно|только словом|дословно|слово в слово|следующ|в (?:свой |своем |своё )?ответ|слово|фразу|код|ссылку|текст)/u,
  /(?:responde|escribe|incluye|anade|agrega|repite|di|imprime|confirma|termina)\b[^.!?\n]{0,30}(?:exactamente|solo con|literal|textual|palabra por palabra|en tu respuesta|la (?:palabra|frase)|el (?:codigo|enlace|texto)|lo siguiente)/u,
  /\b(?:assistant|system|user|ai|llm|bot|model)\s*:|<\|[^|]{1,40}\|>|\[\/?inst\]|<<\/?sys>>|#{2,}\s*(?:instruction|system|response)/u,
  /(?:примечание|note|nota|внимание|attention)\s*(?:для|to|for|para)\s*(?:the\s+|el\s+)?(?:ии|ai|ассистент|assistant|asistente|бот|bot|модел|model|llm)/u,
  /(?:reveal|show|print|tell me|send me)\b[^.!?\n]{0,20}\b(?:your |the )?(?:system )?(?:prompt|instructions)/u,
  /(?:покажи|раскрой|пришли|выведи)(?:те)?[^.!?\n]{0,20}(?:промпт|инструкци)/u,
]

/** True for a sentence that instructs a machine. */
export function isInstruction(sentence: string): boolean {
  const flat = flatten(sentence)
  return INSTRUCTION.some((pattern) => pattern.test(flat))
}

/**
 * Splits what a message says from what it plants: an instruction, and what follows it in the same paragraph, is data of
 * an attack and supports nothing.
 */
export function withoutInstructions(text: string): { readonly text: string; readonly planted: readonly string[] } {
  const kept: string[] = []
  const planted: string[] = []
  for (const paragraph of text.split(/\n+/)) {
    const sentences = paragraph.split(/(?<=[.!?…])\s+/)
    const first = sentences.findIndex(isInstruction)
    kept.push((first < 0 ? sentences : sentences.slice(0, first)).join(' '))
    if (first >= 0) planted.push(sentences.slice(first).join(' '))
  }
  return { text: kept.join('\n'), planted }
}
