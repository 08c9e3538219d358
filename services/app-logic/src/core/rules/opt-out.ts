import type { Conversation } from '@outrider/shared/domain'
import type { Action } from '../action.ts'
import { cancelAll } from './outgoing.ts'

/**
 * Stop is final (DESIGN §6.1): suppressed on every channel, everything pending taken back, nothing more is sent, not
 * even a goodbye.
 */
export function stopFor(
  conversation: Conversation,
  cause: 'stop' | 'complaint' | 'command',
  evidence: string,
): Action[] {
  const reason = { stop: 'they asked to stop', complaint: 'they complained', command: 'suppressed by sales ops' }[cause]
  return [
    { do: 'suppress', cause, evidence },
    ...cancelAll(conversation, reason),
    { do: 'set-timer', timer: null },
    { do: 'enter-stage', stage: 'stopped', reason },
  ]
}
