import type { Intent } from '@outrider/shared/domain'
import type { Example } from './dataset.ts'
import { seededRandom } from './logistic.ts'

/** How many made replies are added, as shares of the written ones. */
export interface AugmentOptions {
  readonly joined: number
  readonly spoken: number
  readonly misspelt: number
  readonly seed: number
}

// Wishes that may stand side by side in one reply without changing each other.
const COMPATIBLE: Readonly<Partial<Record<Intent, readonly Intent[]>>> = {
  stop: ['redirect', 'question'],
  redirect: ['stop', 'presentation', 'timeout', 'question'],
  presentation: ['demo', 'question', 'timeout', 'redirect'],
  demo: ['presentation', 'question'],
  timeout: ['presentation', 'question', 'redirect'],
  question: ['presentation', 'demo', 'timeout', 'redirect', 'stop'],
}
const LONGEST_JOINED = 160

/**
 * Replies made of written ones: two wishes of one language said after each other; the same without capitals,
 * marks and accents, as dictation gives it; the same with slips of the keyboard. Labels follow from the parts.
 */
export function augment(examples: readonly Example[], options: AugmentOptions): Example[] {
  const random = seededRandom(options.seed)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const made: Example[] = []
  for (let i = 0; i < options.joined * examples.length; i += 1) {
    const first = pick(examples)
    const second = pick(examples)
    if (first && second && mayJoin(first, second)) made.push(join(first, second, random()))
  }
  for (let i = 0; i < options.spoken * examples.length; i += 1) {
    const one = pick(examples)
    if (one && one.text.length < 400) made.push({ ...one, text: asDictated(one.text) })
  }
  for (let i = 0; i < options.misspelt * examples.length; i += 1) {
    const one = pick(examples)
    if (one) made.push({ ...one, text: misspell(one.text, random) })
  }
  return made
}

function mayJoin(first: Example, second: Example): boolean {
  if (first.lang !== second.lang || first.text.length + second.text.length > LONGEST_JOINED * 2) return false
  if (first.intents.length !== 1 || second.intents.length !== 1) return false
  const [a, b] = [first.intents[0], second.intents[0]]
  return a !== undefined && b !== undefined && (COMPATIBLE[a]?.includes(b) ?? false)
}

function join(first: Example, second: Example, chance: number): Example {
  const text = first.text.trim()
  const closed = /[.!?…]$/u.test(text) ? text : `${text}.`
  return {
    ...first,
    text: `${closed}${chance < 0.2 ? '\n' : ' '}${second.text.trim()}`,
    intents: [...first.intents, ...second.intents],
    explicitOptOut: first.explicitOptOut || second.explicitOptOut,
  }
}

function asDictated(text: string): string {
  return text
    .replaceAll(/[,.!?;:¿¡"«»—–]/gu, (mark, at: number) => (/\S/u.test(text.charAt(at + 1)) ? mark : ''))
    .toLowerCase()
    .replaceAll(/[áéíóú]/gu, (letter) => letter.normalize('NFD').charAt(0))
}

function misspell(text: string, random: () => number): string {
  const words = text.split(' ')
  for (let slips = 0; slips < Math.max(1, words.length / 8); slips += 1) {
    const at = Math.floor(random() * words.length)
    const word = words[at] ?? ''
    if (word.length < 5 || /[@\d/]/u.test(word)) continue
    const place = 1 + Math.floor(random() * (word.length - 2))
    words[at] =
      random() < 0.5
        ? word.slice(0, place) + word.slice(place + 1)
        : word.slice(0, place) + word.charAt(place + 1) + word.charAt(place) + word.slice(place + 2)
  }
  return words.join(' ')
}
