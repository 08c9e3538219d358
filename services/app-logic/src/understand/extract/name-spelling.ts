/**
 * Whether an address spells a name: `i.petrova@firm.ru` is Irina Petrova's.
 */
import { fold } from './fold.ts'

const LATINISED: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}
const SHORTEST = 4

/** True where four letters of a part of the name, or more, stand in the local part of the address. */
export function spellsName(address: string, name: string): boolean {
  const local = fold(address.replace(/^@/, '').split('@')[0] ?? '').replace(/[^a-z]/g, '')
  return fold(name)
    .split(/[\s-]+/)
    .map((part) => [...part].map((char) => LATINISED[char] ?? char).join(''))
    .some(
      (part) =>
        (part.length >= SHORTEST && local.includes(part.slice(0, Math.max(SHORTEST, part.length - 2)))) ||
        (part.length === 3 && local === part),
    )
}
