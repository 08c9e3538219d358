import type { FailureCause } from '../telegram-api.ts'

/** What a failed call means for the message it should have sent. */
export type SendFailure =
  /** Nothing was sent; not before `waitMs`, where Telegram named a time. */
  | { readonly means: 'wait'; readonly waitMs: number | null; readonly limited: boolean; readonly reason: string }
  /** Telegram will never take it. */
  | {
      readonly means: 'refused'
      readonly blame: 'recipient' | 'content'
      readonly optOut: boolean
      readonly reason: string
    }
  /** The token is refused: nothing of this account can be sent. */
  | { readonly means: 'pause'; readonly reason: string }
  /** It may have been sent. */
  | { readonly means: 'unknown'; readonly reason: string }

const BLOCKED = /blocked by the user/i
const NO_SUCH_CHAT =
  /chat not found|user not found|peer_id_invalid|chat_id is empty|upgraded to a supergroup|have no rights/i

/** Reads the answer of Telegram to `sendMessage` or `sendDocument`, or the lack of one. */
export function classifySendFailure(cause: FailureCause): SendFailure {
  if (cause.by === 'network') {
    return cause.neverSent
      ? { means: 'wait', waitMs: null, limited: false, reason: cause.description }
      : { means: 'unknown', reason: cause.description }
  }
  const { status, description, retryAfterSeconds } = cause
  const reason = `${status}: ${description}`
  switch (status) {
    case 429:
      return { means: 'wait', waitMs: (retryAfterSeconds ?? 1) * 1_000, limited: true, reason }
    case 401:
    case 404:
      return { means: 'pause', reason }
    case 403:
      return { means: 'refused', blame: 'recipient', optOut: BLOCKED.test(description), reason }
    default:
      return {
        means: 'refused',
        blame: NO_SUCH_CHAT.test(description) ? 'recipient' : 'content',
        optOut: false,
        reason,
      }
  }
}
