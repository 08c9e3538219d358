import type { IncomingMessage } from 'node:http'

/** The parameters of one call: from the query, a JSON or form body, or multipart (files as `File`). */
export type Parameters = Readonly<Record<string, unknown>>

/** A Bot API call: `/bot<token>/<method>`. Null when the path is another. */
export interface ApiCall {
  readonly token: string
  readonly method: string
  readonly parameters: Parameters
}

/** Reads a call, whichever of the ways the Bot API allows its parameters came in. */
export async function readCall(request: IncomingMessage): Promise<ApiCall | null> {
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const [, token, method] = /^\/bot([^/]+)\/([A-Za-z]+)$/.exec(decodeURIComponent(url.pathname)) ?? []
  if (token === undefined || method === undefined) return null
  const query = Object.fromEntries(url.searchParams)
  return { token, method: method.toLowerCase(), parameters: { ...query, ...(await readBody(request)) } }
}

async function readBody(request: IncomingMessage): Promise<Parameters> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return {}
  if (type.startsWith('application/json')) return JSON.parse(body.toString('utf8')) as Parameters
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  return Object.fromEntries(form.entries())
}
