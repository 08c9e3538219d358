import type { FoldedText } from './fold-text.ts'
import type { Span } from './reply-parts.ts'
import { type Token, tokenize } from './tokens.ts'

/** What opens a clause and so changes how it counts. */
export type Opener = 'contrast' | 'condition' | 'correction' | 'cause' | 'none'

/** A stretch with one statement: the unit in which negation reaches and rules match. */
export interface Clause {
  /** Words, numbers and details, without marks. */
  readonly tokens: readonly Token[]
  /** The words joined by one space, with a space at either end, so that ` word ` finds whole words. */
  readonly line: string
  readonly opener: Opener
  /** The mark that ends it: `,` also for a clause that ends at a conjunction. */
  readonly ender: string
  /** Its sentence ends in a question mark. */
  readonly asks: boolean
  readonly sentence: number
  /** Index of each token that stands between quotation marks. */
  readonly quoted: ReadonlySet<number>
  /** Offsets in the folded text. */
  readonly from: number
  readonly to: number
}

const CONTRAST = new Set(
  'but however although though yet instead rather но однако зато хотя pero sino aunque sinembargo'.split(' '),
)
const CONDITION = new Set('if unless when whenever once если ежели когда коли разве si cuando siempre'.split(' '))
const CAUSE = new Set('because since as так потому поскольку porque pues'.split(' '))
const JOINS = new Set('and then so plus also и а или or y e o entonces asi да'.split(' '))
const SENTENCE_END = new Set(['?', '!', '.', ';', '…'])
const SOFT_END = new Set([',', ':', '—', '-', '(', ')', '[', ']', '/'])

// Words that stand between commas without making a clause of their own.
const PARENTHESES = new Set(
  'please пожалуйста por favor kindly ради бога наконец вообще therefore thanks спасибо gracias'.split(' '),
)
const MAX_LINE_OF_LIST = 42

const CORRECTION = new RegExp(
  `^ (?:(?:но|but|pero|и|and|y|a|а) )?(?:${[
    '(?:oh |ah |ok |hm |hmm |um |uh |er )*(?:wait|scratch that|strike that|never mind|nevermind|on second thought|hold on|no wait|actually|sorry i mean|i mean|correction|or rather|hang on|forget (?:that|it)|i take that back)',
    '(?:ой |ай |так |ну |хм |э )*(?:нет стоп|нет погодите|погоди\\p{L}*|подожди\\p{L}*|стойте|постойте|хотя нет|хотя|вернее|точнее|лучше|нет лучше|а нет|отставить|передумал\\p{L}*|беру свои слова|забудьте|стоп нет|не так|то есть|впрочем|оговорил\\p{L}*|ошиб\\p{L}* я)',
    '(?:ay |uy |eh |no )*(?:mejor dicho|mejor|espere?n?|espera(?:te|me|d)?|aguant\\p{L}*|aguarda\\p{L}*|perdon|corrijo|pensandolo bien|digo|bueno no|no espere?|me corrijo|olvid\\p{L}*|rectifico|mas bien|o sea no|ahora que lo pienso|retiro lo dicho)',
  ].join('|')}) `,
  'u',
)

interface Draft {
  tokens: Token[]
  quoted: Set<number>
  ender: string
}

/** Splits what was spoken into clauses, in text order. */
export function splitClauses(folded: FoldedText, spans: readonly Span[]): Clause[] {
  const all = tokenize(folded)
  const clauses: Clause[] = []
  let sentence = 0
  for (const span of spans) {
    const drafts = mergeParentheses(draftsOf(folded, all, span))
    let start = 0
    for (let i = 0; i < drafts.length; i += 1) {
      const ends = SENTENCE_END.has(drafts[i]?.ender ?? '.') || i === drafts.length - 1
      if (!ends) continue
      const asks = drafts[i]?.ender === '?'
      for (const draft of drafts.slice(start, i + 1)) clauses.push(finish(draft, sentence, asks))
      sentence += 1
      start = i + 1
    }
  }
  return clauses
}

