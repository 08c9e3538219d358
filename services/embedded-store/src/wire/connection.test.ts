import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, Socket, type SocketConstructorOpts } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BSON } from 'bson'
import fc from 'fast-check'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedStore, startEmbeddedStore } from '../index.ts'
import { readMessages, serveConnection } from './connection.ts'
import { MAX_MESSAGE_BYTES, parseMessage } from './messages.ts'

const OP_MSG = 2013

function message(body: Buffer, { operation = OP_MSG, length = body.length + 16 } = {}): Buffer {
  const header = Buffer.alloc(16)
  header.writeInt32LE(length, 0)
  header.writeInt32LE(7, 4)
  header.writeInt32LE(operation, 12)
  return Buffer.concat([header, body])
}

const command = (document: BSON.Document) => Buffer.concat([Buffer.alloc(5), BSON.serialize(document)])
const ping = message(command({ ping: 1, $db: 'admin' }))

describe('messages', () => {
  test('are cut out of the stream wherever it is torn', async () => {
    const stream = Buffer.concat([ping, message(command({ hello: 1 })), ping])
    const cuts = fc.array(fc.nat(stream.length), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(cuts, async (points) => {
        const edges = [0, ...points.sort((a, b) => a - b), stream.length]
        async function* chunks() {
          for (const [i, edge] of edges.entries()) yield stream.subarray(edges[i - 1] ?? 0, edge)
        }
        const found: Buffer[] = []
        for await (const one of readMessages(chunks())) found.push(one)
        expect(Buffer.concat(found)).toEqual(stream)
        expect(found).toHaveLength(3)
      }),
    )
  })

  test('a damaged message is refused and never read past its end', () => {
    fc.assert(
      fc.property(fc.nat(ping.length - 1), fc.integer({ min: 0, max: 255 }), (position, byte) => {
        const damaged = Buffer.from(ping)
        damaged.writeUInt8(byte, position)
        try {
          parseMessage(damaged)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }),
    )
  })
})

describe('a connection', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'embedded-store-'))
  let store: EmbeddedStore
  let client: MongoClient
  beforeAll(async () => {
    store = await startEmbeddedStore({ dataDir, durability: 'os' })
    client = await MongoClient.connect(store.uri)
  })
  afterAll(async () => {
    await client.close()
    await store.close()
    rmSync(dataDir, { recursive: true })
  })

  test.each<[string, Buffer]>([
    ['a length over the limit', message(Buffer.alloc(0), { length: MAX_MESSAGE_BYTES + 1 })],
    ['a negative length', message(Buffer.alloc(0), { length: -5 })],
    ['an operation that is not supported', message(command({ ping: 1 }), { operation: 2012 })],
    ['a body that is not BSON', message(Buffer.concat([Buffer.alloc(5), Buffer.from([9, 0, 0, 0, 99, 1, 2, 3, 4])]))],
    ['a document that runs over the message', message(Buffer.from([0, 0, 0, 0, 0, 255, 255, 0, 0]))],
    ['a request over HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ])('that sends %s is ended, the others go on', async (_what, bytes) => {
    const socket = connect(store.port, '127.0.0.1')
    socket.on('error', () => undefined)
    const closed = once(socket, 'close')
    socket.write(bytes)
    socket.resume()
    await closed
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 })
  })

  test('that reads nothing gets no further command run until it does', async () => {
    const socket = new SlowSocket()
    let runs = 0
    const served = serveConnection(socket, async () => ({ n: ++runs }))
    const arrived = once(socket, 'answer')
    socket.push(Buffer.concat([ping, ping]))
    const [release] = await arrived
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
    expect(runs).toBe(1)
    const next = once(socket, 'answer')
    release()
    await next
    expect(runs).toBe(2)
    socket.destroy()
    await expect(served).rejects.toThrow()
  })
})

/** Takes one answer at a time, and says so by an event that carries what lets it take the next. */
class SlowSocket extends Socket {
  constructor() {
    super({ writableHighWaterMark: 1 } as SocketConstructorOpts)
  }
  override _read(): void {}
  override _write(_chunk: Buffer, _encoding: string, done: () => void): void {
    this.emit('answer', done)
  }
}
