import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Telegraf, type Telegram, TelegramError } from 'telegraf'
import { type FailureCause, type RawUpdate, type TelegramApi, TelegramFailure } from './telegram-api.ts'

/** What is asked of Telegram; groups and channels do not reach a bot that nobody adds, and are ignored when they do. */
const ALLOWED_UPDATES = ['message', 'edited_message', 'my_chat_member'] as const
const UPDATES_AT_ONCE = 100

/**
 * The Bot API through telegraf. Its own polling is not used: it moves the offset, which confirms updates to Telegram,
 * before anybody could say that they are stored.
 */
export function telegrafBot(token: string, apiRoot: string): TelegramApi {
  const { telegram } = new Telegraf(token, { telegram: { apiRoot } })
  // A kept connection that the server has just closed fails after the request was written, and such a message counts as
  // uncertain for ever. telegraf takes an agent for https only, so it is set where it ends up.
  const agent = apiRoot.startsWith('http://') ? new HttpAgent() : new HttpsAgent()
  Object.assign(telegram.options, { agent, attachmentAgent: agent })
  const call = async <T>(calling: Promise<T>): Promise<T> => {
    try {
      return await calling
    } catch (error) {
      throw new TelegramFailure(readFailure(error, token))
    }
  }
  return {
    getMe: (signal) => call(telegram.callApi('getMe', {}, cancelledBy(signal))),
    getUpdates: async ({ offset, timeoutSeconds: timeout }, signal) => {
      const from = offset === null ? {} : { offset }
      const payload = { ...from, limit: UPDATES_AT_ONCE, timeout, allowed_updates: ALLOWED_UPDATES }
      return checkedUpdates(await call<unknown>(telegram.callApi('getUpdates', payload, cancelledBy(signal))))
    },
    sendMessage: async (chatId, text, signal) => {
      await call(telegram.callApi('sendMessage', { chat_id: chatId, text }, cancelledBy(signal)))
    },
    sendDocument: async (chatId, { filename, content }, caption, signal) => {
      const document = { source: content, filename: headerSafe(filename) }
      const payload = { chat_id: chatId, document, ...(caption === '' ? {} : { caption }) }
      await call(telegram.callApi('sendDocument', payload, cancelledBy(signal)))
    },
  }
}

/** Without an id an update cannot be confirmed and would come for ever: such an answer is not Telegram's. */
function checkedUpdates(answer: unknown): readonly RawUpdate[] {
  const hasId = (update: unknown) => Number.isSafeInteger((update as Partial<RawUpdate> | null)?.update_id)
  if (Array.isArray(answer) && answer.every(hasId)) return answer as RawUpdate[]
  throw new TelegramFailure({ by: 'network', neverSent: false, description: 'the answer is not one of the Bot API' })
}

type CallOptions = NonNullable<Parameters<Telegram['callApi']>[2]>

/** telegraf's types know the signal of a polyfill only; it takes Node's own. */
const cancelledBy = (signal: AbortSignal) => ({ signal }) as unknown as CallOptions

/** A file name goes into a header of the multipart body as it is. */
function headerSafe(filename: string): string {
  return filename.replace(/["\\\p{Cc}]/gu, '_')
}

function readFailure(error: unknown, token: string): FailureCause {
  if (error instanceof TelegramError && error.code < 500) {
    const retryAfterSeconds = error.parameters?.retry_after ?? null
    return {
      by: 'telegram',
      status: error.code,
      description: withoutToken(error.description, token),
      retryAfterSeconds,
    }
  }
  const description = withoutToken(error instanceof Error ? error.message : String(error), token)
  return { by: 'network', neverSent: neverConnected(error, description), description }
}

/** The token stands in the URL of every call, and so in the texts of its errors. */
function withoutToken(text: string, token: string): string {
  return text.replaceAll(token, '[token]').replaceAll(encodeURIComponent(token), '[token]')
}

const CERTIFICATE = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|HOSTNAME_MISMATCH)/

/** Looking up the name, connecting or the TLS handshake failed: nothing of the request can have been read. */
function neverConnected(error: unknown, description: string): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /reason: (?:connect|getaddrinfo) /.test(description) || code === 'ECONNREFUSED' || CERTIFICATE.test(code)
}
