import type { FoldedText } from './fold-text.ts'

/** A stretch of lines that says something, as against signatures, footers and disclaimers. */
export interface Span {
  /** Offsets in the folded text, end exclusive. */
  readonly from: number
  readonly to: number
}

const SIGN_OFF =
  /^[\s*_-]*(?:(?:kind(?:est)?|best|warm(?:est)?|many) (?:regards|wishes|thanks)|regards|best|cheers|sincerely|yours(?: truly| sincerely| faithfully)?|respectfully|rgds|br|с уважением|с наилучшими пожеланиями|с наилучшими|всего доброго|хорошего дня|saludos(?: cordiales)?|un (?:cordial )?saludo|cordialmente|atentamente|atte|un abrazo|slds)\s*[,.!—-]*(?:\s+[\p{L}.]+){0,4}\s*$/u
const SIGNATURE_DELIMITER = /^\s*(?:--|__+|—+|-{3,})\s*$/u
const SENT_FROM =
  /^\s*(?:sent (?:from|with|via) |get outlook for |отправлено (?:с |из )|enviado (?:desde|con) |este mensaje fue enviado desde)/u
const POSTSCRIPT = /^\s*(?:p\.?\s?s\.?|з\.?\s?ы\.?|p\.?\s?d\.?|постскриптум)[\s:.,)-]/u
const QUOTED_LINE = /^\s*>/u

const DISCLAIMER = new RegExp(
  [
    '(?:this|the information in this|the contents? of this) (?:e-?mail|message|communication|transmission)[^.]{0,80}(?:confidential|intended|privileged|attachments?|may contain|is for|are for)',
    'confidential(?:ity)? (?:notice|note|disclaimer|information)',
    'if you (?:are not|have received|received|got) (?:the (?:named|intended) |this (?:e-?mail|message|communication) (?:in error|by mistake))',
    '(?:e-?mail|message|it|this) (?:has )?(?:reached|came to|got to) you (?:by mistake|in error)',
    '(?:puede|podra|pueden|podran) ejercer (?:su|sus|los) derechos?',
    'вы можете (?:отозвать|отписаться|отказаться)[^.]{0,80}',
    'you (?:can|may) (?:unsubscribe|opt out)[^.]{0,60}',
    'not the (?:intended|named) (?:recipient|addressee)',
    '(?:received|got) (?:this|it) (?:e-?mail |message )?(?:in error|by mistake)',
    'please consider the environment|think before you print',
    '(?:это|данное|настоящее) (?:электронное )?(?:письмо|сообщение|эл)[^.]{0,90}(?:конфиденциал|предназначен|содерж)',
    'если вы (?:не являетесь|получили (?:это|данное|настоящее) (?:письмо|сообщение)[^.]{0,20}(?:по ошибке|ошибочно))',
    'получили (?:это|его|данное|настоящее)[^.]{0,25} по ошибке',
    'подумайте об окружающей среде|берегите (?:лес|природу)|прежде чем (?:печатать|распечат)',
    '(?:este|el presente) (?:correo|mensaje|e-?mail)[^.]{0,90}(?:confidencial|destinatario|exclusiv|privilegiad|contiene|puede contener|dirigid)',
    'si (?:usted )?(?:no es el destinatario|ha recibido (?:este|el presente|esta)[^.]{0,30}(?:error|equivoca))',
    'recib\\w+ (?:este|el) (?:correo|mensaje)[^.]{0,20}por error',
    'aviso (?:legal|de (?:confidencialidad|privacidad))',
    'antes de imprimir|piense en el medio ambiente',
    "(?:to|if you (?:want|wish|would like) to|if you (?:no longer|do not|don't) (?:want|wish)[^.]{0,40}) (?:unsubscribe|opt out|stop receiving)[^.]{0,60}(?:click|link|here|below|footer|reply|preferences|visit)",
    '(?:click here|use (?:this|the) link|follow (?:this|the) link) to (?:unsubscribe|opt out)',
    'you (?:are receiving|received|get|are getting) this (?:e-?mail|message|newsletter|because)[^.]{0,80}(?:because|subscrib|signed up|unsubscribe)',
    'чтобы отписаться[^.]{0,80}(?:ссылк|перейдите|нажмите|кнопк|здесь|напишите)',
    'для отписки[^.]{0,60}(?:ссылк|перейдите|нажмите|здесь)',
    'вы получили (?:это|данное) (?:письмо|сообщение),? (?:потому что|так как|поскольку)',
    '(?:para|si (?:desea|quiere|no desea|ya no desea|no quiere)[^.]{0,40}) (?:darse de baja|cancelar (?:la|su) suscripcion|dejar de recibir)[^.]{0,60}(?:clic|haga|enlace|aqui|pulse|responda)',
    '(?:ha recibido|recibe|recibes) este (?:correo|mensaje|boletin) porque',
    '(?:ley organica|lopd|rgpd|reglamento)[^.]{0,160}(?:derechos de|le informamos|responsable del tratamiento)',
    '(?:le informamos|de conformidad con)[^.]{0,120}(?:lopd|rgpd|reglamento \\(?ue|ley organica|ley 25)',
  ].join('|'),
  'u',
)

