import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { BadDraftLineError, checkLine } from '../draft/check-lines.ts'

const USAGE = `check-draft --in FILE|-
  JSON lines {id, lang, facts[], allowedUrls[], allowedEmails[], thread[], prospect, agent, now, draft} in;
  {id, verdict: "pass"|"block", violations: [{rule, excerpt}]} out, one a line, in the same order.
  Exit code: 0 all lines checked (whatever the verdicts), 1 some line could not be read, 2 wrong use.
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      in: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  if (values.in === undefined) throw new TypeError('--in is missing')
  return checkAll(createInterface({ input: await opened(values.in), crlfDelay: Number.POSITIVE_INFINITY }))
}

async function opened(source: string): Promise<NodeJS.ReadableStream> {
  if (source === '-') return process.stdin
  const file = createReadStream(source)
  await once(file, 'open')
  return file
}

/** Checks line by line; waits for the reader of the answers, so that memory does not grow. */
async function checkAll(lines: AsyncIterable<string>): Promise<number> {
  let number = 0
  let bad = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    try {
      if (!process.stdout.write(`${JSON.stringify(checkLine(line, number))}\n`)) await once(process.stdout, 'drain')
    } catch (error) {
      if (!(error instanceof BadDraftLineError)) throw error
      bad += 1
      process.stderr.write(`${error.message}\n`)
    }
  }
  return bad === 0 ? 0 : 1
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of the answers left (`| head`): nothing is wrong, and nobody is there to tell.
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`check-draft: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 2
}