function draftsOf(folded: FoldedText, all: readonly Token[], span: Span): Draft[] {
  const drafts: Draft[] = []
  let open: Draft = { tokens: [], quoted: new Set(), ender: '.' }
  let inQuotes = false
  const close = (ender: string) => {
    if (open.tokens.length > 0) {
      drafts.push(open)
      open.ender = ender
    } else {
      const last = drafts.at(-1)
      if (last && SENTENCE_END.has(ender) && (last.ender !== '?' || ender === '?')) last.ender = ender
    }
    open = { tokens: [], quoted: new Set(), ender: '.' }
  }
  const tokens = all.filter((token) => token.from >= span.from && token.to <= span.to)
  let lineStart = span.from
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (!token) continue
    if (token.kind === 'mark') {
      const mark = token.word.startsWith('.') ? '.' : token.word
      if (mark === '"') inQuotes = !inQuotes
      else if (mark === '\n') {
        if (breaksLine(folded, token, lineStart)) {
          close('.')
          inQuotes = false
        }
        lineStart = token.to
      } else if (SENTENCE_END.has(mark)) close(mark)
      else if (SOFT_END.has(mark) && !(mark === '-' && isHyphen(folded, token)) && mark !== '/') close(',')
      continue
    }
    if (opensClause(token, open, tokens[i + 1])) close(',')
    if (inQuotes) open.quoted.add(open.tokens.length)
    open.tokens.push(token)
  }
  close('.')
  return drafts
}

function isHyphen(folded: FoldedText, token: Token): boolean {
  return /[\p{L}\p{N}]/u.test(folded.text.charAt(token.from - 1)) && /[\p{L}\p{N}]/u.test(folded.text.charAt(token.to))
}

/** A wrapped line goes on; a short line, or one followed by a capital or a bullet, ends. */
function breaksLine(folded: FoldedText, token: Token, lineStart: number): boolean {
  if (token.from - lineStart < MAX_LINE_OF_LIST) return true
  const next = folded.source.slice((folded.at[token.from] ?? 0) + 1).trimStart()
  return /^[\p{Lu}\d*•-]/u.test(next)
}

function opensClause(token: Token, open: Draft, next: Token | undefined): boolean {
  if (open.tokens.length === 0) return false
  if (CONTRAST.has(token.word) || token.word === 'если' || token.word === 'if' || token.word === 'unless') return true
  if (open.tokens.length < 2 || !JOINS.has(token.word)) return false
  return next !== undefined && next.kind === 'word'
}

/** "do not, please, write" is one clause. */
function mergeParentheses(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = []
  let glue = false
  for (const draft of drafts) {
    const last = merged.at(-1)
    const isParenthesis = draft.tokens.length <= 3 && draft.tokens.every((token) => PARENTHESES.has(token.word))
    if (last && last.ender === ',' && (isParenthesis || glue)) {
      for (const index of draft.quoted) last.quoted.add(index + last.tokens.length)
      last.tokens.push(...draft.tokens)
      last.ender = draft.ender
    } else merged.push(draft)
    glue = isParenthesis && draft.ender === ','
  }
  return merged
}

function openerOf(line: string, tokens: readonly Token[]): Opener {
  if (CORRECTION.test(line)) return 'correction'
  let first = tokens[0]?.word ?? ''
  if (JOINS.has(first)) first = tokens[1]?.word ?? ''
  if (CONTRAST.has(first)) return 'contrast'
  if (CONDITION.has(first)) return 'condition'
  return CAUSE.has(first) ? 'cause' : 'none'
}

function finish(draft: Draft, sentence: number, asks: boolean): Clause {
  const line = ` ${draft.tokens.map((token) => token.word).join(' ')} `
  return {
    tokens: draft.tokens,
    line,
    opener: openerOf(line, draft.tokens),
    ender: draft.ender,
    asks,
    sentence,
    quoted: draft.quoted,
    from: draft.tokens[0]?.from ?? 0,
    to: draft.tokens.at(-1)?.to ?? 0,
  }
}
