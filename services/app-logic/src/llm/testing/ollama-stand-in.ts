import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

/** What the stand-in does with one `/api/chat` request: how Ollama answers, and every way in which it fails to. */
export type ChatReply =
  | {
      readonly say: string
      /** Sent before the answer, as a thinking model does. */
      readonly thinking?: string
      /** `done_reason`; null leaves it out. Default `stop`. */
      readonly doneReason?: 'stop' | 'length' | 'load' | null
      /** False leaves out the counts of the last object, as a zero does. */
      readonly usage?: boolean
      readonly promptTokens?: number
      /** Bytes of one chunk on the wire: 1 cuts inside characters and inside lines. Default: one line a chunk. */
      readonly chunkBytes?: number
      /** Headers are held back until this resolves: load and prompt evaluation. */
      readonly headersAfter?: Promise<unknown>
    }
  /** The stream ends, or the connection breaks, or nothing more comes, after these words and without `done`. */
  | { readonly stopAfter: string; readonly how: 'end' | 'hang-up' | 'silence' }
  /** An error after the first words: the status is 200 already. */
  | { readonly failAfter: string; readonly error: string }
  /** A line that is no JSON. */
  | { readonly garbage: string }
  | { readonly status: number; readonly error?: string; readonly html?: string }
  /** The request is read, and no answer comes, not even headers; or the connection is closed before them. */
  | { readonly never: 'answers' | 'connects' }

export interface ChatBody {
  readonly model: string
  readonly messages: ReadonlyArray<{ readonly role: string; readonly content: string }>
  readonly stream?: boolean
  readonly think?: boolean
  readonly truncate?: boolean
  readonly shift?: boolean
  readonly keep_alive?: string | number
  readonly format?: { readonly properties: Readonly<Record<string, unknown>> }
  readonly options?: Readonly<Record<string, number>>
}

export interface StandInModel {
  readonly name: string
  readonly digest: string
  readonly capabilities?: readonly string[]
  /** Names the host that really runs it: a cloud model. */
  readonly remoteHost?: string
}

/** A server with Ollama's wire shapes and a script in place of a mind. */
export interface OllamaStandIn {
  readonly host: string
  /** Every chat request that asked something, in order; `aborted` when the client left before the end. */
  readonly chats: ReadonlyArray<{ readonly body: ChatBody; aborted: boolean }>
  /** What the server says of itself; change it while it runs. */
  version: string
  models: StandInModel[]
  /** `/api/ps` says so once something was asked; null: as asked for. */
  contextLength: number | null
  /** Answers to the next chats, each used once; after them `reply` answers. */
  readonly script: ChatReply[]
  reply: (body: ChatBody) => ChatReply
  /** Resolves when a chat request has been read. */
  chatArrived(): Promise<void>
  close(): Promise<void>
}

export const STAND_IN_MODEL: StandInModel = {
  name: 'qwen2.5:7b',
  digest: '845dbda0ea48ed749caafd9e6037047aa19acfcfd82e704d7ca97d631a0b697e',
  capabilities: ['completion', 'tools'],
}

