import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFolder } from '../training/dataset.ts'
import { readMoment } from '../understand/moment.ts'
import { understandOffline } from '../understand/understand-offline.ts'
import { openOllamaUnderstander } from './ollama-understander.ts'
import { deserted, type OllamaStandIn, startOllamaStandIn } from './testing/ollama-stand-in.ts'
import { scriptedMind } from './testing/scripted-mind.ts'

let server: OllamaStandIn
beforeEach(async () => {
  server = await startOllamaStandIn(scriptedMind)
})
afterEach(() => server.close())

const EXAMPLES = readFolder(fileURLToPath(new URL('../../training/dev', import.meta.url))).filter(
  (_, i) => i % 12 === 0,
)

describe('reading replies with --brain ollama', () => {
  it('a model that agrees with the offline brain changes no intent of the dev split, and every reply is paid for', async () => {
    const understand = await openOllamaUnderstander({ OLLAMA_HOST: server.host })
    for (const { id, text, now } of EXAMPLES) {
      const reply = { id, text, ...readMoment(now) }
      const offline = understandOffline(reply)
      const reading = await understand(reply)
      expect([id, ...reading.intents]).toEqual([id, ...offline.intents])
      expect(reading.by).toBe(offline.by === 'rule' ? 'rule' : 'llm')
      expect(reading.redirect).toEqual(offline.redirect)
      expect(reading.until).toBe(offline.until)
    }
    const { metrics } = understand
    expect(metrics.fallbacks.understand).toBe(0)
    expect(metrics.calls).toBe(server.chats.length)
    expect(metrics.promptTokens).toBe(700 * metrics.calls)
  })

  it('with a server that is not there the offline brain reads, and every reply is counted', async () => {
    const understand = await openOllamaUnderstander({ OLLAMA_HOST: await deserted() })
    const [example] = EXAMPLES
    if (example === undefined) throw new Error('the dev split is empty')
    const reply = { id: example.id, text: 'Could you show it to us in a call?', ...readMoment(example.now) }
    expect(await understand(reply)).toEqual(understandOffline(reply))
    expect(understand.metrics.fallbacks.understand).toBe(1)
  })
})
