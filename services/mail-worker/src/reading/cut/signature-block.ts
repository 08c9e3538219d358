import { closingWords, contactWords, phonePattern, titleWords } from './signature-words.ts'
import { addressPattern } from './word-patterns.ts'

const words = closingWords.join('|')
/** A closing alone on its line, in up to two languages. */
const closing = new RegExp(`^\\s{0,4}(?:${words})(?:\\s?[/|]\\s?(?:${words}))?[\\s,.!:;–—-]*$`, 'iu')
/** A closing and what stands behind it on the same line. */
const sharedClosing = new RegExp(`^\\s{0,4}(?:${words})\\s*[,.!–—-]+\\s*(?<name>\\S.{0,59})$`, 'iu')
/** Thanks in some more words above a name: a formula only when a comma ends it. */
const formula = /^\s{0,4}(?:thanks|thank you|thanking you|many thanks|yours|with|best|warm)(?:\s[\p{L}'’]+){1,6},\s*$/iu

/** Is the line a closing such as "Best regards,"? */
export function isClosing(line: string): boolean {
  return line.length < 80 && closing.test(line)
}

/** A closing, or a longer formula of thanks that leads to a name. */
export function leadsToName(line: string): boolean {
  return isClosing(line) || (line.length < 80 && formula.test(line))
}

/** What stands behind a closing on the same line ("Thanks, Jeff"); null when the line is none. */
export function besideClosing(line: string): string | null {
  return line.length < 100 ? (sharedClosing.exec(line)?.groups?.name ?? null) : null
}

/** Lines of a signature: short, no sentences, and somewhere a number, an address, a rank or a company. */
export function looksSigned(block: readonly string[], isNamed: boolean): boolean {
  if (!isBlock(block)) return false
  const contacts = block.filter((line) => isContact(line)).length
  return isNamed ? contacts >= 1 : contacts >= 1 && block.length >= 2
}

/** Few enough lines, and none of them a sentence. */
export function isBlock(block: readonly string[]): boolean {
  return block.length > 0 && block.length <= maxBlockLines && block.every((line) => isShort(line))
}

const maxBlockLines = 14

/** No sentence, no question, nothing that leads on to more. */
export function isShort(line: string): boolean {
  const text = line.trim()
  if (text.length > 90 || /[?]$/.test(text)) return false
  const isSentence = text.split(/\s+/).length > 6 && /[.!;:]$/.test(text)
  return !isSentence && !/:\s*$/.test(text)
}

function isContact(line: string): boolean {
  return (
    phonePattern.test(line) ||
    addressPattern.test(line) ||
    /https?:\/\/|\bwww\./i.test(line) ||
    contactWords.test(line) ||
    titleWords.test(line)
  )
}

/** "The Hotel Team" */
export function isTeam(line: string): boolean {
  return /^(?:the\s)?(?:[\p{L}&'’-]{1,30}\s){1,4}team$/iu.test(line.trim())
}

/** "Julia Becker", "Alex T.", "The Hotel Team": a line shaped like a name. */
export function isNameShaped(line: string): boolean {
  const text = line.replace(/[*_]/g, '').trim()
  return text.length < 50 && (/^\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){1,3},?$/u.test(text) || isTeam(text))
}
