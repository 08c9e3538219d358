#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { unreadable } from '../reading/read-mail.ts'
import { startMailReader } from '../reading/worker/mail-reader.ts'

const usage = 'Usage: read-mail [--own ADDRESS]… FILE…\n'

/** Prints one JSON line a file. Exit code 0: all read, 1: some could not be, 2: wrong use. */
async function main(): Promise<number> {
  const request = parse(process.argv.slice(2))
  if (!request) {
    process.stderr.write(usage)
    return 2
  }
  const reader = startMailReader()
  let failed = false
  for (const file of request.files) {
    const line = await readFile(file).then(
      (bytes) => reader.read(bytes, { now: new Date(), ownAddresses: request.own }),
      (error: Error) => unreadable(Buffer.alloc(0), error.message),
    )
    failed ||= line.error !== undefined
    await write(`${JSON.stringify({ file, ...line })}\n`)
  }
  await reader.close()
  return failed ? 1 : 0
}

function parse(args: readonly string[]): { own: readonly string[]; files: readonly string[] } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { own: { type: 'string', multiple: true }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    return positionals.length > 0 ? { own: values.own ?? [], files: positionals } : null
  } catch {
    return null
  }
}

function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}

// A reader that goes away (`| head`) is no error of ours.
process.stdout.on('error', () => process.exit(0))
process.exitCode = await main()
