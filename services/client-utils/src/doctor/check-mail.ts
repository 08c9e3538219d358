import { z } from 'zod'
import { eachAnswer } from '../entries/run-entry.ts'
import type { Installation } from '../frame/installation.ts'
import { WrongUseError } from '../frame/wrong-use.ts'
import { type Check, notOk } from './check.ts'

/** One JSON line of mail-worker's doctor. */
const answerSchema = z.looseObject({
  account: z.string(),
  check: z.string(),
  status: z.enum(['ok', 'note', 'not ok']),
  detail: z.string(),
  remedy: z.string().nullable(),
})

/** What mail-worker's own doctor finds: logins, folders, DNS of the sending domain. */
export async function checkMail(installation: Installation, sendTest: boolean): Promise<Check[]> {
  const checks: Check[] = []
  const environment = { MONGODB_URI: installation.uri, MONGODB_DATABASE: installation.database }
  try {
    await eachAnswer(
      { service: 'mail-worker', name: 'doctor' },
      ['--json', ...(sendTest ? ['--send-test'] : [])],
      (answer) => {
        const { account, check, status, detail, remedy } = answerSchema.parse(answer)
        checks.push({ area: `account ${account}`, check, status, detail, remedy })
      },
      environment,
    )
  } catch (error) {
    if (!(error instanceof WrongUseError)) throw error
    checks.push(notOk('mail', 'checks', error.message, 'Build Outrider: `npm run build`.'))
  }
  return checks
}
