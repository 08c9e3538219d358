declare module 'fs-native-extensions' {
  /** Asks for an exclusive lock on an open, writable file; false when another descriptor has it. */
  export function tryLock(descriptor: number): boolean
}
