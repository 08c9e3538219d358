import { flatten } from './mentions/mask.ts'

/** Unmistakable: they speak to a machine about its rules, in flattened text. */
const OVERRIDES: readonly RegExp[] = [
  /(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:instruction|prompt|rule|previous|above|prior|guideline|system|everything)/u,
  /(?:игнорир|проигнорир|забуд|отмени|обойди)\p{L}*[^.!?\n]{0,40}(?:инструкц|правил|промпт|предыдущ|указани|систем|все,? что)/u,
  /(?:ignor|olvid|descart|omit)\p{L}*\b[^.!?\n]{0,40}(?:instruccion|regla|prompt|anterior|indicacion|sistema|todo lo)/u,
  /\b(?:you are now|act as (?:a|an|if)|pretend (?:to be|you)|from now on,? (?:you|answer|reply|respond)|new instructions?|system prompt|system override|developer mode|jailbreak|your (?:new )?task is)\b/u,
  /(?:ты теперь|вы теперь|отныне|притворись|новые инструкции|новая инструкция|системн\p{L}+ (?:промпт|сообщен|инструкц)|режим разработчика|твоя (?:новая )?задача)/u,
  /(?:ahora eres|actua como (?:un|si)|a partir de ahora,? (?:eres|responde|debes)|nuevas instrucciones|prompt del sistema|haz como si|tu (?:nueva )?tarea es|modo desarrollador)/u,
  /(?:^|\n)\s*(?:assistant|system|user|ai|llm|bot|model|ассистент|система|asistente|sistema)\s*:|<\|[^|]{1,40}\|>|\[\/?inst\]|<<\/?sys>>|#{2,}\s*(?:instruction|system|response)/u,
  /(?:примечание|note|nota|внимание|attention|atencion|сообщение|message|instructions?|инструкция|instrucciones?)\s*(?:для|to|for|para)\s*(?:the\s+|el\s+|la\s+)?(?:ии|ai|ассистент|assistant|asistente|бот|bot|модел|model|llm|ia|language model)/u,
  /(?:reveal|show|print|tell me|send me|repeat)\b[^.!?\n]{0,20}\b(?:your |the )?(?:system )?(?:prompt|instructions)/u,
  /(?:покажи|раскрой|пришли|выведи|повтори|скинь)(?:те)?[^.!?\n]{0,20}(?:промпт|инструкци)/u,
  /(?:muestra|revela|ensena|envia|repite)(?:me)?\b[^.!?\n]{0,20}(?:prompt|instrucciones)/u,
]

/** Demands for exact words, as they stand in planted text; a salesperson's own "just say the word" is none. */
const DEMANDS: readonly RegExp[] = [
  /\b(?:reply|respond|answer|say|write|print|output|repeat|confirm|begin|start|end)\b[^.!?\n]{0,30}(?:\bexactly|\bonly with|\bverbatim|word for word|\bwith (?:the )?(?:word|phrase|text|code|sentence)|\bwith ["'“«]|the (?:word|phrase|code) ["'“«])/u,
  /\b(?:include|append|add|insert|put|paste)\b[^.!?\n]{0,30}(?:link|url|code|line|text|sentence|phrase|word)[^.!?\n]{0,40}(?:your (?:reply|answer|response|e-?mail|message)|at the (?:end|top))/u,
  /(?:ответь|напиши|выведи|повтори|скажи|подтверди|начни|закончи)(?:те)?[^.!?\n]{0,30}(?:ровно|только словом|только фразой|дословно|слово в слово|слово ["«“]|фразу ["«“]|словом|фразой)/u,
  /(?:включи|добавь|вставь)(?:те)?[^.!?\n]{0,30}(?:ссылку|код|строку|текст|фразу|слово)[^.!?\n]{0,40}(?:ответ|письм|в конец|в начало)?/u,
  /(?:responde|escribe|repite|di|imprime|confirma|termina|empieza)\b[^.!?\n]{0,30}(?:exactamente|solo con|unicamente con|literal|textual|palabra por palabra|(?:la palabra|la frase|el codigo) ["'“«]|con ["'“«])/u,
  /(?:incluye|anade|agrega|inserta|pega)\b[^.!?\n]{0,30}(?:enlace|codigo|linea|texto|frase|palabra)/u,
]

/** True for a sentence that speaks to a machine about its rules. */
export function isOverride(sentence: string): boolean {
  const flat = flatten(sentence)
  return OVERRIDES.some((pattern) => pattern.test(flat))
}

/** True for a sentence that instructs a machine, as it may stand in a message that came in. */
export function isInstruction(sentence: string): boolean {
  const flat = flatten(sentence)
  return isOverride(sentence) || DEMANDS.some((pattern) => pattern.test(flat))
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
