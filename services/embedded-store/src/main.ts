import { type EmbeddedStoreOptions, FolderLockedError, startEmbeddedStore } from './index.ts'

const DEFAULT_PORT = 27817

/** Reads the EMBEDDED_STORE_… variables. @throws Error that says which of them is wrong. */
function readConfig(env: NodeJS.ProcessEnv): EmbeddedStoreOptions {
  const dataDir = env.EMBEDDED_STORE_DIR
  if (!dataDir) throw new Error('EMBEDDED_STORE_DIR is not set: name the folder to keep the data in')
  const port = Number(env.EMBEDDED_STORE_PORT ?? DEFAULT_PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('EMBEDDED_STORE_PORT must be 0 to 65535')
  const durability = env.EMBEDDED_STORE_DURABILITY ?? 'fsync'
  if (durability !== 'fsync' && durability !== 'os')
    throw new Error("EMBEDDED_STORE_DURABILITY must be 'fsync' or 'os'")
  const host = env.EMBEDDED_STORE_HOST ?? '127.0.0.1'
  if (!['127.0.0.1', '::1', 'localhost'].includes(host) && env.EMBEDDED_STORE_ALLOW_REMOTE !== '1') {
    const reason = 'there is no authentication, so only loopback is served'
    throw new Error(`EMBEDDED_STORE_HOST is ${host}: ${reason}; EMBEDDED_STORE_ALLOW_REMOTE=1 allows it`)
  }
  return { dataDir, port, host, durability }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  return taken ? `${error.message}: choose another EMBEDDED_STORE_PORT, or 0 for any free one` : error.message
}

try {
  const store = await startEmbeddedStore(readConfig(process.env))
  const stop = () => void store.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`${JSON.stringify({ event: 'ready', uri: store.uri, port: store.port })}\n`)
} catch (error) {
  process.stderr.write(`embedded-store: ${explain(error)}\n`)
  process.exit(error instanceof FolderLockedError ? 3 : 2)
}
