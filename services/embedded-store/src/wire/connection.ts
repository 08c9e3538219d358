import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Document } from 'bson'
import { formatReply, HEADER_BYTES, MAX_MESSAGE_BYTES, MalformedMessageError, parseMessage } from './messages.ts'

/**
 * Serves one client until it leaves: one command after the other, reading no further than it answers and answering no
 * faster than the client reads. Bytes that are no message end this connection, and nothing else.
 */
export async function serveConnection(socket: Socket, run: (command: Document) => Promise<Document>): Promise<void> {
  const gone = new AbortController()
  socket.setNoDelay(true).once('close', () => gone.abort())
  try {
    for await (const message of readMessages(socket)) {
      const request = parseMessage(message)
      const reply = await run(request.command)
      if (!socket.write(formatReply(request, reply))) {
        await once(socket, 'drain', { signal: gone.signal })
      }
    }
  } finally {
    socket.destroy()
  }
}

/** Cuts what arrives into messages. @throws MalformedMessageError when a length cannot be one. */
export async function* readMessages(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let size = 0
  let wanted = HEADER_BYTES
  for await (const chunk of chunks) {
    parts.push(chunk)
    size += chunk.length
    while (size >= wanted) {
      const bytes = Buffer.concat(parts)
      const length = bytes.readInt32LE(0)
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new MalformedMessageError(`a message of ${length} bytes`)
      const whole = size >= length
      if (whole) yield bytes.subarray(0, length)
      parts = [whole ? bytes.subarray(length) : bytes]
      size = whole ? size - length : size
      wanted = whole ? HEADER_BYTES : length
    }
  }
}
