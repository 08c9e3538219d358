import type { Clock } from '../clock/clock.ts'
import type { Outcome, QueueFields, QueueSettings, QueueWords } from './queue.ts'

/** Ready and its time has come (the exact instant included), or claimed by somebody whose lease ran out. */
export function isDue(fields: QueueFields, words: QueueWords, now: Date): boolean {
  if (fields.status === words.ready) return fields.dueAt <= now
  return fields.status === words.claimed && fields.leasedUntil !== null && fields.leasedUntil <= now
}

/** The queue fields after an outcome: pure but for the clock it is given. */
export function settled(
  document: QueueFields,
  outcome: Outcome,
  words: QueueWords,
  settings: QueueSettings,
  clock: Clock,
): Omit<QueueFields, 'createdAt'> {
  const now = clock.now()
  const base = {
    dueAt: document.dueAt,
    attempts: document.attempts,
    leaseId: null,
    leasedUntil: null,
    errors: document.errors,
  }
  const withError = (message: string) => [...document.errors, { at: now, attempt: document.attempts, message }]
  switch (outcome.outcome) {
    case 'done':
      return { ...base, status: words.done, settledAt: now }
    case 'snooze':
      return { ...base, status: words.ready, dueAt: outcome.until, attempts: document.attempts - 1, settledAt: null }
    case 'dead':
      return { ...base, status: words.dead, errors: withError(outcome.reason), settledAt: now }
    case 'set-aside':
      return { ...base, status: outcome.status, errors: withError(outcome.reason), settledAt: now }
    case 'retry': {
      const errors = withError(outcome.error)
      return document.attempts >= settings.maxAttempts
        ? { ...base, status: words.dead, errors, settledAt: now }
        : {
            ...base,
            status: words.ready,
            dueAt: clock.afterMachineTime(settings.backoffMs(document.attempts)),
            errors,
            settledAt: null,
          }
    }
  }
}
