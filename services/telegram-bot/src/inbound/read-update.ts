import { z } from 'zod'
import type { RawUpdate } from '../telegram-api.ts'
import { contentOf, type MessageContent, type RawMessage, rawMessageSchema } from './message-content.ts'

/** What an update is to us. */
export type ReadUpdate =
  | { readonly is: 'message'; readonly updateId: number; readonly message: InboundMessage }
  /** The person blocked the bot: they want to hear nothing more. */
  | { readonly is: 'block'; readonly updateId: number; readonly chatId: string }
  | { readonly is: 'ignored'; readonly updateId: number; readonly reason: string }
  | { readonly is: 'unreadable'; readonly updateId: number; readonly reason: string }

export interface InboundMessage extends MessageContent {
  readonly chatId: string
  readonly name: string
  /** Without `@`; null when the person has none. */
  readonly username: string | null
  readonly at: Date
  readonly isStart: boolean
  readonly startToken: string | null
}

const memberSchema = z.looseObject({
  chat: z.looseObject({ id: z.int(), type: z.string() }),
  new_chat_member: z.looseObject({ status: z.string() }),
})

const updateSchema = z.looseObject({
  update_id: z.int(),
  message: rawMessageSchema.optional(),
  edited_message: rawMessageSchema.optional(),
  my_chat_member: memberSchema.optional(),
})

/** Reads one raw update; never throws. What has not the shape of an update comes back as unreadable, with the reason. */
export function readUpdate(raw: RawUpdate): ReadUpdate {
  const parsed = updateSchema.safeParse(raw)
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'not an update' }
    return { is: 'unreadable', updateId: raw.update_id, reason: `${path.join('.') || 'update'}: ${message}` }
  }
  const { update_id: updateId, message, edited_message: edited, my_chat_member: member } = parsed.data
  const written = message ?? edited
  if (written !== undefined) return readMessage(updateId, written)
  if (member !== undefined) {
    return member.chat.type === 'private' && member.new_chat_member.status === 'kicked'
      ? { is: 'block', updateId, chatId: String(member.chat.id) }
      : { is: 'ignored', updateId, reason: 'membership of the bot changed' }
  }
  return { is: 'ignored', updateId, reason: 'an update of a kind that was not asked for' }
}

function readMessage(updateId: number, message: RawMessage): ReadUpdate {
  const ignored = (reason: string): ReadUpdate => ({ is: 'ignored', updateId, reason })
  if (message.chat.type !== 'private') return ignored(`written in a ${message.chat.type}`)
  if (message.from === undefined || message.from.is_bot) return ignored('written by a bot')
  const content = contentOf(message)
  if (content === null) return ignored('a notice of Telegram itself')
  const start = readStart(content.text)
  return {
    is: 'message',
    updateId,
    message: {
      ...content,
      ...start,
      text: start.isStart ? '' : withoutAddressee(content.text),
      chatId: String(message.chat.id),
      name: [message.from.first_name, message.from.last_name].filter(Boolean).join(' '),
      username: message.from.username ?? null,
      at: new Date((message.edit_date ?? message.date) * 1_000),
    },
  }
}

/** `/stop@sales_bot` says no more than `/stop`. */
const withoutAddressee = (text: string) => text.replace(/^(\/\w+)@\w+/, '$1')

/** `/start`, alone or with the token of a deep link (1–64 of `A-Za-z0-9_-`). Any other words after it are read as words. */
function readStart(text: string): { isStart: boolean; startToken: string | null } {
  const start = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?\s*$/.exec(text)
  return { isStart: start !== null, startToken: start?.[1] ?? null }
}
