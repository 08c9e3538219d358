import Table from 'cli-table3'
import type { Output } from './output.ts'

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Rows under their headings, in columns. Control characters of outside text are taken out. */
export function table(output: Output, headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const view = new Table({
    head: headings.map((heading) => output.style.strong(heading)),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    chars: NO_BORDERS,
  })
  view.push(...rows.map((row) => row.map(printable)))
  return view
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** Text of a stranger as it may be shown on a terminal: escape sequences and other controls cannot act there. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
}
