import { createServer, type Socket } from 'node:net'

/** What Postfix asks about one recipient (its policy protocol: name=value lines, an empty line ends the question). */
export type PolicyQuestion = Readonly<Record<string, string>>

/** Decides on recipients for a Postfix of a test. */
export interface PolicyService {
  readonly port: number
  /** An action of access(5) such as `451 4.7.1 Greylisted`; null lets the recipient pass. */
  decide: (question: PolicyQuestion) => string | null
  close(): Promise<void>
}

/** Starts a policy service that lets everybody pass until told otherwise. */
export async function startPolicyService(): Promise<PolicyService> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        socket.write(`action=${service.decide(questionOf(text.slice(0, end))) ?? 'DUNNO'}\n\n`)
        text = text.slice(end + 2)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const service: PolicyService = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    decide: () => null,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
  return service
}

function questionOf(text: string): PolicyQuestion {
  return Object.fromEntries(
    text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}
