import { nicknames } from './nicknames.ts'

/** Who wrote the mail; their name at the end of it is no guess. */
export interface Sender {
  readonly name?: string | null
  readonly address?: string | null
}

/** How the writer may sign: the words of their name with short forms, and their initials. */
export interface OwnNames {
  readonly address: string | null
  readonly words: ReadonlySet<string>
  readonly initials: string
}

/** Words of addresses that name an office, not a person. */
const roleWords =
  /^(?:info|mail|sales|office|contact|support|team|desk|admin|service|help|hello|noreply|reply|list|via|the|and|von|van|der|ltd|inc|gmbh|com|org|net)$/

/** The words a sender may sign with, from the display name and the local part of the address. */
export function ownNames({ name, address }: Sender): OwnNames {
  const local = ((address ?? '').split('@')[0] ?? '').toLowerCase().replace(/\+.*$/, '')
  const display = wordsOf((name ?? '').slice(0, 200))
  const joined = /^[a-z]{5,40}$/.test(local) ? [local.slice(1), local.slice(0, -1)] : []
  const spelled = [...display, ...wordsOf(local.slice(0, 100).replace(/[._\d-]+/g, ' ')), ...joined]
  const words = new Set(spelled.filter((word) => word.length > 2 && !roleWords.test(word)))
  for (const word of [...words]) for (const short of nicknames.get(word) ?? []) words.add(short)
  const person = display.length > 0 ? display : /[._]/.test(local) ? wordsOf(local.replace(/[._]+/g, ' ')) : []
  const isPerson = person.length >= 2 && person.length <= 4 && !person.some((word) => roleWords.test(word))
  return {
    address: address?.toLowerCase() ?? null,
    words,
    initials: isPerson ? person.map((word) => word[0] ?? '').join('') : '',
  }
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’-]+/u)
    .filter((word) => word !== '')
}

/** What may stand around a name: dashes, stars, slashes, a smile. */
const decoration = /^[\s*_~/\\|–—-]{0,6}|[\s*_.,!;:)(DP~/\\|–—-]{0,6}$/g
/** What divides a name from a rank, a company or a number on the same line. */
const divider = /\s[-–—/•·]\s|[|,•·\t]|\s{2,}|\s\(?\+?\d/

/** Is the line the sender's name, or a part of it, perhaps with a rank or a number behind it? */
export function isNameOf(line: string, names: OwnNames): boolean {
  if (line.length > 100 || names.words.size === 0) return false
  const words = wordsOf((line.replace(decoration, '').split(divider)[0] ?? '').slice(0, 80))
  if (words.length === 0 || words.length > 5) return false
  const hits = words.filter((word) => isOwnWord(word, names)).length
  return hits >= 2 || (hits === 1 && words.length <= 2)
}

/** Is the whole line nothing but the sender's name: each word of it theirs, or an initial? */
export function isOnlyNameOf(line: string, names: OwnNames): boolean {
  if (line.length > 60 || names.words.size === 0) return false
  const words = wordsOf(line.replace(decoration, ''))
  if (words.length === 0 || words.length > 4) return false
  const hits = words.filter((word) => isOwnWord(word, names)).length
  return hits >= 1 && words.every((word) => word.length === 1 || isOwnWord(word, names))
}

/** "JS", "j.s.", "-J." of John Smith; a bare letter alone counts only with a mark at it, as it may be an answer. */
export function isInitialsOf(line: string, names: OwnNames, isBareLetterEnough: boolean): boolean {
  if (names.initials === '' || line.length > 12) return false
  const letters = line.toLowerCase().replace(/[^\p{L}]+/gu, '')
  if (letters.length === 1) {
    return names.initials.startsWith(letters) && (isBareLetterEnough || /[.~/–—-]/.test(line))
  }
  return letters === names.initials && letters !== 'ok' && letters !== 'no'
}

function isOwnWord(word: string, { words }: OwnNames): boolean {
  if (words.has(word)) return true
  if (word.length < 3) return false
  // Chris of Christopher, Kim of Kimberly.
  for (const own of words) if (own.startsWith(word)) return true
  return false
}
