import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { ModelError, type ModelFailure } from './model-failure.ts'
import { OllamaClient, type OllamaSettings } from './ollama-client.ts'
import {
  type ChatReply,
  deserted,
  type OllamaStandIn,
  STAND_IN_MODEL,
  startOllamaStandIn,
} from './testing/ollama-stand-in.ts'

const GOOD = '{"a_word":"Привет, señor 👋"}'
const SILENT = new AbortController().signal
const question = {
  messages: [{ role: 'user' as const, content: 'Say a word.' }],
  format: { type: 'object', properties: { a_word: { type: 'string', maxLength: 40 } }, required: ['a_word'] },
  schema: z.object({ a_word: z.string() }),
  read: (answer: { a_word: string }) => answer,
  sampling: { temperature: 0, topP: 1, topK: 1, minP: 0, seed: 7, maxTokens: 50 },
}

let server: OllamaStandIn
beforeEach(async () => {
  server = await startOllamaStandIn(() => ({ say: GOOD }))
})
afterEach(() => server.close())

function clientOf(changes: Partial<OllamaSettings> = {}): OllamaClient {
  return new OllamaClient({
    host: server.host,
    model: STAND_IN_MODEL.name,
    numCtx: 8192,
    keepAlive: '24h',
    parallel: 2,
    longestQueue: 8,
    deadlineMs: 10_000,
    retryPauseMs: 1,
    ...changes,
  })
}

async function failureOf(asked: Promise<unknown>): Promise<ModelFailure | unknown> {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof ModelError ? error.failure : error
}

describe('a question to the model', () => {
  it('is sent with everything that keeps Ollama from cutting, thinking, shifting or sampling by its own defaults', async () => {
    await clientOf().ask(question, SILENT)
    expect(server.chats[0]?.body).toEqual({
      model: 'qwen2.5:7b',
      messages: question.messages,
      stream: true,
      think: false,
      truncate: false,
      shift: false,
      keep_alive: '24h',
      format: question.format,
      options: {
        num_ctx: 8192,
        num_predict: 50,
        temperature: 0,
        top_p: 1,
        top_k: 1,
        min_p: 0,
        presence_penalty: 0,
        repeat_penalty: 1,
        seed: 7,
      },
    })
  })

  it.each<[string, ChatReply]>([
    ['whole', { say: GOOD }],
    ['cut inside every character and every line', { say: GOOD, chunkBytes: 1 }],
    ['in chunks of seven bytes', { say: GOOD, chunkBytes: 7 }],
    ['without counts', { say: GOOD, usage: false }],
    ['after thinking in its own field', { say: GOOD, thinking: 'Let me see…' }],
    ['after thinking aloud', { say: `<think>\nhm { } \n</think>\n${GOOD}` }],
  ])('is answered: %s', async (_, reply) => {
    server.script.push(reply)
    await expect(clientOf().ask(question, SILENT)).resolves.toEqual({ a_word: 'Привет, señor 👋' })
  })

  it('waits for headers as long as its deadline lets it', async () => {
    const gate = deferred()
    server.script.push({ say: GOOD, headersAfter: gate.promise })
    const arrived = server.chatArrived()
    const answer = clientOf().ask(question, SILENT)
    await arrived
    gate.resolve()
    await expect(answer).resolves.toEqual({ a_word: 'Привет, señor 👋' })
  })

  it('counts calls, tokens and time', async () => {
    const client = clientOf()
    await client.ask(question, SILENT)
    expect(client.metrics).toMatchObject({
      calls: 1,
      retries: 0,
      promptTokens: 700,
      answerTokens: 60,
      loadMilliseconds: 20,
    })
    expect(client.metrics.milliseconds).toBeGreaterThan(0)
  })
})

