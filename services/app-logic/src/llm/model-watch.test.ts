import { type Logger, silentLogger } from '@outrider/shared'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ModelWatch } from './model-watch.ts'
import { OllamaClient } from './ollama-client.ts'
import { deserted, type OllamaStandIn, STAND_IN_MODEL, startOllamaStandIn } from './testing/ollama-stand-in.ts'

let server: OllamaStandIn
beforeEach(async () => {
  server = await startOllamaStandIn()
})
afterEach(() => server.close())

function clientFor(changes: { host?: string; model?: string } = {}): OllamaClient {
  return new OllamaClient({
    host: server.host,
    model: STAND_IN_MODEL.name,
    numCtx: 8192,
    keepAlive: -1,
    parallel: 1,
    longestQueue: 1,
    deadlineMs: 2_000,
    retryPauseMs: 1,
    ...changes,
  })
}

function watchFor(client: OllamaClient = clientFor()) {
  const lines: string[] = []
  const note = (message: string) => void lines.push(message)
  const logger: Logger = { ...silentLogger, info: note, warn: note }
  const clock = { now: 0 }
  const watch = new ModelWatch(
    client,
    logger,
    { failuresBeforeRest: 3, restMs: 30_000, lookAgainMs: 600_000 },
    () => clock.now,
  )
  return { watch, clock, lines, client }
}

describe('a look at the server', () => {
  it('finds the model, and names weights, version and address in one line', async () => {
    const report = await watchFor().watch.look()
    expect(report).toMatchObject({ usable: true, warnings: [] })
    expect(report.why).toBe(`ollama brain: qwen2.5:7b (845dbda0ea48) on Ollama 0.31.2 at ${server.host}`)
  })

  it.each<[string, (server: OllamaStandIn) => void, RegExp]>([
    ['a missing model', (it) => it.models.splice(0), /^MODEL_MISSING.*ollama pull qwen2\.5:7b/],
    [
      'a model in a cloud',
      (it) => it.models.splice(0, 1, { ...STAND_IN_MODEL, remoteHost: 'https://ollama.com' }),
      /cloud/,
    ],
    [
      'a model for embeddings',
      (it) => it.models.splice(0, 1, { ...STAND_IN_MODEL, capabilities: ['embedding'] }),
      /cannot write/,
    ],
    ['a server that cuts long questions', (it) => Object.assign(it, { version: '0.12.5' }), /too old: 0\.12\.6/],
  ])('refuses %s, and says what to do', async (_, spoil, why) => {
    spoil(server)
    expect(await watchFor().watch.look()).toMatchObject({ usable: false, why: expect.stringMatching(why) })
  })

  it('a server that is not there is unreachable, and no password stands in the line', async () => {
    const host = await deserted()
    const { watch } = watchFor(clientFor({ host: host.replace('//', '//me:hush@') }))
    const { usable, why } = await watch.look()
    expect(usable).toBe(false)
    expect(why).toContain(`MODEL_UNREACHABLE: Ollama at ${host} does not answer`)
  })

  it('accepts a tag that is given without ":latest"', async () => {
    server.models.splice(0, 1, { ...STAND_IN_MODEL, name: 'qwen2.5' })
    expect(await watchFor(clientFor({ model: 'qwen2.5' })).watch.look()).toMatchObject({ usable: true })
  })

  it('warns of a context smaller than asked for', async () => {
    server.reply = () => ({ say: '{}' })
    server.contextLength = 4096
    const { watch, client, lines } = watchFor()
    await watch.look()
    await client
      .ask(
        { messages: [{ role: 'user', content: 'x' }], format: {}, schema: anything, read: () => null, sampling },
        SILENT,
      )
      .catch(() => {})
    expect(await watch.look()).toMatchObject({ warnings: [expect.stringContaining('4096 tokens, not 8192')] })
    expect(lines.filter((line) => line.includes('4096'))).toHaveLength(1)
  })
})

const anything = z.unknown()
const SILENT = new AbortController().signal
const sampling = { temperature: 0, topP: 1, topK: 1, minP: 0, seed: 1, maxTokens: 5 }

describe('the watch', () => {
  it('leaves a server alone after three failures in a row, and finds it again after a rest', async () => {
    const { watch, clock, lines, client } = watchFor()
    await watch.ready()
    for (const failure of ['unreachable', 'deadline', 'server-error'] as const) watch.note(failure)
    await expect(watch.ready()).rejects.toMatchObject({ failure: 'resting' })
    expect(client.metrics.failures.resting).toBe(1)
    clock.now += 30_000
    await watch.ready()
    expect(watch.usable).toBe(true)
    expect(lines).toHaveLength(2)
  })

  it('does not rest for answers that are no good, nor for failures apart from each other', async () => {
    const { watch } = watchFor()
    await watch.ready()
    for (const outcome of ['unreachable', 'deadline', 'answered', 'unreachable', 'not-json', 'deadline'] as const)
      watch.note(outcome)
    await expect(watch.ready()).resolves.toBeUndefined()
  })

  it('uses a model that is pulled later, without a restart', async () => {
    const [model] = server.models.splice(0)
    const { watch, clock, lines } = watchFor()
    await expect(watch.ready()).rejects.toThrow('MODEL_MISSING')
    if (model !== undefined) server.models.push(model)
    await expect(watch.ready()).rejects.toThrow('MODEL_MISSING')
    clock.now += 30_000
    await watch.ready()
    expect(lines).toEqual([expect.stringMatching(/^ollama brain: /)])
  })

  it('says when other weights stand behind the tag', async () => {
    const { watch, clock, lines } = watchFor()
    await watch.ready()
    server.models.splice(0, 1, { ...STAND_IN_MODEL, digest: 'f'.repeat(64) })
    clock.now += 600_000
    await watch.ready()
    expect(lines).toEqual([expect.stringContaining('the model behind the tag has changed')])
  })

  it('looks once for callers that come together', async () => {
    const { watch } = watchFor()
    expect(watch.look()).toBe(watch.look())
    await watch.look()
  })
})
