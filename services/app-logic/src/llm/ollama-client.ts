import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '@outrider/shared'
import { type ChatRequest, type ChatResponse, Ollama } from 'ollama'
import type { z } from 'zod'
import { CallSlots } from './call-slots.ts'
import { ModelError } from './model-failure.ts'
import { type ModelMetrics, newModelMetrics } from './model-metrics.ts'
import { patientFetch, UnreadableStreamError } from './patient-fetch.ts'

export interface OllamaSettings {
  readonly host: string
  readonly model: string
  /** Tokens of context; one value for every call, since another one makes Ollama load the model anew. */
  readonly numCtx: number
  /** How long the model stays loaded: a Go duration, seconds, or -1 for ever. */
  readonly keepAlive: string | number
  /** Calls at the same time; what the server's OLLAMA_NUM_PARALLEL says. */
  readonly parallel: number
  /** Calls that may wait for their turn; one more is refused at once. */
  readonly longestQueue: number
  /** Real milliseconds for one question: waiting, loading, reading, answering, and a repeat. */
  readonly deadlineMs: number
  /** Before the one repeat. */
  readonly retryPauseMs: number
}

export interface ModelMessage {
  readonly role: 'system' | 'user'
  readonly content: string
}

export interface Sampling {
  readonly temperature: number
  readonly topP: number
  readonly topK: number
  readonly minP: number
  readonly seed: number
  /** Tokens of the answer, at most. */
  readonly maxTokens: number
}

export interface ModelQuestion<Answer, Result> {
  readonly messages: readonly ModelMessage[]
  /** JSON Schema for the grammar: flat, every property required, in alphabetical order. */
  readonly format: object
  /** What the answer must be; checked again after the grammar, which a server may leave out. */
  readonly schema: z.ZodType<Answer>
  /** What the answer comes to; throws a {@link ModelError} for one that is no good. */
  readonly read: (answer: Answer) => Result
  readonly sampling: Sampling
}

/** A model on the server, as `/api/tags` and `/api/ps` list it. */
export interface ListedModel {
  readonly name: string
  readonly digest: string
  /** Runs on somebody else's machine. */
  readonly remote: boolean
  /** `/api/ps`: the context it really has; null where the server does not say. */
  readonly contextLength: number | null
}

/**
 * The one place that speaks to Ollama. An answer counts only when its stream ended with `done` and reason `stop`, is
 * JSON and has the right form; everything else is a {@link ModelError} that says who failed.
 */
export class OllamaClient {
  readonly settings: OllamaSettings
  readonly metrics: ModelMetrics = newModelMetrics()
  readonly #slots: CallSlots

  constructor(settings: OllamaSettings) {
    this.settings = settings
    this.#slots = new CallSlots(settings.parallel, settings.longestQueue)
  }

  /**
   * Asks the model one question; a failure of connection or server is repeated once, within the deadline.
   *
   * @throws ModelError, counted; the signal's reason when the caller no longer wants the answer
   */
  async ask<Answer, Result>(question: ModelQuestion<Answer, Result>, signal: AbortSignal): Promise<Result> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(this.settings.deadlineMs)])
    try {
      const answer = await this.#slots.run(deadline, () => this.#askTwice(question, deadline))
      return question.read(answer)
    } catch (error) {
      const failure = failureOf(error, signal, deadline)
      if (failure instanceof ModelError) this.metrics.failures[failure.failure] += 1
      throw failure
    }
  }

  async version(signal: AbortSignal): Promise<string> {
    return (await this.#quick(signal, (ollama) => ollama.version())).version
  }

  /**
   * What the model can do; empty where the server does not say.
   *
   * @throws ModelError `missing` when the server does not have it
   */
  async show(signal: AbortSignal): Promise<{ readonly capabilities: readonly string[]; readonly remote: boolean }> {
    const shown = await this.#quick(signal, (ollama) => ollama.show({ model: this.settings.model }))
    return { capabilities: shown.capabilities ?? [], remote: isRemote(shown) }
  }

  async installed(signal: AbortSignal): Promise<readonly ListedModel[]> {
    return (await this.#quick(signal, (ollama) => ollama.list())).models.map(listed)
  }

  async running(signal: AbortSignal): Promise<readonly ListedModel[]> {
    return (await this.#quick(signal, (ollama) => ollama.ps())).models.map(listed)
  }

  /** Loads the model, so that the first reply need not wait for it. */
  async load(signal: AbortSignal): Promise<void> {
    await this.#quick(signal, async (ollama) => {
      for await (const _ of await ollama.chat(this.#request({ messages: [] }))) {
        // An empty chat answers with one object, reason "load".
      }
    })
  }

  async #quick<T>(signal: AbortSignal, call: (ollama: Ollama) => Promise<T>): Promise<T> {
    try {
      return await call(this.#ollama(signal))
    } catch (error) {
      throw failureOf(error, NEVER, signal)
    }
  }

  // A client of its own for every call: the library can end a request only through its `fetch`.
  #ollama(signal: AbortSignal): Ollama {
    return new Ollama({ host: this.settings.host, fetch: patientFetch(signal) })
  }

  async #askTwice<Answer>(question: ModelQuestion<Answer, unknown>, signal: AbortSignal): Promise<Answer> {
    try {
      return await this.#askOnce(question, signal)
    } catch (error) {
      const failure = failureOf(error, NEVER, signal)
      if (!(failure instanceof ModelError && failure.retryable)) throw error
      this.metrics.retries += 1
      await pause(this.settings.retryPauseMs, undefined, { signal })
      return this.#askOnce(question, signal)
    }
  }

  async #askOnce<Answer>(question: ModelQuestion<Answer, unknown>, signal: AbortSignal): Promise<Answer> {
    const started = performance.now()
    this.metrics.calls += 1
    try {
      const stream = await this.#ollama(signal).chat(this.#request(question))
      let content = ''
      let last: Partial<ChatResponse> | null = null
      for await (const chunk of stream) {
        content += (chunk as Partial<ChatResponse>).message?.content ?? ''
        last = chunk
      }
      this.#count(last)
      return answerIn(content, last, question.schema, this.settings.numCtx)
    } finally {
      this.metrics.milliseconds += performance.now() - started
    }
  }

  #request(question: Pick<Question, 'messages'> & Partial<Pick<Question, 'format' | 'sampling'>>) {
    const { model, keepAlive, numCtx } = this.settings
    const { messages, format, sampling } = question
    // `truncate` and `shift` are not in the library's types; without them a long prompt is silently cut in the middle.
    return {
      model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true,
      think: false,
      truncate: false,
      shift: false,
      keep_alive: keepAlive,
      ...(format === undefined ? {} : { format }),
      options: { num_ctx: numCtx, ...(sampling === undefined ? {} : optionsOf(sampling)) },
    } as ChatRequest & { stream: true }
  }

  #count(last: Partial<ChatResponse> | null): void {
    this.metrics.promptTokens += last?.prompt_eval_count ?? 0
    this.metrics.answerTokens += last?.eval_count ?? 0
    this.metrics.loadMilliseconds += (last?.load_duration ?? 0) / 1e6
  }
}

