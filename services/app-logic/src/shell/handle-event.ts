import { ConflictError, dead, done, type InboxEvent, type Outcome, type Queued } from '@outrider/shared'
import type { Understanding } from '@outrider/shared/domain'
import type { Action } from '../core/action.ts'
import { decide } from '../core/decide.ts'
import type { AppLogic } from './app-logic.ts'
import { commit } from './commit.ts'
import { gatherPolicy } from './gather-policy.ts'
import { loadConversation, locateConversation } from './locate.ts'
import { relay } from './relay.ts'
import { understandEvent } from './triggers.ts'

const MAX_RACES = 10

/** One event of `inbox`, from what it means to what it brought about. Lost races are decided again. */
export async function handleEvent(app: AppLogic, event: Queued<InboxEvent>, signal: AbortSignal): Promise<Outcome> {
  const id = await locateConversation(app, event)
  if (id === null) {
    app.logger.info('an event that belongs to no conversation was recorded', { inboxId: event._id, type: event.type })
    return done
  }
  for (let race = 0; race < MAX_RACES; race++) {
    try {
      return await handleOnce(app, event, id, signal)
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
    }
  }
  throw new ConflictError(id, -1)
}

async function handleOnce(app: AppLogic, event: Queued<InboxEvent>, id: string, signal: AbortSignal): Promise<Outcome> {
  const loaded = await loadConversation(app, id)
  if (loaded === null) return dead(`conversation ${id}, its contact or its campaign is not there`)
  // What a crash left behind is carried out before anything new is decided.
  await relay(app, loaded.conversation)
  // Committed before a crash, settled never: deciding on it again would answer twice.
  if (loaded.conversation.handled.includes(event._id)) return done
  const understanding = await understandEvent(app, event, loaded, signal)
  if (understanding.type === 'void') return done
  const reading = understanding.type === 'reply' ? understanding.reading : null
  const policy = await gatherPolicy(app, loaded, understanding)
  const decided = decide(loaded.conversation, understanding, policy, app.clock.now())
  const actions = await takeBack(app, decided)
  app.logger.info('decided', {
    conversationId: id,
    inboxId: event._id,
    trigger: understanding.type,
    actions: actions.map((action) => action.do),
    ...(reading === null ? {} : { intents: reading.intents, by: reading.by, doubt: reading.doubt }),
  })
  if (!worthACommit(understanding, actions)) return done
  const committed = await commit(app, loaded, understanding, actions, event._id, signal)
  await relay(app, committed)
  return done
}

/** Doing nothing is kept where somebody may ask why: for replies and commands. */
function worthACommit(understanding: Understanding, actions: readonly Action[]): boolean {
  return (
    understanding.type === 'reply' ||
    understanding.type === 'command' ||
    actions.some((action) => action.do !== 'nothing')
  )
}

/**
 * Takes messages back from the edges before the decision is written down: one that is leaving or has left cannot be, and
 * is not counted as cancelled, or else it would be answered for twice.
 */
async function takeBack({ store }: AppLogic, actions: readonly Action[]): Promise<Action[]> {
  const kept: Action[] = []
  for (const action of actions) {
    if (action.do !== 'cancel' || (await isTakenBack(store, action.outboxId, action.reason))) kept.push(action)
  }
  return kept
}

async function isTakenBack({ outbox }: AppLogic['store'], outboxId: string, reason: string): Promise<boolean> {
  if (await outbox.move(outboxId, ['held', 'ready', 'uncertain'], 'cancelled', { reason })) return true
  return (await outbox.get(outboxId))?.status === 'cancelled'
}
