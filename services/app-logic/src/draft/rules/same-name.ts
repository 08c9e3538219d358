// Russian declension of names, longest first; a name and its form differ in one of these on either side.
const ENDINGS: ReadonlySet<string> = new Set([
  '',
  'а',
  'я',
  'у',
  'ю',
  'ы',
  'и',
  'е',
  'о',
  'й',
  'ь',
  'ой',
  'ей',
  'ою',
  'ею',
  'ом',
  'ем',
  'ым',
  'им',
  'ого',
  'его',
  'ому',
  'ему',
  'ую',
  'юю',
  'ая',
  'яя',
  'ия',
  'ию',
  'ии',
  'ией',
  'ие',
  'ый',
  'ий',
  'ых',
  'их',
  'ыми',
  'ими',
  'ами',
  'ями',
  'ах',
  'ях',
  'ам',
  'ям',
  'ья',
  'ью',
  'ьи',
  'ье',
  'ьей',
  'ов',
  'ев',
  'ей',
])

/**
 * True where two flattened words are one name: equal, inflected ("Ольге", "Петровым", "Anna's"), or written in the
 * other alphabet ("Anna", "Анна").
 */
export function isSameName(a: string, b: string): boolean {
  const left = a.replace(/'s?$/, '')
  const right = b.replace(/'s?$/, '')
  if (left === right) return true
  const cyrillic = [isCyrillic(left), isCyrillic(right)] as const
  // Names that begin alike in no reading are the common case.
  if (cyrillic[0] === cyrillic[1] && left[0] !== right[0]) return false
  if (cyrillic[0] && cyrillic[1]) return inflected(left, right) || inflected(dropFleeting(left), dropFleeting(right))
  if (cyrillic[0] === cyrillic[1])
    return left.replace(/(?<=\p{L}{3})e?s$/u, '') === right.replace(/(?<=\p{L}{3})e?s$/u, '')
  return cyrillic[0] ? transliterated(left, right) : transliterated(right, left)
}

const isCyrillic = (word: string): boolean => /[а-я]/.test(word)

function inflected(a: string, b: string): boolean {
  let shared = 0
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared += 1
  if (shared < 2) return false
  const [x, y] = [a.slice(shared), b.slice(shared)]
  // A surname is not the given name it comes from: "Иван" and "Иванов".
  if ((x === '' && /^[ое]в/.test(y)) || (y === '' && /^[ое]в/.test(x))) return false
  return ENDINGS.has(x) && ENDINGS.has(y) && (shared >= 3 || x.length + y.length <= 3)
}

const dropFleeting = (name: string): string => name.replace(/(?<=\p{L}{2})е(?=[лцкр]$)/u, '')

const SOUNDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/shch|sch|щ/g, 'S'],
  [/sh|ш/g, 'S'],
  [/zh|ж/g, 'Z'],
  [/ch|ч/g, 'C'],
  [/kh|х|h/g, 'h'],
  [/ts|tz|ц|c(?=[eiy])/g, 'T'],
  [/ph|ф/g, 'f'],
  [/x|кс|ks/g, 'ks'],
  [/[ck]|к|q/g, 'k'],
  [/ya|ia|ja|я/g, 'a'],
  [/yu|iu|ju|ю/g, 'u'],
  [/yo|jo|e|е|э|ye|je/g, 'e'],
  [/[ijy]+|[ийы]+/g, 'i'],
  [/w|v|в/g, 'v'],
  [/ъ|ь|'/g, ''],
]
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абгдзлмнопрсту'].map((letter, index) => [letter, [...'abgdzlmnoprstu'][index] ?? letter]),
)

function sound(word: string): string {
  const spelled = SOUNDS.reduce((text, [pattern, letter]) => text.replace(pattern, letter), word)
  return [...spelled]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('')
    .replace(/(.)\1+/g, '$1')
}

function transliterated(cyrillic: string, latin: string): boolean {
  const heard = sound(latin)
  const stem = sound(cyrillic)
  if (stem === heard) return true
  const [short, long] = stem.length < heard.length ? [stem, heard] : [heard, stem]
  return (
    short.length >= 3 &&
    long.startsWith(short.replace(/[aeiou]+$/, '')) &&
    long.length - short.length <= 2 &&
    short.replace(/[aeiou]+$/, '').length >= 3
  )
}
