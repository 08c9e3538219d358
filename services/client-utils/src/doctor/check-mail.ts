import { z } from 'zod'
import { eachAnswer } from '../entries/run-entry.ts'
import type { Installation } from '../frame/installation.ts'
import { WrongUseError } from '../frame/wrong-use.ts'
import { type Check, note, notOk } from './check.ts'

/** One JSON line of mail-worker's doctor. */
const answerSchema = z.looseObject({
  account: z.string(),
  check: z.string(),
  status: z.enum(['ok', 'note', 'not ok']),
  detail: z.string(),
  remedy: z.string().nullable(),
})

/** What mail-worker's own doctor finds: logins, folders, clock, DNS of the sending domain, a test mail. */
export async function checkMail({ uri, database }: Installation, sendTest: boolean): Promise<Check[]> {
  const checks: Check[] = []
  const words = ['--json', ...(sendTest ? ['--send-test'] : [])]
  const take = (answer: unknown) => {
    const { account, check, status, detail, remedy } = answerSchema.parse(answer)
    checks.push({ area: `account ${account}`, check, status, detail, remedy })
  }
  try {
    const code = await eachAnswer({ service: 'mail-worker', name: 'doctor' }, words, take, {
      MONGODB_URI: uri,
      MONGODB_DATABASE: database,
    })
    if (code > 1) checks.push(notOk('mail', 'checks', 'they could not be made', 'See the message above.'))
  } catch (error) {
    if (!(error instanceof WrongUseError)) throw error
    checks.push(notOk('mail', 'checks', error.message, 'Build Outrider: `npm run build`.'))
  }
  return checks
}

/**
 * Puts both doctors together, each thing told once. A secret that only the running service has is no fault: it means
 * that logins cannot be tried from here.
 */
export function mergedChecks(own: readonly Check[], mail: readonly Check[]): Check[] {
  const secrets = new Map(own.filter(({ check }) => check === 'secret').map(({ area, status }) => [area, status]))
  const further = mail.flatMap((each) => {
    if (each.check === 'account') return []
    if (each.check !== 'credentials') return [each]
    if (secrets.get(each.area) === 'not ok') return []
    return [note(each.area, 'logins', 'not tried from here: the secret is not set here')]
  })
  return [...own, ...further]
}
