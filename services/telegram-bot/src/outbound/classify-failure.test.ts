import { describe, expect, it } from 'vitest'
import { classifySendFailure } from './classify-failure.ts'

const answered = (status: number, description: string, retryAfterSeconds: number | null = null) =>
  classifySendFailure({ by: 'telegram', status, description, retryAfterSeconds })

describe('why a message was not sent', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user', { means: 'refused', blame: 'recipient', optOut: true }],
    [403, 'Forbidden: user is deactivated', { means: 'refused', blame: 'recipient', optOut: false }],
    [403, "Forbidden: bot can't initiate conversation with a user", { means: 'refused', optOut: false }],
    [400, 'Bad Request: chat not found', { means: 'refused', blame: 'recipient', optOut: false }],
    [400, 'Bad Request: message text is empty', { means: 'refused', blame: 'content', optOut: false }],
    [413, 'Request Entity Too Large', { means: 'refused', blame: 'content' }],
    [401, 'Unauthorized', { means: 'pause' }],
    [404, 'Not Found', { means: 'pause' }],
  ])('%i %s', (status, description, expected) => {
    expect(answered(status, description)).toMatchObject(expected)
  })

  it('waits as long as a 429 says', () => {
    expect(answered(429, 'Too Many Requests: retry after 7', 7)).toMatchObject({
      means: 'wait',
      waitMs: 7_000,
      limited: true,
    })
  })

  it('repeats only what was never sent', () => {
    const lost = (neverSent: boolean) => classifySendFailure({ by: 'network', neverSent, description: 'gone' }).means
    expect([lost(true), lost(false)]).toEqual(['wait', 'unknown'])
  })
})
