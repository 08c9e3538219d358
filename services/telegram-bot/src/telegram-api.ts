/** The Bot API as this service needs it. `telegraf-bot.ts` is the real one. Every method throws TelegramFailure only. */
export interface TelegramApi {
  getMe(signal: AbortSignal): Promise<{ readonly id: number; readonly username: string }>
  /**
   * Waits up to `timeoutSeconds` for updates from `offset` on. Giving an offset confirms, and makes Telegram forget,
   * everything below it. Without one the oldest unconfirmed come. Only their ids are checked: reading them is not the
   * driver's.
   */
  getUpdates(
    request: { readonly offset: number | null; readonly timeoutSeconds: number },
    signal: AbortSignal,
  ): Promise<readonly RawUpdate[]>
  sendMessage(chatId: string, text: string, signal: AbortSignal): Promise<void>
  /** `caption` may be empty. */
  sendDocument(chatId: string, document: TelegramDocument, caption: string, signal: AbortSignal): Promise<void>
}

/** An update as Telegram gave it. */
export interface RawUpdate {
  readonly update_id: number
}

export interface TelegramDocument {
  readonly filename: string
  readonly content: Buffer
}

/** Why a call failed, as far as it can be known. */
export type FailureCause =
  /** Telegram said no: `{ok: false, error_code, description, parameters}`. */
  | {
      readonly by: 'telegram'
      readonly status: number
      readonly description: string
      readonly retryAfterSeconds: number | null
    }
  /** No usable answer. Unless the connection was never made, the request may have been carried out. */
  | { readonly by: 'network'; readonly neverSent: boolean; readonly description: string }

/** A call of the Bot API that failed. Its text carries neither the token nor what was to be said. */
export class TelegramFailure extends Error {
  readonly failure: FailureCause

  constructor(failure: FailureCause) {
    super(failure.by === 'telegram' ? `${failure.status}: ${failure.description}` : failure.description)
    this.name = 'TelegramFailure'
    this.failure = failure
  }
}

/** What anything thrown by a call means; what is no TelegramFailure may have been carried out. */
export function causeOf(error: unknown): FailureCause {
  if (error instanceof TelegramFailure) return error.failure
  return { by: 'network', neverSent: false, description: error instanceof Error ? error.message : String(error) }
}

/** 401, and 404 on a method that exists: Telegram's answer to a token of the wrong form. */
export function isRefusedToken(cause: FailureCause): boolean {
  return cause.by === 'telegram' && (cause.status === 401 || cause.status === 404)
}
