import type { TelegramDocument } from '../telegram-api.ts'
import { MAX_CAPTION, splitText } from './split-text.ts'

/** One call of the Bot API. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'document'; readonly document: TelegramDocument; readonly caption: string }

/**
 * The messages one outbox entry becomes, in order. A text that fits a caption goes out with the first document, as one
 * message: what is one call cannot arrive by half.
 */
export function planParts(text: string, documents: readonly TelegramDocument[]): Part[] {
  const [first, ...others] = documents
  const captioned = first !== undefined && text.trim().length <= MAX_CAPTION
  const texts = captioned ? [] : splitText(text)
  return [
    ...texts.map((each): Part => ({ kind: 'text', text: each })),
    ...(first === undefined
      ? []
      : [{ kind: 'document', document: first, caption: captioned ? text.trim() : '' } as const]),
    ...others.map((document): Part => ({ kind: 'document', document, caption: '' })),
  ]
}