const deferred = () => {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

describe('an answer that is no answer', () => {
  const FAILURES: ReadonlyArray<[string, ChatReply, ModelFailure]> = [
    ['ends for lack of tokens', { say: GOOD, doneReason: 'length' }, 'cut-off'],
    ['is only a load', { say: '', doneReason: 'load' }, 'cut-off'],
    ['ends with no reason', { say: GOOD, doneReason: null }, 'cut-off'],
    ['ends without its last line', { stopAfter: GOOD, how: 'end' }, 'cut-off'],
    ['comes from a question that was cut to half the context', { say: GOOD, promptTokens: 4098 }, 'cut-off'],
    [
      'breaks with an error line',
      { failAfter: '{"a_', error: 'model runner has unexpectedly stopped' },
      'server-error',
    ],
    ['holds a line that is no JSON', { garbage: '<html>proxy</html>' }, 'server-error'],
    ['is empty', { say: '' }, 'wrong-form'],
    ['is empty after thinking', { say: '', thinking: 'so much to think about' }, 'wrong-form'],
    ['is prose', { say: 'Sure! Here is the word.' }, 'not-json'],
    ['is half an object', { say: '{"a_word": "Hel' }, 'not-json'],
    ['lacks a field', { say: '{"word":"x"}' }, 'wrong-form'],
    ['is refused: too long', { status: 400, error: 'the prompt is longer than the context' }, 'refused'],
    ['is refused: cloud', { status: 403, error: 'cloud models are disabled' }, 'refused'],
    ['is for a model that is gone', { status: 404, error: "model 'qwen2.5:7b' not found" }, 'missing'],
    ['is a fault that a repeat does not mend', { status: 500, error: 'unexpected EOF' }, 'server-error'],
  ]

  it.each(FAILURES)(
    '%s: it is told by who failed, is counted, and is not asked for again',
    async (_, reply, failure) => {
      server.reply = () => reply
      const client = clientOf()
      expect(await failureOf(client.ask(question, SILENT))).toBe(failure)
      expect(client.metrics.failures[failure]).toBe(1)
      expect(server.chats).toHaveLength(1)
    },
  )

  const TRANSIENT: ReadonlyArray<[string, ChatReply]> = [
    ['a request given up in the queue', { status: 499, error: 'request canceled' }],
    [
      'a model that failed to load',
      { status: 500, error: 'llama runner process has terminated: failed to load model' },
    ],
    ['a proxy without its server', { status: 502, html: '<html><h1>502 Bad Gateway</h1></html>' }],
    ['a full queue', { status: 503, error: 'server busy, please try again.  maximum pending requests exceeded' }],
    ['a connection closed before the headers', { never: 'connects' }],
    ['a connection that breaks', { stopAfter: '{"a_', how: 'hang-up' }],
  ]

  it.each(TRANSIENT)('%s is asked once more', async (_, reply) => {
    server.script.push(reply)
    const client = clientOf()
    await expect(client.ask(question, SILENT)).resolves.toEqual({ a_word: 'Привет, señor 👋' })
    expect(client.metrics).toMatchObject({ calls: 2, retries: 1 })
  })

  it.each(TRANSIENT)('%s is asked once more and no oftener', async (_, reply) => {
    server.reply = () => reply
    expect(await failureOf(clientOf().ask(question, SILENT))).toMatch(/server-error|unreachable/)
    expect(server.chats).toHaveLength(2)
  })

  it.each<[string, ChatReply]>([
    ['never answers', { never: 'answers' }],
    ['falls silent', { stopAfter: '{"a_', how: 'silence' }],
  ])('a server that %s is left at the deadline, and sees it', async (_, reply) => {
    server.reply = () => reply
    expect(await failureOf(clientOf({ deadlineMs: 400 }).ask(question, SILENT))).toBe('deadline')
    await vi.waitFor(() => expect(server.chats[0]?.aborted).toBe(true))
  })

  it('prints nothing of an answer to the console', async () => {
    const spies = (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method))
    for (const reply of [{ garbage: 'secret words' }, { status: 502, html: 'secret page' }] as const) {
      server.script.push(reply, reply)
      await failureOf(clientOf().ask(question, SILENT))
    }
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
  })

  it('names no word of the answer in its message', async () => {
    server.reply = () => ({ say: '{"a_word": 5, "secret": "word"}' })
    await expect(clientOf().ask(question, SILENT)).rejects.toThrow(
      /^the answer has the wrong form \(a_word: invalid_type\)$/,
    )
  })

  it('no connection at all is unreachable', async () => {
    const client = clientOf({ host: await deserted() })
    expect(await failureOf(client.ask(question, SILENT))).toBe('unreachable')
  })
})

describe('a caller', () => {
  it('who leaves gets its own reason, and the server sees it', async () => {
    server.reply = () => ({ never: 'answers' })
    const leaving = new AbortController()
    const arrived = server.chatArrived()
    const client = clientOf()
    const asked = client.ask(question, leaving.signal)
    await arrived
    leaving.abort(new Error('shutting down'))
    await expect(asked).rejects.toThrow('shutting down')
    await vi.waitFor(() => expect(server.chats[0]?.aborted).toBe(true))
    expect(Object.values(client.metrics.failures).every((count) => count === 0)).toBe(true)
  })

  it('waits while all slots are taken, and is refused when too many wait', async () => {
    const gate = deferred()
    server.reply = () => ({ say: GOOD, headersAfter: gate.promise })
    const client = clientOf({ parallel: 1, longestQueue: 1 })
    const first = client.ask(question, SILENT)
    const second = client.ask(question, SILENT)
    expect(await failureOf(client.ask(question, SILENT))).toBe('crowded')
    gate.resolve()
    await expect(Promise.all([first, second])).resolves.toHaveLength(2)
    expect(server.chats).toHaveLength(2)
  })

  it('whose deadline passes in the queue leaves it, and the next one still gets its turn', async () => {
    const gate = deferred()
    server.reply = () => ({ say: GOOD, headersAfter: gate.promise })
    const client = clientOf({ parallel: 1, longestQueue: 2 })
    const first = client.ask(question, SILENT)
    const leaving = new AbortController()
    const second = client.ask(question, leaving.signal)
    const third = client.ask(question, SILENT)
    leaving.abort(new Error('gone'))
    await expect(second).rejects.toThrow('gone')
    gate.resolve()
    await expect(Promise.all([first, third])).resolves.toHaveLength(2)
  })
})