interface Line extends Span {
  readonly text: string
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let from = 0
  for (const part of text.split('\n')) {
    lines.push({ from, to: from + part.length, text: part })
    from += part.length + 1
  }
  return lines
}

/** Index of the first line that belongs to the signature, or `lines.length`. */
function signatureStart(lines: readonly Line[]): number {
  for (let i = 0; i < lines.length; i += 1) {
    const text = lines[i]?.text ?? ''
    const isSignOff = i > 0 && SIGN_OFF.test(text)
    if (isSignOff || SIGNATURE_DELIMITER.test(text) || SENT_FROM.test(text)) return i
  }
  return lines.length
}

// What goes on after the first sentence of a disclaimer.
const DISCLAIMER_CONTINUED =
  /delete|destroy|notify|sender|recipient|prohibited|unauthori|attachment|disclos|virus|liab|удал|уничтож|уведом|отправител|запрещ|вложен|elimin|borr|destru|notifi|remitente|prohib|divulg|adjunt|responsab/u
const SENTENCE = /[^.!?\n]+(?:[.!?](?=\s|$)|[.!?]+(?!\s|$)[^.!?\n]*)*[.!?\n]*/gu

/** The sentences of a paragraph that are no disclaimer, as spans. */
function withoutDisclaimer(text: string, span: Span): Span[] {
  const paragraph = text.slice(span.from, span.to)
  if (!DISCLAIMER.test(paragraph.replaceAll('\n', ' '))) return [span]
  const kept: Span[] = []
  let insideDisclaimer = false
  for (const hit of paragraph.matchAll(SENTENCE)) {
    const sentence = hit[0].replaceAll('\n', ' ')
    insideDisclaimer = DISCLAIMER.test(sentence) || (insideDisclaimer && DISCLAIMER_CONTINUED.test(sentence))
    if (!insideDisclaimer) kept.push({ from: span.from + hit.index, to: span.from + hit.index + hit[0].length })
  }
  return kept
}

function paragraphsOf(lines: readonly Line[]): Span[] {
  const paragraphs: Span[] = []
  let open: { from: number; to: number } | null = null
  for (const line of lines) {
    if (line.text.trim() === '' || QUOTED_LINE.test(line.text)) {
      if (open) paragraphs.push(open)
      open = null
    } else if (open) open.to = line.to
    else open = { from: line.from, to: line.to }
  }
  if (open) paragraphs.push(open)
  return paragraphs
}

/**
 * What of a reply is said by its writer now: paragraphs without signature, quoted lines, footers and disclaimers.
 * A postscript after the signature is said too. Spans are in text order; none when nothing is said.
 */
export function spokenSpans(folded: FoldedText): Span[] {
  const lines = linesOf(folded.text)
  const signature = signatureStart(lines)
  const body = lines.slice(0, signature)
  const afterwards = lines.slice(signature)
  const postscript = afterwards.findIndex((line) => POSTSCRIPT.test(line.text))
  const spoken = [...paragraphsOf(body), ...(postscript >= 0 ? paragraphsOf(afterwards.slice(postscript)) : [])]
  return spoken.flatMap((paragraph) => withoutDisclaimer(folded.text, paragraph))
}
