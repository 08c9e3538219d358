import { type Conversation, normaliseEmail, type ReplyReading, type TurnMessage } from '@outrider/shared/domain'
import type { Action } from '../action.ts'
import { LIMITS, type Policy } from '../policy.ts'

/** What a redirect comes to: a colleague to open, a question for the address, or a person's decision. */
export type RedirectOutcome =
  | {
      readonly result: 'open'
      readonly colleague: { readonly name: string | null; readonly email: string }
      readonly actions: Action[]
    }
  | { readonly result: 'clarify' }
  | { readonly result: 'hand-over'; readonly reason: string }

/**
 * The colleague becomes a contact with a conversation of their own, unless somebody is already there: a colleague in a
 * conversation, suppressed or named before goes to a person, never into a second thread.
 */
export function resolveRedirect(
  conversation: Conversation,
  reading: ReplyReading,
  messages: readonly TurnMessage[],
  policy: Policy,
): RedirectOutcome {
  const target = reading.redirect
  const email = target?.email == null ? null : normaliseEmail(target.email)
  if (target === null || (email === null && target.telegram === null && target.phone === null)) {
    return withoutAddress(conversation, messages.some((message) => message.again) ? null : (target?.name ?? null))
  }
  if (email === null) return { result: 'hand-over', reason: 'they pointed to a colleague by phone or handle alone' }
  const colleague = { name: target.name, email }
  if (conversation.namedColleagues.includes(email)) {
    // The same message, answered again because a newer one overtook the thanks: the colleague is written to already.
    if (messages.some((message) => message.again)) return { result: 'open', colleague, actions: [] }
    return { result: 'hand-over', reason: 'they pointed to somebody named before' }
  }
  switch (policy.colleague) {
    case 'in-conversation':
      return { result: 'hand-over', reason: 'the colleague they pointed to is already in a conversation' }
    case 'suppressed':
      return { result: 'hand-over', reason: 'the colleague they pointed to must not be written to' }
    case 'self':
      return withoutAddress(conversation, null)
    default:
      return { result: 'open', colleague, actions: [{ do: 'open-conversation', colleague }] }
  }
}

/** @param name who was named; null too where the message is only answered again, and so named nobody a second time */
function withoutAddress(conversation: Conversation, name: string | null): RedirectOutcome {
  if (name !== null && conversation.namedColleagues.includes(name.toLowerCase())) {
    return { result: 'hand-over', reason: 'they pointed to somebody named before, without an address' }
  }
  return conversation.clarifications < LIMITS.clarifications
    ? { result: 'clarify' }
    : { result: 'hand-over', reason: 'they pointed to a colleague, and the address is still unknown' }
}
