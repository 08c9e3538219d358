import { parentPort } from 'node:worker_threads'
import type { ReadOptions } from '../mail.ts'
import { readMailSync } from '../read-mail.ts'

parentPort?.on('message', ({ bytes, options }: { bytes: Uint8Array; options: ReadOptions }) => {
  parentPort?.postMessage(readMailSync(bytes, options))
})
