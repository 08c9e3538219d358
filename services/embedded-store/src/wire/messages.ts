import { BSON, type Document } from 'bson'
import { decode } from '../values/bson-values.ts'

/** A command as it came over the wire, its document sequences put in as arrays. */
export interface Request {
  readonly id: number
  readonly legacy: boolean
  readonly command: Document
}

export const HEADER_BYTES = 16
export const MAX_MESSAGE_BYTES = 48_000_000
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
/** Checksums, messages without a reply: the driver asks for neither. Flags above are for the server to ignore. */
const REQUIRED_FLAGS = 0xffff
const AWAIT_CAPABLE = 8

/** The bytes are not a message of the protocol, or of a part of it that is not supported. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError'
}

/** @throws MalformedMessageError or RangeError for anything but a whole OP_MSG or OP_QUERY message. */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const operation = message.readInt32LE(12)
  if (operation === OP_MSG) return { id, legacy: false, ...parseSections(message) }
  if (operation !== OP_QUERY) throw new MalformedMessageError(`operation ${operation} is not supported`)
  const collectionEnd = message.indexOf(0, HEADER_BYTES + 4)
  const command = decode(documentAt(message, collectionEnd + 9))
  const [name] = Object.keys(command)
  if (name !== 'hello' && name !== 'ismaster') throw new MalformedMessageError('OP_QUERY is for hello only')
  return { id, legacy: true, command }
}

function documentAt(message: Buffer, at: number): Buffer {
  const end = at + message.readInt32LE(at)
  if (end <= at || end > message.length) throw new MalformedMessageError('a document runs over its message')
  return message.subarray(at, end)
}

/** OP_MSG: one section with the command, any number with the documents of one of its fields. */
function parseSections(message: Buffer): { command: Document } {
  const flags = message.readUInt32LE(HEADER_BYTES)
  if (flags & REQUIRED_FLAGS) throw new MalformedMessageError(`flags ${flags} are not supported`)
  let command: Document | undefined
  const sequences: Document = {}
  for (let at = HEADER_BYTES + 4; at < message.length; ) {
    const kind = message.readUInt8(at)
    if (kind > 1) throw new MalformedMessageError(`unknown section kind ${kind}`)
    const section = documentAt(message, at + 1)
    if (kind === 0) command = decode(section)
    else Object.assign(sequences, parseSequence(section))
    at += 1 + section.length
  }
  if (!command) throw new MalformedMessageError('a message without a command')
  return { command: { ...command, ...sequences } }
}

function parseSequence(section: Buffer): Document {
  const nameEnd = section.indexOf(0, 4)
  const documents: Document[] = []
  for (let at = nameEnd + 1; at < section.length; ) {
    const bytes = documentAt(section, at)
    documents.push(decode(bytes))
    at += bytes.length
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents }
}

/** The bytes of a reply, in the form its request asked for. */
export function formatReply({ id, legacy }: Request, reply: Document): Buffer {
  const body = BSON.serialize(reply, { ignoreUndefined: true })
  const head = Buffer.alloc(legacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5)
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(id, 8)
  head.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12)
  if (legacy) {
    head.writeInt32LE(AWAIT_CAPABLE, HEADER_BYTES)
    head.writeInt32LE(1, HEADER_BYTES + 16)
  }
  return Buffer.concat([head, body])
}
