import { LANGUAGES, type ReplyReading } from '@outrider/shared/domain'
import { z } from 'zod'
import { readMoment } from './moment.ts'
import type { Understander } from './understanders.ts'

const lineSchema = z.object({
  id: z.string().min(1),
  text: z.string(),
  now: z.string(),
  channel: z.string().optional(),
  lang: z.enum(LANGUAGES).optional(),
})

/** A line that cannot be read; the message names line and field. */
export class BadLineError extends Error {
  override readonly name = 'BadLineError'
}

/** One line of the answer (DESIGN §7). */
export type AnswerLine = Pick<
  ReplyReading,
  'intents' | 'explicitOptOut' | 'redirect' | 'until' | 'lang' | 'evidence' | 'by'
> & { readonly id: string; readonly ms: number }

/**
 * Reads one JSON line and answers it.
 *
 * @param line `{id, text, now, channel?, lang?}`; the offset of `now` is the prospect's zone
 * @param number shown in errors, from 1
 * @param clock milliseconds, monotonic
 * @throws BadLineError when the line is no such object
 */
export async function answerLine(
  line: string,
  number: number,
  understand: Understander,
  clock: () => number,
): Promise<AnswerLine> {
  const { id, text, now, lang } = parseLine(line, number)
  const moment = momentOf(now, number)
  const started = clock()
  const reading = await understand({ id, text, ...moment, ...(lang === undefined ? {} : { langHint: lang }) })
  const { intents, explicitOptOut, redirect, until, evidence, by } = reading
  const ms = Math.round((clock() - started) * 1000) / 1000
  return { id, intents, explicitOptOut, redirect, until, lang: reading.lang, evidence, by, ms }
}

function parseLine(line: string, number: number) {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new BadLineError(`line ${number}: not JSON`)
  }
  const parsed = lineSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') || 'the whole line'
  throw new BadLineError(`line ${number}: ${field}: ${issue?.message ?? 'not readable'}`)
}

function momentOf(now: string, number: number) {
  try {
    return readMoment(now)
  } catch (error) {
    throw new BadLineError(`line ${number}: ${error instanceof Error ? error.message : 'now: not readable'}`)
  }
}
