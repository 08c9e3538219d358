import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from '@outrider/shared'
import { readCall } from './read-request.ts'
import { StandInBot } from './stand-in-bot.ts'
import {
  type Answer,
  failed,
  privateChatOf,
  type SentMessage,
  type StandInChat,
  type StandInSettings,
  textContent,
  userOf,
} from './wire.ts'

export type { SentMessage, StandInChat, StandInSettings } from './wire.ts'

/** How the next call fails: with an answer of Telegram's, or with the connection cut once the request was read. */
export type FailSpec = { readonly method?: string } & (
  | { readonly status: number; readonly body: object }
  | { readonly hangUp: true }
)

/** A local Bot API with people in it. */
export interface TelegramStandIn {
  readonly apiRoot: string
  /** Somebody writes to the bot. Returns the update id. */
  say(chat: StandInChat, text: string): number
  /** Somebody presses Start, or follows `t.me/<bot>?start=<token>`. */
  start(chat: StandInChat, token?: string): number
  /** A message with any content of the Bot API (`{sticker: {…}}`, `{photo: […], caption}` …). */
  post(chat: StandInChat, content: object): number
  /** Somebody corrects their last message. */
  edit(chat: StandInChat, text: string): number
  /** Somebody blocks the bot: what is sent from now on is refused with 403. */
  block(chat: StandInChat): number
  /** Any update, as it is. */
  push(update: object): number
  /** Updates not yet confirmed by an offset. */
  unconfirmed(): number
  /** What the bot has sent, oldest first. */
  sent(): readonly SentMessage[]
  /** Calls the listener for each message from now on; the result ends it. */
  onSent(listener: (message: SentMessage) => void): () => void
  /** Calls the listener for each call of the bot, before it is answered; the result ends it. */
  onCall(listener: (method: string) => void): () => void
  /** Makes the next call (default: the next message or document sent) fail. Several are used up in order. */
  failNext(spec: FailSpec): void
  close(): Promise<void>
}

/** Starts a Bot API stand-in on loopback with Telegram's wire shapes (core.telegram.org/bots/api, "Making requests"). */
export async function startTelegramStandIn(settings: StandInSettings): Promise<TelegramStandIn> {
  const bot = new StandInBot(settings, settings.clock ?? systemClock)
  const failures: FailSpec[] = []
  const callListeners = new Set<(method: string) => void>()
  const server = createServer((request, response) => {
    serve({ bot, token: settings.token, failures, callListeners }, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    ...controlsOf(bot, failures, callListeners),
    close: () => close(server, bot),
  }
}

type Controls = Omit<TelegramStandIn, 'apiRoot' | 'close'>

function controlsOf(bot: StandInBot, failures: FailSpec[], callListeners: Set<(method: string) => void>): Controls {
  return {
    say: (chat, text) => bot.receive(chat, textContent(text)),
    start: (chat, token) => bot.receive(chat, textContent(token === undefined ? '/start' : `/start ${token}`)),
    post: (chat, content) => bot.receive(chat, content),
    edit: (chat, text) => bot.receiveEdit(chat, textContent(text)),
    block: (chat) => bot.receiveBlock(chat, { from: userOf(chat), chat: privateChatOf(chat) }),
    push: (update) => bot.updates.push(update),
    unconfirmed: () => bot.updates.unconfirmed,
    sent: () => bot.sent,
    onSent: (listener) => listen(bot.sentListeners, listener),
    onCall: (listener) => listen(callListeners, listener),
    failNext: (spec) => void failures.push(spec),
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

interface Serving {
  readonly bot: StandInBot
  readonly token: string
  readonly failures: FailSpec[]
  readonly callListeners: ReadonlySet<(method: string) => void>
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await readCall(request)
  if (call === null) return reply(response, failed(404, 'Not Found'))
  if (call.token !== serving.token) return reply(response, failed(401, 'Unauthorized'))
  for (const listener of serving.callListeners) listener(call.method)
  const failure = takeFailure(serving.failures, call.method)
  if (failure !== null) {
    if ('hangUp' in failure) request.socket.destroy()
    else reply(response, failure)
    return
  }
  const { answer, cancel } = serving.bot.call(call.method, call.parameters)
  response.once('close', cancel)
  reply(response, await answer)
}

function takeFailure(failures: FailSpec[], method: string): FailSpec | null {
  const index = failures.findIndex((spec) =>
    spec.method === undefined ? method.startsWith('send') : spec.method.toLowerCase() === method,
  )
  return index === -1 ? null : (failures.splice(index, 1)[0] ?? null)
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function close(server: Server, bot: StandInBot): Promise<void> {
  bot.updates.close()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
