import type { OutboxKind } from '@outrider/shared/domain'
import type { Draft, DraftRequest } from '../brain/brain.ts'
import { checkDraft } from '../draft/check-draft.ts'
import { draftOffline } from '../draft/draft-offline.ts'
import { factsOf } from '../draft/grounding.ts'
import { draftFrom } from './draft-answer.ts'
import { type DraftAnswer, draftAnswerSchema, draftFormat, draftMessages, pointsOf } from './draft-prompt.ts'
import { ModelError } from './model-failure.ts'
import type { Sampling } from './ollama-client.ts'
import { type ModelAccess, randomNonce } from './ollama-understand.ts'

/**
 * What a model may word. Openers are the campaign's own text, confirmations are times and nothing else, a clarification
 * is one question: there is nothing to word in them.
 */
const WORDED: ReadonlySet<OutboxKind> = new Set([
  'answer',
  'presentation',
  'demo-offer',
  'referral-thanks',
  'follow-up',
  'reminder',
])

const SAMPLING: Omit<Sampling, 'seed'> = { temperature: 0.6, topP: 0.8, topK: 20, minP: 0, maxTokens: 700 }
/** A second try with the same seed would be the same text. */
const SEEDS = [11, 29] as const

/**
 * Words a message with the model; every fact comes from the request, the greeting, the honest line, sign-off and footer
 * from code. A text that fails a check is tried once more with another seed; then, and whenever the model fails, the
 * templates word it, and it is counted.
 *
 * @throws only the signal's own reason, when nobody waits for the draft any more
 */
export async function draftWithOllama(request: DraftRequest, access: ModelAccess, signal: AbortSignal): Promise<Draft> {
  const points = pointsOf(request)
  if (!WORDED.has(request.kind) || points.length === 0 || request.brief.clarify !== null) return draftOffline(request)
  let failure: ModelError | null = null
  for (const seed of SEEDS) {
    const outcome = await tryOnce(request, points, seed, access, signal)
    if (!(outcome instanceof ModelError)) return outcome
    failure = outcome
    if (!OF_THE_TEXT.has(outcome.failure)) break
  }
  access.client.metrics.fallbacks.draft += 1
  access.logger.warn('a template worded a message: the model could not', {
    kind: request.kind,
    code: failure?.code,
    failure: failure?.failure,
    reason: failure?.message,
  })
  return draftOffline(request)
}

const OF_THE_TEXT: ReadonlySet<ModelError['failure']> = new Set([
  'cut-off',
  'not-json',
  'wrong-form',
  'ungrounded',
  'wrong-language',
])

async function tryOnce(
  request: DraftRequest,
  points: ReturnType<typeof pointsOf>,
  seed: number,
  { client, watch, nonce = randomNonce }: ModelAccess,
  signal: AbortSignal,
): Promise<Draft | ModelError> {
  try {
    await watch.ready()
    const draft = await client.ask(
      {
        messages: draftMessages(request, points, nonce()),
        format: draftFormat(request),
        schema: draftAnswerSchema,
        read: (answer: DraftAnswer) => checked(draftFrom(answer, request, points), request),
        sampling: { ...SAMPLING, seed },
      },
      signal,
    )
    watch.note('answered')
    return draft
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    watch.note(error.failure)
    return error
  }
}

/** The same check that stands before the outbox (DESIGN §6.7), here while the model can still try again. */
function checked(draft: Draft, request: DraftRequest): Draft {
  const { violations } = checkDraft({ ...factsOf(request), id: request.kind, draft: draft.text })
  if (violations.length === 0) return draft
  const rules = [...new Set(violations.map(({ rule }) => rule))]
  throw new ModelError('ungrounded', `the message claims what is not known (${rules.join(', ')})`)
}
