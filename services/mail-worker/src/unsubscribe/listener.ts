import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Logger, messageOf, type Store } from '@outrider/shared'
import type { MailWorkerConfig } from '../config.ts'
import { conversationOfToken } from './one-click-token.ts'
import { answerPage, confirmationPage } from './pages.ts'

export interface ListenerSettings {
  readonly store: Pick<Store, 'inbox' | 'conversations'>
  readonly logger: Logger
  readonly config: Pick<MailWorkerConfig, 'UNSUBSCRIBE_HOST' | 'UNSUBSCRIBE_PORT' | 'UNSUBSCRIBE_SECRET'>
}

export interface UnsubscribeListener {
  readonly port: number
  stop(): Promise<void>
}

/** A one-click body has 26 characters; forms of programs add a boundary. */
const MAX_BODY_BYTES = 16_384
const REQUEST_MS = 10_000

/**
 * Starts the one-click listener (RFC 8058) where it is set up; null where it is not. A POST with a token of ours
 * unsubscribes, with or without cookies, from whatever program; a GET only shows a form, because link scanners follow
 * links. Every POST gets the same answer: it tells nobody which tokens exist.
 */
export async function startUnsubscribeListener({
  store,
  logger,
  config,
}: ListenerSettings): Promise<UnsubscribeListener | null> {
  const { UNSUBSCRIBE_HOST: host, UNSUBSCRIBE_PORT: port, UNSUBSCRIBE_SECRET: secret } = config
  if (port === undefined || secret === undefined) return null
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    handle(request, response, (token) => unsubscribe(store, logger, secret, token)).catch((error: unknown) => {
      logger.error('an unsubscribe request failed', { reason: messageOf(error) })
      answer(response, 503, answerPage('failed'))
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  server.on('error', (error) => logger.error('the unsubscribe listener failed', { reason: error.message }))
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  logger.info('unsubscribe listener runs', { port: bound })
  return {
    port: bound,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  unsubscribe: (token: string) => Promise<void>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://listener.invalid')
  const token = url.searchParams.get('t') ?? ''
  if (request.method === 'GET' || request.method === 'HEAD') return answer(response, 200, confirmationPage(token))
  if (request.method !== 'POST') return answer(response, 405, answerPage('failed'))
  if (!(await asksForOneClick(request))) return answer(response, 400, answerPage('failed'))
  await unsubscribe(token)
  answer(response, 200, answerPage('done'))
}

/** RFC 8058 §3.1: the key and value, urlencoded or as a form part. */
async function asksForOneClick(request: IncomingMessage): Promise<boolean> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > MAX_BODY_BYTES) return false
    chunks.push(chunk as Buffer)
  }
  const body = Buffer.concat(chunks).toString('utf8')
  if (/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) {
    return /name="?List-Unsubscribe"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n\s*One-Click\s*\r?\n/i.test(body)
  }
  return new URLSearchParams(body.trim()).get('List-Unsubscribe')?.toLowerCase() === 'one-click'
}

/** The wish goes to app-logic as a command; repeated, it is the same command. */
async function unsubscribe(
  { inbox }: ListenerSettings['store'],
  logger: Logger,
  secret: string,
  token: string,
): Promise<void> {
  const conversationId = conversationOfToken(secret, token)
  if (conversationId === null) {
    logger.warn('an unsubscribe request with an unknown token')
    return
  }
  await inbox.put({
    _id: `command:one-click:${conversationId}`,
    type: 'command',
    command: 'suppress',
    conversationId,
    outboxId: null,
    fingerprint: null,
    by: 'one-click',
  })
  logger.info('one-click unsubscribe received', { conversationId })
}

function answer(response: ServerResponse, status: number, page: string): void {
  if (response.headersSent) return
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    connection: 'close',
  })
  response.end(page)
}
