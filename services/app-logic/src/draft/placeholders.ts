const PLACEHOLDER = /\{\{?\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}?\}/gu
const SENTENCE_END = /(?<=[.!?…])[ \t]+/u

/**
 * Fills `{name}`-like placeholders. A `{name}` without a value leaves together with the comma before it, so that
 * "Hello, {name}!" becomes "Hello!"; any other takes its sentence with it, for half a sentence reads as a fault.
 * No placeholder remains.
 *
 * @param values null, or a missing key: there is no value
 */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string | null>>): string {
  const named = (values.name ?? null) !== null ? text : text.replace(/,?[ \t]*\{\{?\s*name\s*\}?\}/gu, '')
  const lines = named.split('\n').map((line) =>
    line
      .split(SENTENCE_END)
      .filter((each) => fillable(each, values))
      .join(' '),
  )
  const kept = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return (kept === '' ? named : kept).replace(PLACEHOLDER, (_, key: string) => values[key] ?? '').trim()
}

function fillable(sentence: string, values: Readonly<Record<string, string | null>>): boolean {
  return [...sentence.matchAll(PLACEHOLDER)].every(([, key = '']) => Boolean(values[key]))
}
