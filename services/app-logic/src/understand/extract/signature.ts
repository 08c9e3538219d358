/**
 * Where the body of a reply ends and the signature, the disclaimer or the footer begins.
 */

const SIGN_OFF =
  /\n[ \t]*(?:--+|__+|==+|—+|[-–—]{1,3}\s|best regards|kind regards|warm regards|warmest|regards|many thanks|best wishes|cheers|sincerely|yours|thanks(?: again)?|thank you|all the best|thx|br|rgds|best|с уважением|с наилучшими|всего доброго|хорошего дня|спасибо|благодарю|с ув|удачи|saludos|un saludo|atentamente|atte|cordialmente|cordial saludo|gracias|muchas gracias|un abrazo|slds|quedo atent[oa]|mit freundlichen|sent from|отправлено с|enviado desde|disclaimer|confidential|aviso|this e-?mail|este correo|это письмо|данное письмо|в мо[её] отсутствие|in my absence|en mi ausencia)(?=[\s,.!—–-]|$)[^\n]{0,40}(?=\n|$)/iu
const FOOTER =
  /\n[ \t]*(?:disclaimer|confidential|aviso|this (?:e-?mail|message)|este (?:correo|mensaje)|это (?:письмо|сообщение)|данное (?:письмо|сообщение)|если вы не хотите|to unsubscribe|para dejar de recibir|чтобы отписаться|(?:в|на время) мо[её](?:го|м)? отсутстви|in my absence|en mi ausencia)/iu

const NAME_LINE =
  /^\s*(?:(?:Ing|Lic|Dr|Dra|Mr|Ms|Mrs|Arq|Mtro|Mtra|Sr|Sra)\.?\s+)?\p{Lu}[\p{L}'’.-]*(?:\s+(?:de|del|la|van|von|der)?\s*\p{Lu}[\p{L}'’.-]*){0,3}\s*(?:,[^\n]{0,60})?$/u

// A closing block without a sign-off: a name on a line of its own, then titles and numbers, and no sentence.
function unsignedBlock(text: string): number {
  const at = text.lastIndexOf('\n\n')
  if (at <= 0) return text.length
  const lines = text
    .slice(at)
    .split('\n')
    .filter((line) => line.trim() !== '')
  const isBlock =
    lines.length <= 7 &&
    lines.every((line) => line.length < 70 && !/[!?]\s*$/.test(line)) &&
    NAME_LINE.test(lines[0] ?? '')
  return isBlock ? at : text.length
}

/** Offset at which the signature or footer begins; the length of the text where there is none. */
export function bodyEnd(text: string): number {
  const ends = [SIGN_OFF.exec(text), FOOTER.exec(text)].filter((match) => match !== null).map((match) => match.index)
  const first = Math.min(unsignedBlock(text), ...ends)
  // A text that opens with its sign-off has no body before it.
  return text.slice(0, first).trim() === '' ? text.length : first
}
