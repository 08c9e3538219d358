import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { answerLine, BadLineError } from '../understand/read-lines.ts'
import { understanderOf } from '../understand/understanders.ts'

const USAGE = `understand --in FILE|- [--brain offline|ollama]
  JSON lines {id, text, now, channel?, lang?} in, one reading a line out, in the same order.
  Exit code: 0 all lines answered, 1 some line could not be read, 2 wrong use.
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      in: { type: 'string' },
      brain: { type: 'string', default: 'offline' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  if (values.in === undefined) throw new TypeError('--in is missing')
  const understand = await understanderOf(values.brain)
  const input = values.in === '-' ? process.stdin : createReadStream(values.in)
  await once(input, values.in === '-' ? 'readable' : 'open')
  return answerAll(createInterface({ input, crlfDelay: Infinity }), understand)
}

/** Answers line by line; waits for the reader of the answers, so that memory does not grow. */
async function answerAll(
  lines: AsyncIterable<string>,
  understand: Awaited<ReturnType<typeof understanderOf>>,
): Promise<number> {
  let number = 0
  let bad = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    try {
      const answer = await answerLine(line, number, understand, () => performance.now())
      if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain')
    } catch (error) {
      if (!(error instanceof BadLineError)) throw error
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
  process.stderr.write(`understand: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 2
}
