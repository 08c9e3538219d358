/**
 * Untrusted text made fit for a prompt. Ollama renders messages into one text and tokenises it with special tokens on,
 * so that `<|im_end|>` in a mail would end the turn and open another. No such token survives here (DESIGN §6.11).
 */

// Characters nobody sees: soft hyphen, zero-width, bidirectional controls, fillers, variation selectors, tag characters.
const INVISIBLE = new RegExp(
  [
    '\\u00ad|\\u034f|\\u061c|\\u115f|\\u1160|[\\u17b4\\u17b5]|[\\u180b-\\u180f]',
    '[\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f]|\\u3164',
    '[\\ufe00-\\ufe0f]|\\ufeff|\\uffa0|[\\ufff0-\\ufffb]|[\\u{1d173}-\\u{1d17a}]|[\\u{e0000}-\\u{e0fff}]',
  ].join('|'),
  'gu',
)
const LONE_SURROGATE = /\p{Surrogate}/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

// Every angle bracket, wide forms too (some tokenisers fold them): no `<|…|>`, `<think>`, `<tool_call>`, `</s>`, `<<SYS>>`
// and no mark of our own is left, known or not.
const OPENING = /[<\uff1c\ufe64]/g
const CLOSING = /[>\uff1e\ufe65]/g
const WIDE_BAR = /\uff5c/g
// `[INST]`, `[/INST]`, `[TOOL_CALLS]`, `[SYSTEM_PROMPT]`; wide brackets too.
const BRACKETED_TOKEN = /[[\uff3b][ ]?(\/?[ ]?(?:[A-Z][A-Z_]{2,}|inst))[ ]?[\]\uff3d]/gi

/** Longest text that goes into a prompt, in UTF-16 units. */
export const LONGEST_TEXT = 6_000
const HEAD_SHARE = 0.75
const GAP = '\n[…]\n'

/**
 * Text of somebody else as it may stand in a prompt: template tokens broken, nothing invisible, of bounded length.
 * Of a text that is too long head and end remain. Idempotent.
 */
export function sanitise(text: string, longest = LONGEST_TEXT): string {
  return clip(
    text
      .replace(LONE_SURROGATE, '\ufffd')
      .replace(/\r\n?/g, '\n')
      .replace(/[\u2028\u2029]/g, '\n')
      .replace(INVISIBLE, '')
      .replace(CONTROL, ' ')
      .replace(OPENING, '‹')
      .replace(CLOSING, '›')
      .replace(WIDE_BAR, '|')
      .replace(BRACKETED_TOKEN, '($1)'),
    longest,
  )
}

/** The same for what must be one line: names, companies, subjects. */
export function sanitiseLine(text: string, longest = 120): string {
  return sanitise(text, Number.POSITIVE_INFINITY)
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, longest)
    .replace(LONE_SURROGATE, '\ufffd')
}

function clip(text: string, longest: number): string {
  if (text.length <= longest) return text
  const head = Math.floor((longest - GAP.length) * HEAD_SHARE)
  const tail = longest - GAP.length - head
  return (text.slice(0, head) + GAP + text.slice(text.length - tail)).replace(LONE_SURROGATE, '\ufffd')
}
