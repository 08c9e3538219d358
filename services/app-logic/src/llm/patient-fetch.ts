import { Agent, fetch as undiciFetch } from 'undici'

/** Longest answer that is read; a runaway model must not fill the memory. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024
const CONNECT_TIMEOUT_MS = 5_000
const NEWLINE = 10

// Headers come only with the first token, after the model was loaded and the prompt read: minutes on a slow machine.
const patient = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: CONNECT_TIMEOUT_MS } })

/**
 * A `fetch` for the Ollama client: waits as long as `signal` lets it, ends the request when it fires, gives the client
 * whole lines of JSON only, and hides from it every answer that it would print to the console.
 */
export function patientFetch(signal: AbortSignal): typeof fetch {
  return (async (url: string, init?: RequestInit) => {
    const own = init?.signal ?? null
    const response = await undiciFetch(url, {
      ...(init as object),
      signal: own === null ? signal : AbortSignal.any([own, signal]),
      dispatcher: patient,
    })
    if (!response.ok) return asJsonError(response as unknown as Response)
    if (response.body === null || !isLines(response.headers.get('content-type'))) return response
    return new Response(checkedLines(response.body as unknown as ReadableStream<Uint8Array>), {
      status: response.status,
      headers: { 'content-type': 'application/x-ndjson' },
    })
  }) as typeof fetch
}

const isLines = (contentType: string | null) => contentType?.includes('ndjson') ?? false

async function asJsonError(response: Response): Promise<Response> {
  const text = (await response.text()).slice(0, 500)
  return Response.json({ error: errorIn(text) ?? `HTTP ${response.status}` }, { status: response.status })
}

function errorIn(text: string): string | null {
  try {
    const { error } = JSON.parse(text) as { error?: unknown }
    return typeof error === 'string' ? error : null
  } catch {
    return null
  }
}

/** Whole lines, each of them JSON. Lines are cut at the byte, so that a character split between chunks stays whole. */
function checkedLines(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let rest = Buffer.alloc(0)
  let total = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        total += chunk.byteLength
        if (total > MAX_ANSWER_BYTES) throw new UnreadableStreamError('the answer does not end')
        rest = Buffer.concat([rest, chunk])
        for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
          pass(rest.subarray(0, end), controller)
          rest = rest.subarray(end + 1)
        }
      },
      flush: (controller) => pass(rest, controller),
    }),
  )
}

function pass(line: Buffer, controller: TransformStreamDefaultController<Uint8Array>): void {
  const text = line.toString('utf8').trim()
  if (text === '') return
  if (!isObject(text)) throw new UnreadableStreamError('a line of the answer is not JSON')
  controller.enqueue(Buffer.from(`${text}\n`))
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

/** What came over the wire is no stream of Ollama's. */
export class UnreadableStreamError extends Error {
  override readonly name = 'UnreadableStreamError'
}
