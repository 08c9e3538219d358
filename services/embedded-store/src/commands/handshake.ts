import { MAX_DOCUMENT_BYTES } from '../values/bson-values.ts'
import { MAX_MESSAGE_BYTES } from '../wire/messages.ts'
import type { Handler } from './command.ts'

/** Of MongoDB 7.0. */
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
  ismaster: hello,
  ping: () => ({ ok: 1 }),
  buildInfo: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], gitVersion: 'outrider-embedded-store', ok: 1 }),
  endSessions: () => ({ ok: 1 }),
} satisfies Record<string, Handler>
