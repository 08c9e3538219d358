import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLogger, type LogLevel } from './logger.ts'

async function logged(level: LogLevel, write: (logger: ReturnType<typeof createLogger>) => void): Promise<string> {
  const stream = new PassThrough()
  write(createLogger({ service: 'test', level, stream }))
  await new Promise((resolve) => setImmediate(resolve))
  return String(stream.read() ?? '')
}

describe('invariant 12: logs carry ids, not content', () => {
  const fields = {
    conversationId: 'v_1',
    text: 'Please stop writing',
    password: 'hunter2',
    accessToken: 'abc',
    MAIL_PASSWORD: 'hunter2',
    to: 'ivan@prospect.test',
    reason: '550 <ivan@prospect.test> unknown at mongodb://root:hunter2@db/x',
    nested: [{ email: 'ivan@prospect.test', subject: 'Hello' }],
    error: new Error('no such user ivan@prospect.test'),
  }

  it('at info level: no content, no secret, no address, wherever it stands', async () => {
    const line = await logged('info', (logger) => logger.info('refused for ivan@prospect.test', fields))
    expect(line).toContain('v_1')
    for (const secret of ['Please stop', 'hunter2', 'abc', 'ivan', 'Hello']) expect(line).not.toContain(secret)
  })

  it('at debug level addresses are shown, content and secrets still are not', async () => {
    const line = await logged('debug', (logger) => logger.debug('refused', fields))
    expect(line).toContain('ivan@prospect.test')
    for (const secret of ['Please stop', 'hunter2', '"abc"', 'Hello']) expect(line).not.toContain(secret)
  })

  it('a line is one JSON object', async () => {
    const line = await logged('info', (logger) => logger.warn('x', { id: 1 }))
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', service: 'test', message: 'x', id: 1 })
  })

  it('lines below the level are not written', async () => {
    expect(await logged('warn', (logger) => logger.info('quiet'))).toBe('')
  })
})
