import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { tryLock } from 'fs-native-extensions'

/** Another live process serves the data folder. */
export class FolderLockedError extends Error {
  constructor(folder: string, holder: string) {
    super(`${folder} is in use by ${holder || 'another process'}: stop that process, or choose another data folder`)
    this.name = 'FolderLockedError'
  }
}

/**
 * Takes a data folder for this process, creating it when needed. The lock is the operating system's: it ends with the
 * process however that dies, so nothing is ever stale. The text in the lock file only says who holds it.
 * @returns the function that gives the folder back.
 * @throws FolderLockedError when it is held.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'store.lock')
  const descriptor = openSync(file, 'a+', 0o600)
  if (!tryLock(descriptor)) {
    closeSync(descriptor)
    throw new FolderLockedError(folder, readFileSync(file, 'utf8').trim())
  }
  ftruncateSync(descriptor)
  writeSync(descriptor, `process ${process.pid} on ${hostname()}\n`)
  return () => closeSync(descriptor)
}
