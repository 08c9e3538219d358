import type { Clock } from '@outrider/shared'
import type { Parameters } from './read-request.ts'
import { UpdateQueue } from './update-queue.ts'
import {
  type Answer,
  failed,
  privateChatOf,
  type SentMessage,
  type StandInChat,
  type StandInSettings,
  succeeded,
  userOf,
} from './wire.ts'

const MAX_TEXT = 4_096
const MAX_CAPTION = 1_024

interface Calling {
  readonly answer: Promise<Answer>
  readonly cancel: () => void
}

/** The bot behind the API: who has started it, what waits for it, what it has sent. */
export class StandInBot {
  readonly updates: UpdateQueue
  readonly sent: SentMessage[] = []
  readonly sentListeners = new Set<(message: SentMessage) => void>()
  readonly #people = new Map<string, StandInChat>()
  readonly #blocked = new Set<string>()
  readonly #lastMessageOf = new Map<number, object>()
  readonly #me: object
  readonly #clock: Clock
  #nextMessageId = 1

  constructor({ token, username, firstUpdateId }: StandInSettings, clock: Clock) {
    this.#clock = clock
    this.updates = new UpdateQueue(firstUpdateId ?? Math.floor(Date.now() / 1_000))
    this.#me = {
      id: Number.parseInt(token, 10),
      is_bot: true,
      first_name: username,
      username,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    }
  }

  /** A message of a person becomes an update; writing to the bot starts it, and lifts a block. */
  receive(chat: StandInChat, content: object): number {
    this.#people.set(String(chat.id), chat)
    this.#blocked.delete(String(chat.id))
    const message = {
      message_id: this.#nextMessageId++,
      from: userOf(chat),
      chat: privateChatOf(chat),
      date: this.#seconds(),
      ...content,
    }
    this.#lastMessageOf.set(chat.id, message)
    return this.updates.push({ message })
  }

  receiveEdit(chat: StandInChat, content: object): number {
    const last = this.#lastMessageOf.get(chat.id)
    if (last === undefined) throw new Error(`chat ${chat.id} has written nothing that could be edited`)
    return this.updates.push({ edited_message: { ...last, edit_date: this.#seconds(), ...content } })
  }

  receiveBlock(chat: StandInChat, { from, chat: where }: { from: object; chat: object }): number {
    this.#blocked.add(String(chat.id))
    return this.updates.push({
      my_chat_member: {
        chat: where,
        from,
        date: this.#seconds(),
        old_chat_member: { user: this.#me, status: 'member' },
        new_chat_member: { user: this.#me, status: 'kicked', until_date: 0 },
      },
    })
  }

  call(method: string, parameters: Parameters): Calling {
    if (method === 'getupdates') return this.updates.poll(parameters)
    return { answer: this.#answer(method, parameters), cancel: () => {} }
  }

  async #answer(method: string, parameters: Parameters): Promise<Answer> {
    switch (method) {
      case 'getme':
        return succeeded(this.#me)
      case 'sendmessage':
        return this.#sendMessage(parameters)
      case 'senddocument':
        return this.#sendDocument(parameters)
      case 'deletewebhook':
        return succeeded(true)
      case 'getwebhookinfo':
        return succeeded({
          url: '',
          has_custom_certificate: false,
          pending_update_count: this.updates.unconfirmed,
        })
      default:
        return failed(404, 'Not Found')
    }
  }

  #sendMessage(parameters: Parameters): Answer {
    const text = String(parameters.text ?? '').trim()
    const refused = this.#refusal(parameters)
    if (refused !== null) return refused
    if (text === '') return failed(400, 'Bad Request: message text is empty')
    if (text.length > MAX_TEXT) return failed(400, 'Bad Request: message is too long')
    return this.#deliver({ chatId: String(parameters.chat_id), text }, { text })
  }

  async #sendDocument(parameters: Parameters): Promise<Answer> {
    const caption = String(parameters.caption ?? '').trim()
    const { document } = parameters
    const refused = this.#refusal(parameters)
    if (refused !== null) return refused
    if (!(document instanceof File)) return failed(400, 'Bad Request: there is no document in the request')
    if (caption.length > MAX_CAPTION) return failed(400, 'Bad Request: message caption is too long')
    const bytes = Buffer.from(await document.arrayBuffer())
    if (bytes.length === 0) return failed(400, 'Bad Request: file must be non-empty')
    const described = {
      file_name: document.name,
      mime_type: document.type,
      file_id: `stand-in-${this.#nextMessageId}`,
      file_unique_id: `${this.#nextMessageId}`,
      file_size: bytes.length,
    }
    const message = { chatId: String(parameters.chat_id), text: caption, document: { filename: document.name, bytes } }
    return this.#deliver(message, { document: described, ...(caption === '' ? {} : { caption }) })
  }

  #refusal(parameters: Parameters): Answer | null {
    const chatId = String(parameters.chat_id ?? '')
    if (chatId === '') return failed(400, 'Bad Request: chat_id is empty')
    if (this.#blocked.has(chatId)) return failed(403, 'Forbidden: bot was blocked by the user')
    return this.#people.has(chatId) ? null : failed(400, 'Bad Request: chat not found')
  }

  #deliver(sent: SentMessage, content: object): Answer {
    const person = this.#people.get(sent.chatId)
    this.sent.push(sent)
    for (const listener of this.sentListeners) listener(sent)
    return succeeded({
      message_id: this.#nextMessageId++,
      from: this.#me,
      ...(person === undefined ? {} : { chat: privateChatOf(person) }),
      date: this.#seconds(),
      ...content,
    })
  }

  #seconds(): number {
    return Math.floor(this.#clock.now().getTime() / 1_000)
  }
}
