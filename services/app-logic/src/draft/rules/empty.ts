import type { Rule } from './rule.ts'

const COURTESY =
  /^(?:здравствуйте|добрый (?:день|вечер)|доброе утро|привет|уважаем\p{L}*|hello|hi|dear|good (?:morning|afternoon|evening)|hola|buenos dias|buenas tardes|estimad[oa]s?|с уважением|всего доброго|хорошего дня|спасибо|best regards|kind regards|regards|best|sincerely|thanks|thank you|un saludo|saludos(?: cordiales)?|atentamente|gracias|--)(?:[\s,!.]+\p{L}+){0,4}[\s,!.:]*$/u

/** A message says something beyond greeting and sign-off. */
export const emptyRule: Rule = ({ flat, text }) => {
  const lines = flat.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line))
  if (lines.length === 0) return [{ rule: 'empty', excerpt: text.trim().slice(0, 80) }]
  const greeting = /^(?:здравствуйте|добр|hello|hi|dear|hola|buen|estimad)/u.test(lines[0]?.trim() ?? '')
  const saysNothing =
    greeting && lines.every((line, index) => COURTESY.test(line.trim()) || (index > 0 && isSignature(line)))
  return saysNothing ? [{ rule: 'empty', excerpt: text.trim().slice(0, 80) }] : []
}

const isSignature = (line: string): boolean => line.trim().split(/\s+/).length <= 4 && !/[?!.]/.test(line)