/** Starts the stand-in on a free port of loopback. */
export async function startOllamaStandIn(
  reply: (body: ChatBody) => ChatReply = () => ({ say: '{}' }),
): Promise<OllamaStandIn> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const chats: Array<{ body: ChatBody; aborted: boolean }> = []
  const standIn: OllamaStandIn = {
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chats,
    version: '0.31.2',
    models: [STAND_IN_MODEL],
    contextLength: null,
    script: [],
    reply,
    chatArrived: async () => {
      await once(server, 'chat')
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  server.on('request', (request, response) => {
    handle(standIn, chats, () => server.emit('chat'), request, response).catch(() => response.destroy())
  })
  return standIn
}

async function handle(
  standIn: OllamaStandIn,
  chats: Array<{ body: ChatBody; aborted: boolean }>,
  chatArrived: () => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = JSON.parse((await textOf(request)) || '{}') as ChatBody & { readonly name?: string }
  const model = standIn.models.find(({ name }) => name === (body.model ?? body.name))
  switch (request.url) {
    case '/api/version':
      return json(response, 200, { version: standIn.version })
    case '/api/tags':
      return json(response, 200, { models: standIn.models.map(tagOf) })
    case '/api/ps':
      return json(response, 200, { models: runningOf(standIn, chats) })
    case '/api/show':
      if (model === undefined) return json(response, 404, { error: `model '${body.model}' not found` })
      return json(response, 200, {
        ...remoteOf(model),
        capabilities: model.capabilities,
        details: DETAILS,
        template: '',
      })
    case '/api/pull':
      return pull(response)
    case '/api/chat':
      if (model === undefined)
        return json(response, 404, { error: `model "${body.model}" not found, try pulling it first` })
      if (body.messages.length === 0) return json(response, 200, last(body.model, { doneReason: 'load', usage: false }))
      return chat(standIn, chats, chatArrived, body, response)
    default:
      response.end('Ollama is running')
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

const DETAILS = {
  format: 'gguf',
  family: 'qwen2',
  families: ['qwen2'],
  parameter_size: '7.6B',
  quantization_level: 'Q4_K_M',
}

function remoteOf({ name, remoteHost }: StandInModel) {
  return remoteHost === undefined ? {} : { remote_model: name, remote_host: remoteHost }
}

function tagOf(model: StandInModel) {
  const { name, digest } = model
  return {
    name,
    model: name,
    modified_at: '2026-01-10T08:00:00Z',
    size: 4_683_087_332,
    digest,
    details: DETAILS,
    ...remoteOf(model),
  }
}

function runningOf({ models, contextLength }: OllamaStandIn, chats: ReadonlyArray<{ readonly body: ChatBody }>) {
  const latest = chats.at(-1)?.body
  return models
    .filter(({ name }) => name === latest?.model)
    .map((model) => ({
      ...tagOf(model),
      expires_at: '2318-01-01T00:00:00Z',
      size_vram: 0,
      context_length: contextLength ?? latest?.options?.num_ctx,
    }))
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** Progress of a download as the server streams it: `completed` is absent at first, layers follow one another. */
function pull(response: ServerResponse): void {
  const digest = STAND_IN_MODEL.digest.slice(0, 12)
  const layer = { status: `pulling ${digest}`, digest: `sha256:${STAND_IN_MODEL.digest}`, total: 2048 }
  const lines = [
    { status: 'pulling manifest' },
    layer,
    { ...layer, completed: 1024 },
    { ...layer, completed: 2048 },
    { status: 'verifying sha256 digest' },
    { status: 'writing manifest' },
    { status: 'success' },
  ]
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

async function chat(
  standIn: OllamaStandIn,
  chats: Array<{ body: ChatBody; aborted: boolean }>,
  chatArrived: () => void,
  body: ChatBody,
  response: ServerResponse,
): Promise<void> {
  const entry = { body, aborted: false }
  chats.push(entry)
  response.on('close', () => {
    entry.aborted = !response.writableFinished
  })
  const reply = standIn.script.shift() ?? standIn.reply(body)
  chatArrived()
  if ('never' in reply) {
    if (reply.never === 'connects') response.destroy()
  } else if ('status' in reply) {
    if (reply.html === undefined) json(response, reply.status, { error: reply.error })
    else response.writeHead(reply.status, { 'content-type': 'text/html' }).end(reply.html)
  } else await stream(body.model, reply, response)
}

type StreamedReply = Exclude<ChatReply, { never: unknown } | { status: unknown }>

async function stream(model: string, reply: StreamedReply, response: ServerResponse): Promise<void> {
  if ('say' in reply) await reply.headersAfter
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  const chunkBytes = 'say' in reply ? (reply.chunkBytes ?? null) : null
  for (const line of linesOf(model, reply)) {
    const bytes = Buffer.from(`${line}\n`)
    for (let at = 0; at < bytes.length; at += chunkBytes ?? bytes.length) {
      response.write(bytes.subarray(at, at + (chunkBytes ?? bytes.length)))
      if (chunkBytes !== null) await turn()
    }
  }
  if (!('stopAfter' in reply) || reply.how === 'end') response.end()
  else if (reply.how === 'hang-up') response.destroy()
}

function linesOf(model: string, reply: StreamedReply): string[] {
  if ('garbage' in reply) return [...wordsOf(model, '{"a'), reply.garbage]
  if ('stopAfter' in reply) return wordsOf(model, reply.stopAfter)
  if ('failAfter' in reply) return [...wordsOf(model, reply.failAfter), JSON.stringify({ error: reply.error })]
  const thinking =
    reply.thinking === undefined ? [] : [part(model, { role: 'assistant', content: '', thinking: reply.thinking })]
  return [...thinking, ...wordsOf(model, reply.say), JSON.stringify(last(model, reply))]
}

/** The words as deltas, three characters each. */
function wordsOf(model: string, words: string): string[] {
  return (words.match(/[\s\S]{1,3}/gu) ?? []).map((content) => part(model, { role: 'assistant', content }))
}

function part(model: string, message: object): string {
  return JSON.stringify({ model, created_at: '2026-01-10T08:00:00.000000001Z', message, done: false })
}

function last(
  model: string,
  reply: { readonly doneReason?: string | null; readonly usage?: boolean; readonly promptTokens?: number },
) {
  const counts = {
    total_duration: 900_000_000,
    load_duration: 20_000_000,
    prompt_eval_count: reply.promptTokens ?? 700,
    prompt_eval_duration: 300_000_000,
    eval_count: 60,
    eval_duration: 500_000_000,
  }
  return {
    model,
    created_at: '2026-01-10T08:00:01Z',
    message: { role: 'assistant', content: '' },
    ...(reply.doneReason === null ? {} : { done_reason: reply.doneReason ?? 'stop' }),
    done: true,
    ...(reply.usage === false ? {} : counts),
  }
}

/** An address where nothing listens. */
export async function deserted(): Promise<string> {
  const server = await startOllamaStandIn()
  await server.close()
  return server.host
}
