import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Session } from './commands/command.ts'
import { Cursors } from './commands/cursors.ts'
import { runCommand } from './commands/run.ts'
import { DocumentStore } from './storage/documents.ts'
import { lockFolder } from './storage/folder-lock.ts'
import type { Durability } from './storage/key-value-store.ts'
import { serveConnection } from './wire/connection.ts'

export { FolderLockedError } from './storage/folder-lock.ts'

export interface EmbeddedStoreOptions {
  /** Folder of the data, made when it is not there. One process at a time may have it. */
  readonly dataDir: string
  /** TCP port; 0, the default, takes any that is free. */
  readonly port?: number
  /** Address to listen on; default 127.0.0.1. There is no authentication: whoever reaches it may do anything. */
  readonly host?: string
  /** `fsync` (default): an acknowledged write survives a power cut. `os`: only the end of the process. */
  readonly durability?: Durability
}

export interface EmbeddedStore {
  readonly uri: string
  readonly port: number
  /** Stops listening, ends the connections, and returns once everything acknowledged is stored. */
  close(): Promise<void>
}

/**
 * Starts a server that speaks the MongoDB wire protocol, for the subset of `subset.ts`.
 * @throws FolderLockedError when another process has the folder; the error of `listen` when the port is taken.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { dataDir, port = 0, host = '127.0.0.1', durability = 'fsync' } = options
  const unlock = lockFolder(dataDir)
  const store = await DocumentStore.open(dataDir, durability).catch((error: unknown) => {
    unlock()
    throw error
  })
  const session: Session = { store, cursors: new Cursors() }
  const sockets = new Map<Socket, Promise<void>>()
  const server = createServer((socket) => {
    // A client that breaks off, or talks nonsense, only ends its own connection.
    const served = serveConnection(socket, (command) => runCommand(command, session))
      .catch(() => undefined)
      .finally(() => sockets.delete(socket))
    sockets.set(socket, served)
  })
  const release = async () => {
    await store.close()
    unlock()
  }
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    await release()
    throw error
  }
  const { port: actualPort } = server.address() as AddressInfo
  return {
    port: actualPort,
    uri: `mongodb://${host === '0.0.0.0' ? '127.0.0.1' : host}:${actualPort}/?directConnection=true`,
    async close() {
      server.close()
      for (const socket of sockets.keys()) socket.destroy()
      await Promise.all(sockets.values())
      await release()
    },
  }
}
