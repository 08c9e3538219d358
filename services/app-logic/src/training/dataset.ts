import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { INTENTS, type Intent, LANGUAGES } from '@outrider/shared/domain'
import { z } from 'zod'
import { readMoment } from '../understand/moment.ts'
import { type ReadReply, readReply } from '../understand/read-reply.ts'

const exampleSchema = z.object({
  id: z.string().min(1),
  lang: z.enum(LANGUAGES),
  now: z.string().refine((now) => !Number.isNaN(Date.parse(now)), 'is no date and time'),
  text: z.string(),
  intents: z.array(z.enum(INTENTS)).min(1),
  explicitOptOut: z.boolean(),
  redirect: z
    .object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      telegram: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .nullable(),
  until: z.string().nullable(),
  note: z.string().optional(),
})

/** A labelled reply, and the file it was written in. */
export interface Example extends Omit<z.infer<typeof exampleSchema>, 'intents'> {
  readonly intents: readonly Intent[]
  readonly file: string
}

/**
 * Reads labelled replies of one JSONL file.
 *
 * @throws Error naming file and line when a line does not have the form of `training/GUIDE.md`
 */
export function readExamples(path: string): Example[] {
  const examples: Example[] = []
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return
      examples.push(parseExample(line, `${path}:${index + 1}`, basename(path)))
    })
  return examples
}

function parseExample(line: string, place: string, file: string): Example {
  try {
    return { ...exampleSchema.parse(JSON.parse(line)), file }
  } catch (error) {
    throw new Error(`${place}: ${reasonOf(error)}`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`).join('; ')
  return error instanceof Error ? error.message : 'not readable'
}

const HOLDS_REPLIES = /^(?:ru|en|es|seed)\b.*\.jsonl$/u

/** Reads the files of labelled replies of a folder (`ru-1.jsonl`, `en.jsonl`, `seed.jsonl` …), in the order of names. */
export function readFolder(folder: string): Example[] {
  return readdirSync(folder)
    .filter((name) => HOLDS_REPLIES.test(name))
    .sort()
    .flatMap((name) => readExamples(join(folder, name)))
}

/** Takes a labelled reply apart, as the classifier sees it. */
export function readExample({ text, now, lang }: Example): ReadReply {
  return readReply(text, { ...readMoment(now), langHint: lang })
}
