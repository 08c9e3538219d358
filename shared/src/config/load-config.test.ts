import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { OutriderError } from '../errors/outrider-error.ts'
import { commonSettings } from './common-settings.ts'
import { loadConfig } from './load-config.ts'

const schema = z.object({ ...commonSettings, CONCURRENCY: z.coerce.number().int().positive().default(4) })

describe('settings', () => {
  it('are read with their defaults and frozen', () => {
    const settings = loadConfig(schema, { MONGODB_URI: 'mongodb://db', LOG_LEVEL: '' })
    expect(settings).toMatchObject({ MONGODB_DATABASE: 'outrider', LOG_LEVEL: 'info', CONCURRENCY: 4 })
    expect(Object.isFrozen(settings)).toBe(true)
  })

  it('every problem is reported at once, by the name of its variable and without its value', () => {
    const wrong = { MONGODB_URI: 'postgres://user:hunter2@db', LOG_LEVEL: 'loud', CONCURRENCY: '0' }
    const message = (() => {
      try {
        loadConfig(schema, wrong)
      } catch (error) {
        return error instanceof OutriderError && error.code === 'CONFIG_INVALID' ? error.message : ''
      }
      return ''
    })()
    for (const name of ['MONGODB_URI', 'LOG_LEVEL', 'CONCURRENCY']) expect(message).toContain(name)
    expect(message).not.toContain('hunter2')
  })
})
