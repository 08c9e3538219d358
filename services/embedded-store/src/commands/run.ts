import type { Document } from 'bson'
import { MongoError } from '../errors.ts'
import type { CommandName } from '../subset.ts'
import { COLLECTION_COMMANDS } from './collections.ts'
import { type Handler, parseCommand, type Session } from './command.ts'
import { HANDSHAKE_COMMANDS } from './handshake.ts'
import { READ_COMMANDS } from './reads.ts'
import { WRITE_COMMANDS } from './writes.ts'

const HANDLERS: Record<CommandName, Handler> = {
  ...HANDSHAKE_COMMANDS,
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  ...COLLECTION_COMMANDS,
}

/** Runs one command. Never rejects: what goes wrong is answered in MongoDB's error shape. */
export async function runCommand(body: Document, session: Session): Promise<Document> {
  try {
    const command = parseCommand(body)
    return await HANDLERS[command.name](command, session)
  } catch (error) {
    const failure = error instanceof MongoError ? error : new MongoError(1, 'InternalError', String(error))
    return { ok: 0, errmsg: failure.message, code: failure.code, codeName: failure.codeName, ...failure.details }
  }
}
