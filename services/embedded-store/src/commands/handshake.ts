import { MAX_MESSAGE_BYTES } from '../wire/messages.ts'
import type { Handler } from './command.ts'

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
/** MongoDB 7.0. */
const VERSION = [7, 0, 0, 0]
const WIRE_VERSION = 21

/** A standalone: no set name, so drivers use neither retryable writes nor transactions. */
const hello: Handler = () => ({
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion: WIRE_VERSION,
  readOnly: false,
  ok: 1,
})

export const HANDSHAKE_COMMANDS = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: () => ({ ok: 1 }),
  buildInfo: () => ({
    version: VERSION.slice(0, 3).join('.'),
    versionArray: VERSION,
    gitVersion: 'outrider-embedded-store',
    modules: [],
    bits: 64,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: 1,
  }),
  endSessions: () => ({ ok: 1 }),
} satisfies Record<string, Handler>
