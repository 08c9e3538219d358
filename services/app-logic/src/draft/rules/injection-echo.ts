import { isOverride } from '../instructions.ts'
import { flatten } from '../mentions/mask.ts'
import { excerpt, type Rule, sentencesOf } from './rule.ts'

/** Words a planted instruction wants to read: long or odd enough not to meet by chance. */
const RUN_OF_WORDS = 4
const TRIGGER = /(?<![\p{L}])(?:pwned|hacked|jailbroken|взломан\p{L}*|hackeado|bananas?|owned)(?!\p{L})/u

/** What somebody planted in the thread is not repeated, and no instruction to a machine stands in the draft. */
export const injectionEchoRule: Rule = (draft, evidence) => {
  const planted = evidence.planted.map((text) => ({ runs: wordRuns(flatten(text)), marks: demandedMarks(text) }))
  return sentencesOf(draft.text).flatMap(({ from, text }) => {
    const flat = flatten(text)
    const runs = wordRuns(flat)
    const echoes =
      isOverride(text) ||
      TRIGGER.test(flat) ||
      planted.some(
        (each) => [...runs].some((run) => each.runs.has(run)) || each.marks.some((mark) => text.includes(mark)),
      )
    return echoes ? [{ rule: 'injection-echo' as const, excerpt: excerpt(draft, from, from + text.length) }] : []
  })
}

function wordRuns(flat: string): Set<string> {
  const words = flat.match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(
    words.flatMap((_, index) =>
      index + RUN_OF_WORDS <= words.length ? [words.slice(index, index + RUN_OF_WORDS).join(' ')] : [],
    ),
  )
}

/** Code words and quoted phrases an instruction demands. */
function demandedMarks(planted: string): string[] {
  const quoted = [...planted.matchAll(/["“«'‘]([^"”»'’\n]{3,80})["”»'’]/gu)].map((hit) => hit[1] ?? '')
  const codes = planted.match(/(?<![\p{L}\p{N}])[\p{Lu}][\p{Lu}\p{N}_-]{3,}(?![\p{L}])/gu) ?? []
  return [...quoted, ...codes].filter((mark) => mark.trim().length >= 4)
}
