import { checkDraft, type DraftVerdict } from './check-draft.ts'
import { checkDraftInputSchema } from './check-input.ts'

/** A line that cannot be read; the message names line and field. */
export class BadDraftLineError extends Error {
  override readonly name = 'BadDraftLineError'
}

/** One line of the answer (DESIGN §7); `id` is that of the line, null where it had none. */
export interface DraftCheckLine extends DraftVerdict {
  readonly id: string | number | null
}

/**
 * Checks the draft of one JSON line (DESIGN §7 `check-draft`).
 *
 * @param number shown in errors, from 1
 * @throws BadDraftLineError when the line is no such object
 */
export function checkLine(line: string, number: number): DraftCheckLine {
  const parsed = checkDraftInputSchema.safeParse(parseJson(line, number))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') || 'the whole line'
    throw new BadDraftLineError(`line ${number}: ${field}: ${issue?.message ?? 'not readable'}`)
  }
  return { id: parsed.data.id ?? null, ...checkDraft(parsed.data) }
}

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BadDraftLineError(`line ${number}: not JSON`)
  }
}