type Question = ModelQuestion<unknown, unknown>

const NEVER = new AbortController().signal

// Set one by one: the Modelfile of a library tag brings defaults of its own, such as presence_penalty 1.5.
function optionsOf({ temperature, topP, topK, minP, seed, maxTokens }: Sampling) {
  return {
    num_predict: maxTokens,
    temperature,
    top_p: topP,
    top_k: topK,
    min_p: minP,
    presence_penalty: 0,
    repeat_penalty: 1,
    seed,
  }
}

function answerIn<Answer>(
  content: string,
  last: Partial<ChatResponse> | null,
  schema: z.ZodType<Answer>,
  numCtx: number,
): Answer {
  if (last?.done !== true || last.done_reason !== 'stop')
    throw new ModelError('cut-off', `the answer is cut off (${last?.done_reason ?? 'no reason given'})`)
  if (isCutPrompt(last.prompt_eval_count, numCtx))
    throw new ModelError('cut-off', 'the server cut the question to fit its context')
  const parsed = schema.safeParse(jsonIn(content))
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'answer'}: ${code}`)
  throw new ModelError('wrong-form', `the answer has the wrong form (${[...new Set(places)].slice(0, 5).join(', ')})`)
}

/** Servers that cut a question leave half the context, and say so nowhere else. */
function isCutPrompt(promptTokens: number | undefined, numCtx: number): boolean {
  return promptTokens !== undefined && (promptTokens >= numCtx || promptTokens === Math.floor(numCtx / 2) + 2)
}

// Some tags think aloud even when told not to.
function jsonIn(content: string): unknown {
  const text = content.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim()
  if (text === '') throw new ModelError('wrong-form', 'the answer is empty')
  try {
    return JSON.parse(text)
  } catch {
    throw new ModelError('not-json', 'the answer is not JSON')
  }
}

function listed(model: object): ListedModel {
  const { name, digest, context_length } = model as { name?: string; digest?: string; context_length?: number }
  return { name: name ?? '', digest: digest ?? '', remote: isRemote(model), contextLength: context_length ?? null }
}

function isRemote(model: object): boolean {
  const { remote_model, remote_host } = model as { remote_model?: string; remote_host?: string }
  return Boolean(remote_model) || Boolean(remote_host)
}

/** What went wrong, by who failed. A caller who left gets its own reason back; a passed deadline is a failure. */
function failureOf(error: unknown, caller: AbortSignal, deadline: AbortSignal): unknown {
  if (caller.aborted && !isTimeout(caller.reason)) return caller.reason
  if (deadline.aborted && isTimeout(deadline.reason))
    return new ModelError('deadline', 'no answer within the deadline', { cause: error })
  if (deadline.aborted) return deadline.reason
  if (error instanceof ModelError) return error
  if (isResponseError(error)) return statusFailure(error.status_code, error.message)
  if (error instanceof UnreadableStreamError) return new ModelError('server-error', error.message)
  if (error instanceof TypeError)
    return new ModelError('unreachable', networkReason(error), { cause: error, retryable: true })
  if (messageOf(error).startsWith('Did not receive done'))
    return new ModelError('cut-off', 'the answer ended without its last line')
  return new ModelError('server-error', `Ollama gave up: ${shortened(messageOf(error))}`)
}

const isTimeout = (reason: unknown) => reason instanceof Error && reason.name === 'TimeoutError'

function isResponseError(error: unknown): error is Error & { readonly status_code: number } {
  return error instanceof Error && error.name === 'ResponseError' && 'status_code' in error
}

function statusFailure(status: number, message: string): ModelError {
  const what = `Ollama answers ${status}: ${shortened(message)}`
  if (status === 404) return new ModelError('missing', what)
  if (status === 499 || status === 502 || status === 503)
    return new ModelError('server-error', what, { retryable: true })
  if (status >= 500)
    return new ModelError('server-error', what, { retryable: /load|runner|memory|start/i.test(message) })
  return new ModelError('refused', what)
}

function networkReason(error: TypeError): string {
  const { cause } = error as { cause?: { code?: string; message?: string } }
  return `no connection (${cause?.code ?? cause?.message ?? error.message})`
}

const shortened = (text: string) => text.replace(/\s+/g, ' ').slice(0, 200)
