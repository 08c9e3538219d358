import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deserted, type OllamaStandIn, startOllamaStandIn } from '../llm/testing/ollama-stand-in.ts'
import { understandRequest } from '../llm/testing/requests.ts'
import { scriptedMind } from '../llm/testing/scripted-mind.ts'
import { chooseBrain } from './choose-brain.ts'

const SILENT = new AbortController().signal
let server: OllamaStandIn
beforeEach(async () => {
  server = await startOllamaStandIn(scriptedMind)
})
afterEach(() => server.close())

describe('the brain', () => {
  it('is ollama where OLLAMA_HOST answers and has the model', async () => {
    const { brain, why } = await chooseBrain({ OLLAMA_HOST: server.host, OLLAMA_MODEL: 'qwen2.5:7b' })
    expect(brain.name).toBe('ollama')
    expect(why).toMatch(/^ollama brain: qwen2\.5:7b /)
  })

  it.each([undefined, '', '  '])('is offline with OLLAMA_HOST=%j, and no server is looked for', async (host) => {
    const { brain, offline, ollama, why } = await chooseBrain({ OLLAMA_HOST: host })
    expect(brain).toBe(offline)
    expect(ollama).toBeNull()
    expect(why).toBe('offline brain: OLLAMA_HOST is not set')
  })

  it('is offline for now where nothing answers: replies are read all the same', async () => {
    const { brain, why } = await chooseBrain({ OLLAMA_HOST: await deserted() })
    expect(brain.name).toBe('offline')
    expect(why).toMatch(/^offline brain for now: MODEL_UNREACHABLE/)
    expect((await brain.understand(understandRequest('Send me the deck, please'), SILENT)).intents).toEqual([
      'presentation',
    ])
  })

  it('is offline for now where the model is missing, and the line says how to get it', async () => {
    const { brain, why } = await chooseBrain({ OLLAMA_HOST: server.host, OLLAMA_MODEL: 'qwen3:14b' })
    expect(brain.name).toBe('offline')
    expect(why).toContain('ollama pull qwen3:14b')
  })

  it('does not start with settings that are wrong, and names them', async () => {
    await expect(
      chooseBrain({ OLLAMA_HOST: server.host, OLLAMA_NUM_CTX: 'many', BRAIN_DEADLINE_MS: '0' }),
    ).rejects.toThrow(/OLLAMA_NUM_CTX[\s\S]*BRAIN_DEADLINE_MS/)
  })

  it('keeps the model loaded as long as the environment says', async () => {
    const { brain } = await chooseBrain({ OLLAMA_HOST: server.host, OLLAMA_KEEP_ALIVE: '-1', OLLAMA_NUM_CTX: '4096' })
    await brain.understand(understandRequest('Send me the deck, please'), SILENT)
    expect(server.chats[0]?.body).toMatchObject({ keep_alive: -1, options: { num_ctx: 4096 } })
  })
})
