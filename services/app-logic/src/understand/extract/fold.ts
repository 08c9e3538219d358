/**
 * Text made comparable without moving a character, so that what is found can be quoted verbatim.
 */

const ACCENTS: Readonly<Record<string, string>> = {
  á: 'a',
  à: 'a',
  â: 'a',
  ä: 'a',
  é: 'e',
  è: 'e',
  ê: 'e',
  ë: 'e',
  í: 'i',
  ì: 'i',
  ï: 'i',
  ó: 'o',
  ò: 'o',
  ô: 'o',
  ö: 'o',
  ú: 'u',
  ù: 'u',
  û: 'u',
  ü: 'u',
  ñ: 'n',
  ç: 'c',
  ё: 'е',
  '’': "'",
  ʼ: "'",
  '‘': "'",
  '`': "'",
  '\u00a0': ' ',
  '\u202f': ' ',
}

/** Lower case, accents off, ё as е, typographic apostrophes and spaces plain; every UTF-16 index stays what it was. */
export function fold(text: string): string {
  let folded = ''
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index)
    const lower = char.toLowerCase()
    const one = lower.length === 1 ? lower : char
    folded += ACCENTS[one] ?? one
  }
  return folded
}
