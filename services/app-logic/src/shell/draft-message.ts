import { messageOf } from '@outrider/shared'
import type { Language } from '@outrider/shared/domain'
import type { Brain, Draft, DraftRequest, ThreadMessage } from '../brain/brain.ts'
import { checkDraft } from '../draft/check-draft.ts'
import { factsOf } from '../draft/grounding.ts'
import type { AppLogic } from './app-logic.ts'
import type { Composing } from './compose-entry.ts'

export interface Drafted {
  readonly subject: string | null
  readonly text: string
  /** Why a person must read it first; null when it may leave. */
  readonly heldBecause: string | null
  /** Why the conversation goes to a person after it; null when it does not. */
  readonly handOver: string | null
}

/**
 * Words for a message. Each draft is checked against what is known (DESIGN §6.7): one that claims more is redone once,
 * by the offline brain, whose texts are written by people; if that fails too, it is held.
 */
export async function draftMessage(
  app: AppLogic,
  composing: Composing & { readonly language: Language },
  signal: AbortSignal,
): Promise<Drafted> {
  const request = await requestFor(app, composing)
  const first = await tryDraft(app, app.brain, request, signal)
  const problems = first === null ? ['no draft'] : problemsOf(composing.id, first, request)
  if (first !== null && problems.length === 0) return drafted(first, request, null)
  const second = app.brain === app.offline && first !== null ? first : await app.offline.draft(request, signal)
  const remaining = problemsOf(composing.id, second, request)
  app.logger.warn('a draft was redone', { outboxId: composing.id, rules: problems, remaining })
  return drafted(
    second,
    request,
    remaining.length === 0 ? null : `the draft claims what is not known (${remaining.join(', ')})`,
  )
}

async function tryDraft(
  app: AppLogic,
  brain: Brain,
  request: DraftRequest,
  signal: AbortSignal,
): Promise<Draft | null> {
  try {
    return await brain.draft(request, AbortSignal.any([signal, AbortSignal.timeout(app.brainDeadlineMs)]))
  } catch (error) {
    if (signal.aborted) throw error
    app.logger.warn('the model could not write a draft; the offline brain does', { reason: messageOf(error) })
    return null
  }
}

function problemsOf(id: string, draft: Draft, request: DraftRequest): string[] {
  const { violations } = checkDraft({ ...factsOf(request), id, draft: draft.text })
  return [...new Set(violations.map(({ rule }) => rule))]
}

function drafted(draft: Draft, { brief }: DraftRequest, heldBecause: string | null): Drafted {
  const unforeseen = draft.openQuestions.length > 0 && brief.openQuestions.length === 0
  return {
    subject: draft.subject,
    text: draft.text,
    heldBecause,
    handOver: unforeseen ? 'a question that product knowledge does not answer' : null,
  }
}

async function requestFor(
  { store, clock }: AppLogic,
  { conversation, contact, campaign, action, language }: Composing & { readonly language: Language },
): Promise<DraftRequest> {
  const thread = await threadOf(store, conversation._id, conversation.runStartedAt)
  const turn = await Promise.all(action.answers.map(({ inboxId }) => store.inbox.get(inboxId)))
  return {
    kind: action.kind,
    channel: action.channel,
    language,
    brief: action.brief,
    campaign,
    contact: { name: nameOf(contact.name, action), company: contact.company, timezone: contact.timezone },
    referredBy: conversation.referredBy?.name ?? null,
    thread,
    turnText: turn.map((event) => (event?.type === 'message' ? event.text : '')).join('\n\n'),
    snoozedUntil: conversation.snoozedUntil,
    now: clock.now(),
  }
}

/** Whoever wrote is greeted: a colleague who joined by their own name. */
function nameOf(contactName: string, { answers }: Composing['action']): string {
  return contactName === '' ? (answers.at(-1)?.fromName ?? '') : contactName
}

async function threadOf({ history }: AppLogic['store'], conversationId: string, since: Date): Promise<ThreadMessage[]> {
  const [received, outgoing] = await Promise.all([history.received(conversationId), history.outgoing(conversationId)])
  const came = received.flatMap((event) =>
    event.type === 'message' ? [{ direction: 'in' as const, at: event.receivedAt, text: event.text }] : [],
  )
  const went = outgoing
    .filter((entry) => entry.status === 'sent')
    .map((entry) => ({ direction: 'out' as const, at: entry.settledAt ?? entry.createdAt, text: entry.text }))
  return [...came, ...went].filter(({ at }) => at >= since).sort((a, b) => a.at.getTime() - b.at.getTime())
}
