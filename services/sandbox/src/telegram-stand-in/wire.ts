import type { Clock } from '@outrider/shared'

/** Telegram Bot API shapes, as far as a bot that talks to people in private chats meets them. */

/** A person as the stand-in plays them. */
export interface StandInChat {
  readonly id: number
  /** Without `@`; a person may have none. */
  readonly username?: string
  readonly firstName: string
  readonly lastName?: string
  /** IETF tag of their Telegram client. */
  readonly languageCode?: string
}

/** A message the bot sent; `text` is the caption where a document has one. */
export interface SentMessage {
  readonly chatId: string
  readonly text: string
  readonly document?: { readonly filename: string; readonly bytes: Buffer }
}

export interface StandInSettings {
  /** `<digits>:<secret>`, as @BotFather gives it. */
  readonly token: string
  /** Without `@`. */
  readonly username: string
  /** Default 0: any free port. */
  readonly port?: number
  /** Stamps the messages; default the machine's. Give it the sandbox's, so that a reply is not older than its question. */
  readonly clock?: Clock
  /** Default: the seconds of the machine's clock, so that a restarted stand-in does not repeat an id. */
  readonly firstUpdateId?: number
}

export interface Update {
  readonly update_id: number
  readonly [kind: string]: unknown
}

/** What a method answers: HTTP status and JSON body. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

export const succeeded = (result: unknown): Answer => ({ status: 200, body: { ok: true, result } })

export const failed = (status: number, description: string, parameters?: object): Answer => ({
  status,
  body: { ok: false, error_code: status, description, ...(parameters === undefined ? {} : { parameters }) },
})

/** The `User` of a person. */
export function userOf(chat: StandInChat): object {
  return {
    id: chat.id,
    is_bot: false,
    first_name: chat.firstName,
    ...(chat.lastName === undefined ? {} : { last_name: chat.lastName }),
    ...(chat.username === undefined ? {} : { username: chat.username }),
    ...(chat.languageCode === undefined ? {} : { language_code: chat.languageCode }),
  }
}

/** The private `Chat` of a person. */
export function privateChatOf(chat: StandInChat): object {
  return {
    id: chat.id,
    type: 'private',
    first_name: chat.firstName,
    ...(chat.lastName === undefined ? {} : { last_name: chat.lastName }),
    ...(chat.username === undefined ? {} : { username: chat.username }),
  }
}

/** A `/command` at the start of a text is marked, as Telegram marks it. */
export function textContent(text: string): object {
  const command = /^\/[A-Za-z0-9_]+/.exec(text)?.[0]
  return command === undefined
    ? { text }
    : { text, entities: [{ type: 'bot_command', offset: 0, length: command.length }] }
}
