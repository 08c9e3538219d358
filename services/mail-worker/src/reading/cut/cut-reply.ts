import { readingLimits } from '../limits.ts'
import type { CutReply } from '../mail.ts'
import { type JudgedLine, judgeLines, type Verdict } from './cut-lines.ts'
import { htmlLines } from './html-lines.ts'
import { markInitialledQuotes } from './initialled-quotes.ts'
import { type Line, plainLines } from './line.ts'
import { markOwnFooters } from './own-footers.ts'
import { ownNames, type Sender } from './own-name.ts'
import { cutSignature } from './signature.ts'
import { mendWrappedQuotes } from './wrapped-quotes.ts'

/** The body of a mail in the forms it came in. */
export interface ReplyBody {
  readonly text?: string | null
  readonly html?: string | null
  /** Who wrote it: their own name at the end begins a signature. */
  readonly sender?: Sender
  /** Footers we put below our own mail: history wherever they stand. */
  readonly ownFooters?: readonly string[]
}

/**
 * Tells what the writer newly wrote from quotes, forwarded mail and signature. Plain text is preferred; HTML is read by
 * its structure when there is no plain text, or when only it shows where the history begins.
 *
 * @returns The three parts, blank lines joined; together they hold every word of the body.
 */
export function cutReply(body: ReplyBody): CutReply {
  const plain = body.text?.slice(0, readingLimits.textCharacters) ?? ''
  const html = body.html?.slice(0, readingLimits.htmlCharacters) ?? null
  if (plain.trim() === '') return html === null ? emptyCut : cutLines(htmlLines(html), body)
  const fromPlain = cutLines(markInitialledQuotes(mendWrappedQuotes(plainLines(plain))), body)
  if (html === null || fromPlain.quoted !== '') return fromPlain
  const fromHtml = cutLines(htmlLines(html), body)
  return fromHtml.quoted !== '' && fromHtml.text.length <= fromPlain.text.length ? fromHtml : fromPlain
}

const emptyCut: CutReply = { text: '', quoted: '', signature: '' }

function cutLines(lines: readonly Line[], { sender, ownFooters }: ReplyBody): CutReply {
  const judged = judgeLines(markOwnFooters(lines, ownFooters ?? []))
  const names = ownNames(sender ?? {})
  const parts: Record<Verdict, string[]> = { new: [], quoted: [], signature: [] }
  for (const [index, run] of runsOf(judged).entries()) {
    const cut =
      run.verdict === 'new' && index < readingLimits.signatureRuns
        ? cutSignature(
            run.lines,
            names,
            parts.new.some((line) => line.trim() !== ''),
          )
        : null
    append(parts[run.verdict], cut ? [...cut.text, ''] : run.lines)
    if (cut) append(parts.signature, cut.signature)
  }
  return { text: tidy(parts.new), quoted: tidy(parts.quoted), signature: tidy(parts.signature) }
}

/** Spreading a hundred thousand lines into `push` would overflow the stack. */
function append(target: string[], lines: readonly string[]): void {
  for (const line of lines) target.push(line)
}

function runsOf(judged: readonly JudgedLine[]): { verdict: JudgedLine['verdict']; lines: string[] }[] {
  const runs: { verdict: JudgedLine['verdict']; lines: string[] }[] = []
  for (const line of judged) {
    const last = runs.at(-1)
    // Blank lines belong to what stands before them.
    if (last && (last.verdict === line.verdict || line.text.trim() === '')) last.lines.push(line.text)
    else runs.push({ verdict: line.verdict, lines: [line.text] })
  }
  return runs
}

/** Joined, blank lines reduced to one, outer blank lines gone. */
function tidy(lines: readonly string[]): string {
  const kept: string[] = []
  for (const line of lines) {
    if (line.trim() !== '') kept.push(line.trimEnd())
    else if (kept.length > 0 && kept.at(-1) !== '') kept.push('')
  }
  while (kept.at(-1) === '') kept.pop()
  return kept.join('\n')
}
