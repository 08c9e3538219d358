import { CATALOGUE, messageOf } from '@outrider/shared'
import { z } from 'zod'
import { type Check, note, notOk, ok } from './check.ts'

const AREA = 'model'
const TIMEOUT_MS = 3_000
/** The default of app-logic. */
const DEFAULT_MODEL = 'qwen2.5:7b'
const OLLAMA_PORT = 11_434

/** What `GET /api/tags` of Ollama answers, as far as it is needed. */
const tagsSchema = z.looseObject({ models: z.array(z.looseObject({ name: z.string() })) })

/** Whether Ollama answers and has the model. Without OLLAMA_HOST the offline brain answers, which is no fault. */
export async function checkModel(environment: NodeJS.ProcessEnv): Promise<Check[]> {
  const host = environment.OLLAMA_HOST?.trim()
  if (!host) return [note(AREA, 'ollama', 'OLLAMA_HOST is not set: the offline brain reads and writes')]
  const model = environment.OLLAMA_MODEL || DEFAULT_MODEL
  try {
    const response = await fetch(new URL('/api/tags', ollamaUrl(host)), { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const names = tagsSchema.parse(await response.json()).models.map(({ name }) => name)
    const wanted = model.includes(':') ? model : `${model}:latest`
    return [
      ok(AREA, 'ollama', `answers at ${host}`),
      names.includes(wanted)
        ? ok(AREA, 'model', `${wanted} is there`)
        : notOk(
            AREA,
            'model',
            `${wanted} is not there; it has: ${names.join(', ') || 'none'}`,
            CATALOGUE.MODEL_MISSING.remedy,
          ),
    ]
  } catch (error) {
    return [
      notOk(AREA, 'ollama', `no usable answer from ${host}: ${causeOf(error)}`, CATALOGUE.MODEL_UNREACHABLE.remedy),
    ]
  }
}

/** OLLAMA_HOST may come without a scheme or a port, as Ollama itself takes it. */
export function ollamaUrl(host: string): URL {
  const url = new URL(/^https?:\/\//.test(host) ? host : `http://${host}`)
  const portNamed = /:\d+\/?$/.test(host)
  if (!portNamed && url.protocol === 'http:') url.port = String(OLLAMA_PORT)
  // 0.0.0.0 is an address to listen on.
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1'
  return url
}

function causeOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error)
}
